"""Queries made once: the same rows as the ORM's own, whatever the order in which a filter names its values."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from dinhlang.apps.organisations.models import Unit
from dinhlang.lib.compiled import Compiled

pytestmark = pytest.mark.django_db
OF_KIND = Compiled(
    lambda kind, least: Unit.objects.filter(pk__gte=least, kind=kind).exclude(code="x3").order_by("code"),
    kind=str,
    least=int,
)


def test_each_value_goes_to_its_own_place() -> None:
    made = [
        Unit.objects.create(code=f"x{number}", kind=kind, valid=DateRange(date(2025, 7, 1), None))
        for number, kind in enumerate(("commune", "village", "commune", "commune", "commune"))
    ]
    assert [one.code for one in OF_KIND.rows(kind="commune", least=made[0].pk)] == ["x0", "x2", "x4"]
    assert [one.code for one in OF_KIND.rows(least=made[1].pk, kind="commune")] == ["x2", "x4"]
    assert OF_KIND.rows(kind="nothing", least=0) == []


def test_a_value_that_is_not_given_is_refused() -> None:
    with pytest.raises(KeyError):
        OF_KIND.rows(kind="commune")
