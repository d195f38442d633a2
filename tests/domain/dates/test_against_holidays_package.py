"""Our calendar is the authority; the `holidays` package is only a second opinion. Known differences are listed."""

from datetime import date, timedelta

import holidays
import pytest

from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.lib import package_data

CALENDAR = parse_calendar(package_data.tables("law")["calendar"])
KNOWN_DIFFERENCES = {
    # Công văn 12729/VPCP-KGVX swapped these two; the package does not know it.
    2026: {date(2026, 1, 2), date(2026, 1, 10)},
}


@pytest.mark.parametrize("year", [2022, 2023, 2024, 2025, 2026, 2027])
def test_only_the_known_days_differ(year: int) -> None:
    package = holidays.Vietnam(years=[year - 1, year, year + 1])
    days = [date(year, 1, 1) + timedelta(days=step) for step in range(366)]
    differing = {day for day in days if day.year == year and package.is_working_day(day) != CALENDAR.is_working(day)}
    assert differing == KNOWN_DIFFERENCES.get(year, set())
