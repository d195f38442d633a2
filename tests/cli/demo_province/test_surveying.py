"""Surveys of the demonstration: marked as such, the same each time, with values on every page."""

from datetime import datetime

import pytest
from tests.province import ROWS, ZONE, found

from dinhlang.apps.surveys import queries
from dinhlang.apps.surveys.models import Sheet
from dinhlang.cli.demo_province import surveying
from dinhlang.cli.demo_province.villages import Village
from dinhlang.domain.organisations.kinds import Kind

AT = datetime(2026, 11, 23, 6, tzinfo=ZONE)


@pytest.mark.django_db
def test_they_are_marked_computed_and_open() -> None:
    found()
    hamlets = [
        Village(row.code, row.parent_code, row.name, row.subkind, 120, 10.0, 106.0)
        for row in ROWS
        if row.kind is Kind.VILLAGE
    ]
    surveying.load_surveys(hamlets, seed=1, at=AT)
    waves = queries.all_waves()
    assert all(one.is_illustration for one in waves)
    assert [one.code for one in waves if one.is_open(AT.date())] == ["sau-tra-loi-2026", "quay-2026"]
    trust = queries.results_of_trust(AT.date())
    assert trust is not None
    assert trust.wave.seed == "3e2ca5fa376789140b3081aa83e95e90"  # the same each time
    whole = queries.results("hai-long-2026", AT.date())
    assert whole is not None
    assert trust.answered + whole.answered == Sheet.objects.count()
