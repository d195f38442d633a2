"""Rows inserted by a statement made once: the same as the ORM's own."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from dinhlang.apps.feedback.models import Draft
from dinhlang.lib.compiled import Compiled, insert

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
BY_TOKEN = Compiled(lambda token: Draft.objects.filter(token_hash=token), token=bytes)


def draft(mark: int) -> Draft:
    return Draft(token_hash=bytes([mark]) * 32, data={"text": f"việc {mark}"}, language="vi", changed_at=AT)


def test_rows_are_stored_as_the_orm_stores_them_and_know_their_keys() -> None:
    rows = [draft(1), draft(2)]
    insert(rows)
    kept = {one.pk: one for one in Draft.objects.all()}
    assert [kept[one.pk].data for one in rows] == [{"text": "việc 1"}, {"text": "việc 2"}]
    assert kept[rows[0].pk].changed_at == AT
    rows[0].data = {}
    rows[0].save()  # an update, not another insertion
    assert Draft.objects.count() == 2


def test_what_the_database_forbids_is_refused() -> None:
    insert([draft(1)])
    with pytest.raises(IntegrityError):
        insert([draft(1)])


def test_bytes_find_their_place() -> None:
    insert([draft(1), draft(2)])
    assert [one.data["text"] for one in BY_TOKEN.rows(token=bytes([2]) * 32)] == ["việc 2"]
