"""The last day of a generated province."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dinhlang.cli.demo_province.loading import BEGINS, last_day
from dinhlang.domain.dates.due import VIETNAM

MORNING = datetime.combine(date(2026, 11, 24), BEGINS, VIETNAM)


@pytest.mark.parametrize("now", [MORNING, MORNING + timedelta(hours=17), MORNING.astimezone(UTC)])
def test_a_demonstration_made_by_day_ends_today(now: datetime) -> None:
    assert last_day(now) == date(2026, 11, 24)


@pytest.mark.parametrize("now", [MORNING - timedelta(minutes=1), datetime(2026, 11, 23, 17, 2, tzinfo=UTC)])
def test_one_made_at_night_ends_the_day_before_or_nobody_would_hold_a_post_until_morning(now: datetime) -> None:
    assert last_day(now) == date(2026, 11, 23)
    assert datetime.combine(last_day(now), BEGINS, VIETNAM) <= now
