"""Ends of periods: the vectors of the legal research, and the counting rules of Articles 147 and 148 Civil Code."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dinhlang.domain.dates.calendar import Calendar, DayKind, SpecialDay
from dinhlang.domain.dates.calendar_table import CalendarError, parse_calendar
from dinhlang.domain.dates.due import VIETNAM, Direction, due, extended, full_days_end, paused
from dinhlang.domain.dates.periods import CalendarDays, Hours, Months, PeriodError, WorkingDays, parse_period
from dinhlang.domain.dates.words import Words
from dinhlang.lib import package_data

CALENDAR = parse_calendar(package_data.tables("law")["calendar"])

# (event, period, end): law.md §9.2 and trust.md §4.3 of the research.
VECTORS = [
    ("2026-02-12", "5wd", "2026-02-26"),
    ("2026-04-24", "5wd", "2026-05-06"),
    ("2026-08-20", "5wd", "2026-08-26"),
    ("2026-08-27", "5wd", "2026-09-08"),
    ("2026-11-19", "5wd", "2026-11-27"),
    ("2026-11-23", "5wd", "2026-12-01"),
    ("2026-11-09", "15d", "2026-11-25"),
    ("2026-08-18", "15d", "2026-09-03"),
    ("2025-12-31", "2wd", "2026-01-06"),
    ("2026-01-08", "2wd", "2026-01-10"),
    ("2026-02-13", "5wd", "2026-02-27"),
    ("2026-04-24", "3wd", "2026-05-04"),
    ("2026-08-20", "2wd", "2026-08-22"),
    ("2026-08-28", "2wd", "2026-09-04"),
    ("2024-04-26", "3wd", "2024-05-04"),
    ("2025-04-25", "2wd", "2025-04-28"),
    ("2026-01-30", "30d", "2026-03-02"),
    ("2026-02-02", "15d", "2026-02-23"),
    ("2026-03-28", "30d", "2026-04-28"),
]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def end(start: str, period: str, **options: object) -> date:
    return due(at(start), parse_period(period), CALENDAR, **options).due_on  # type: ignore[arg-type]


@pytest.mark.parametrize(("start", "period", "expected"), VECTORS)
def test_every_vector_of_the_research_comes_out(start: str, period: str, expected: str) -> None:
    assert end(start, period) == date.fromisoformat(expected)


def test_without_the_swapped_saturday_the_term_ends_a_day_later() -> None:
    without = Calendar(
        days={day: row for day, row in CALENDAR.days.items() if day != date(2026, 8, 22)},
        fixed=CALENDAR.fixed,
        undecided=(),
        counting=CALENDAR.counting,
        compiled="test",
        first_year=2022,
        announced_until=2026,
    )
    assert due(at("2026-08-20"), WorkingDays(5), without).due_on == date(2026, 8, 27)


def test_a_term_ends_at_midnight_of_its_last_day_in_viet_nam() -> None:
    result = due(at("2026-02-12T09:00"), WorkingDays(5), CALENDAR)
    assert result.due_at == datetime(2026, 2, 26, 23, 59, 59, 999999, tzinfo=VIETNAM)


def test_the_day_of_the_event_is_the_day_in_viet_nam() -> None:
    late_in_utc = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)  # already 2 March in Viet Nam
    assert due(late_in_utc, WorkingDays(1), CALENDAR).due_on == date(2026, 3, 3)


@pytest.mark.parametrize("start", ["2026-03-06T23:50", "2026-03-07", "2026-03-08T12:00"])
def test_a_sending_after_hours_or_at_the_weekend_counts_from_its_own_day(start: str) -> None:
    assert end(start, "1wd") == date(2026, 3, 9)


def test_a_start_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        due(datetime(2026, 3, 6), WorkingDays(1), CALENDAR)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2025-12-31", 3, "2026-03-31"),
        ("2026-01-31", 1, "2026-03-02"),  # no 31 February: 28 February, a Saturday, rolls to Monday
        ("2024-11-29", 3, "2025-02-28"),
        ("2026-07-31", 1, "2026-09-03"),  # 31 August is a swapped day off, then National Day
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_the_month_and_roll(start: str, months: int, expected: str) -> None:
    assert due(at(start), Months(months), CALENDAR).due_on == date.fromisoformat(expected)


def test_hours_run_through_days_off_and_end_at_the_minute() -> None:
    result = due(at("2026-02-14T14:05"), Hours(72), CALENDAR)
    assert result.due_at == at("2026-02-17T14:05")
    assert result.due_on == date(2026, 2, 17)


@pytest.mark.parametrize(
    ("event", "period", "latest"),
    [
        ("2026-03-10", "7d", "2026-03-03"),
        ("2026-05-04", "2d", "2026-04-29"),  # 2 May is a Saturday, 30 April and 1 May are off: act before
        ("2026-03-09", "5wd", "2026-03-02"),
        ("2026-01-12", "1wd", "2026-01-10"),  # the Saturday before is worked
        ("2026-02-24", "5wd", "2026-02-10"),  # across Tết
    ],
)
def test_counting_back_from_an_event_acts_before_a_day_off(event: str, period: str, latest: str) -> None:
    assert end(event, period, direction=Direction.BEFORE) == date.fromisoformat(latest)


def test_an_extension_counts_after_the_old_end() -> None:
    first = due(at("2026-02-12"), WorkingDays(5), CALENDAR)
    assert extended(first, WorkingDays(10), CALENDAR).due_on == date(2026, 3, 12)


def test_a_pause_moves_the_end_by_its_working_days() -> None:
    first = due(at("2026-03-02"), WorkingDays(5), CALENDAR)  # Monday 9 March
    assert paused(first, date(2026, 3, 4), date(2026, 3, 9), CALENDAR).due_on == date(2026, 3, 12)
    assert paused(first, date(2026, 3, 6), date(2026, 3, 8), CALENDAR).due_on == first.due_on


def test_hours_and_terms_before_an_event_are_neither_extended_nor_paused() -> None:
    by_hours = due(at("2026-03-02"), Hours(72), CALENDAR)
    before = due(at("2026-03-02"), WorkingDays(5), CALENDAR, direction=Direction.BEFORE)
    for result in (by_hours, before):
        with pytest.raises(ValueError, match="only a term"):
            paused(result, date(2026, 3, 2), date(2026, 3, 3), CALENDAR)
    with pytest.raises(ValueError, match="only a term"):
        extended(before, WorkingDays(1), CALENDAR)


def test_a_minimum_is_full_days_and_never_rolls() -> None:
    assert full_days_end(date(2026, 3, 2), CalendarDays(30)) == date(2026, 4, 1)
    assert full_days_end(date(2026, 4, 10), CalendarDays(20)) == date(2026, 4, 30)  # a holiday: still that day


def test_beyond_the_last_official_year_a_result_is_only_expected() -> None:
    assert not due(at("2026-12-28"), WorkingDays(3), CALENDAR).expected
    assert due(at("2026-12-28"), WorkingDays(5), CALENDAR).expected
    assert due(at("2020-01-02"), WorkingDays(5), CALENDAR).expected
    assert not due(at("2026-12-31"), Hours(72), CALENDAR).expected


def test_years_without_rows_keep_the_fixed_holidays() -> None:
    assert not CALENDAR.is_working(date(2029, 4, 30))
    assert not CALENDAR.is_working(date(2028, 11, 24))
    assert CALENDAR.is_working(date(2020, 11, 24))  # no day off before 2026-07-01


def test_the_undecided_swap_is_recorded_and_not_applied() -> None:
    assert CALENDAR.is_working(date(2026, 11, 23))
    assert not CALENDAR.is_working(date(2026, 11, 28))
    assert due(at("2026-11-19"), WorkingDays(5), CALENDAR).undecided
    assert not due(at("2026-11-09"), CalendarDays(15), CALENDAR).undecided


def test_a_late_day_off_changes_the_end_and_the_version() -> None:
    late = CALENDAR.with_late_days(
        [SpecialDay(date(2026, 11, 23), DayKind.HOLIDAY, Words("nghỉ", "off"), Words("Công văn 1", "Dispatch 1"))]
    )
    assert due(at("2026-11-19"), WorkingDays(5), late).due_on == date(2026, 11, 30)
    assert late.version != CALENDAR.version
    assert CALENDAR.with_late_days([]) is CALENDAR


def test_working_days_and_calendar_days_are_different_things() -> None:
    assert WorkingDays(5) != CalendarDays(5)
    assert WorkingDays(5) == WorkingDays(5)
    assert WorkingDays(1).words.en == "1 working day"


@pytest.mark.parametrize("wrong", [0, -1, True, 1.5, "5"])
def test_a_period_is_a_whole_number_from_one(wrong: object) -> None:
    with pytest.raises(PeriodError):
        WorkingDays(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "5", "wd", "5w", "0d", "-5d", "5.5d", "５wd", "5 wd extra"])
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        parse_period(text)


def test_every_row_of_the_calendar_differs_from_the_ordinary_week_and_names_its_notice() -> None:
    for day, row in CALENDAR.days.items():
        assert row.is_worked == (day.weekday() >= 5), day
        assert row.notice.vi, day
        assert row.notice.en, day


def test_swaps_come_in_pairs_within_one_notice() -> None:
    swapped = [row for row in CALENDAR.days.values() if row.kind is DayKind.SWAP]
    worked = [row for row in CALENDAR.days.values() if row.kind is DayKind.WORKED]
    assert sorted(row.notice.vi for row in swapped) == sorted(row.notice.vi for row in worked)
    assert len(swapped) == 4


def test_a_day_given_twice_or_without_notice_is_refused() -> None:
    table = package_data.tables("law")["calendar"]
    twice = {**table, "days": [*table["days"], table["days"][0]]}
    with pytest.raises(CalendarError, match="twice"):
        parse_calendar(twice)
    bare = {key: value for key, value in table["days"][0].items() if key != "notice"}
    with pytest.raises(CalendarError, match="notice"):
        parse_calendar({**table, "days": [bare]})


def test_a_year_of_starts_never_ends_on_a_day_off() -> None:
    start = at("2026-01-01T10:00")
    for step in range(330):
        for period in (WorkingDays(5), CalendarDays(15), Months(1)):
            assert CALENDAR.is_working(due(start + timedelta(days=step), period, CALENDAR).due_on)
