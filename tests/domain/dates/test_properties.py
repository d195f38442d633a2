"""What must hold for every start, period and extension."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.dates.due import VIETNAM, Direction, due, extended, paused
from dinhlang.domain.dates.explanation import explanation
from dinhlang.domain.dates.periods import CalendarDays, Months, Period, WorkingDays
from dinhlang.lib import package_data

CALENDAR = parse_calendar(package_data.tables("law")["calendar"])
days = st.dates(date(2021, 11, 1), date(2028, 3, 1))
periods = st.one_of(
    st.integers(1, 60).map(WorkingDays), st.integers(1, 120).map(CalendarDays), st.integers(1, 12).map(Months)
)
directions = st.sampled_from(Direction)


def at(day: date) -> datetime:
    return datetime.combine(day, time(9), VIETNAM)


@given(days, days, periods, directions)
def test_a_later_start_never_gives_an_earlier_end(one: date, other: date, period: Period, side: Direction) -> None:
    early, late = sorted((one, other))
    first = due(at(early), period, CALENDAR, direction=side)
    assert first.due_on <= due(at(late), period, CALENDAR, direction=side).due_on


@given(days, periods, directions)
def test_the_end_is_always_a_working_day(start: date, period: Period, side: Direction) -> None:
    assert CALENDAR.is_working(due(at(start), period, CALENDAR, direction=side).due_on)


@given(days, st.integers(1, 60))
def test_exactly_so_many_working_days_lie_between(start: date, count: int) -> None:
    result = due(at(start), WorkingDays(count), CALENDAR)
    assert CALENDAR.working_days_between(start, result.due_on) == count


@given(days, st.integers(1, 60))
def test_the_longer_period_ends_later(start: date, count: int) -> None:
    shorter = due(at(start), WorkingDays(count), CALENDAR)
    assert shorter.due_on < due(at(start), WorkingDays(count + 1), CALENDAR).due_on


@given(days, periods, periods)
def test_an_extension_never_shortens(start: date, period: Period, more: Period) -> None:
    first = due(at(start), period, CALENDAR)
    assert extended(first, more, CALENDAR).due_on > first.due_on


@given(days, periods, st.integers(0, 40), st.integers(0, 40))
def test_a_pause_never_shortens_and_a_longer_one_never_ends_earlier(
    start: date, period: Period, rest: int, more: int
) -> None:
    first = due(at(start), period, CALENDAR)
    short = paused(first, start, start + timedelta(days=rest), CALENDAR)
    long = paused(first, start, start + timedelta(days=rest + more), CALENDAR)
    assert first.due_on <= short.due_on <= long.due_on


@given(days, periods, directions)
def test_counting_twice_gives_the_same_and_both_languages_tell_as_much(
    start: date, period: Period, side: Direction
) -> None:
    once = due(at(start), period, CALENDAR, direction=side)
    again = due(at(start), period, CALENDAR, direction=side)
    assert once == again
    assert len(explanation(once, "vi")) == len(explanation(again, "en"))
