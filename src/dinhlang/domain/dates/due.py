"""When a period ends, counted by Articles 147 and 148 of the Civil Code, with every step kept.

The first day is not counted. Calendar days and months that end on a day off roll to the next working day. "At the
latest N days before X" is X minus N; on a day off one acts on the working day before. A period ends at 24:00 of its
last day. A sending after hours or on a day off counts as received on that very day.
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum

from dinhlang.domain.dates.calendar import ONE_DAY, Calendar, Counting, SpecialDay, Undecided
from dinhlang.domain.dates.periods import CalendarDays, Hours, Months, Period, WorkingDays
from dinhlang.domain.dates.words import Words

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")  # no summer time since 1975: a fixed offset needs no table
LAST_MOMENT = time.max  # 23:59:59.999999: the latest moment that is still before 24:00


class Direction(StrEnum):
    """On which side of its event a period lies."""

    AFTER = "after"
    BEFORE = "before"


class LegKind(StrEnum):
    """What a leg of a deadline is."""

    TERM = "term"
    EXTENSION = "extension"
    PAUSE = "pause"


@dataclass(frozen=True)
class Step:
    """One day of the count. number: its place in the period, None for a day that is skipped or only rolled to."""

    day: date
    number: int | None
    is_working: bool
    row: SpecialDay | None = None


@dataclass(frozen=True)
class Leg:
    """A stretch of the count: the term itself, an extension, or the working days of a pause."""

    kind: LegKind
    start: date
    period: Period | None  # None: a pause without a working day in it
    end: date
    steps: tuple[Step, ...]
    event: Words | None = None
    ground: Words | None = None
    paused_until: date | None = None


@dataclass(frozen=True)
class DueResult:
    """The end of a period. due_at is the last moment that is still in time, in the time zone of the count."""

    started_at: datetime
    direction: Direction
    due_on: date
    due_at: datetime
    legs: tuple[Leg, ...]
    calendar_version: str
    expected: bool  # a day of the count lies in a year without an official calendar
    counting: Counting
    undecided: tuple[Undecided, ...] = ()


def due(
    start: datetime,
    period: Period,
    calendar: Calendar,
    *,
    direction: Direction = Direction.AFTER,
    event: Words | None = None,
    ground: Words | None = None,
    zone: timezone = VIETNAM,
) -> DueResult:
    """Return the end of a period that starts with (or counts back from) an event; raises ValueError without zone."""
    if start.tzinfo is None:
        raise ValueError("the start of a period needs a time zone")
    local = start.astimezone(zone)
    if isinstance(period, Hours):
        return _due_by_hours(local, period, calendar, direction, event, ground)
    first = local.date()
    steps = _count(first, period, calendar, direction)
    leg = Leg(LegKind.TERM, first, period, steps[-1].day, steps, event, ground)
    return _result(local, direction, (leg,), calendar)


def extended(result: DueResult, period: Period, calendar: Calendar, *, ground: Words | None = None) -> DueResult:
    """Return a later end: the extension counts from the end of the old term, which is not counted again."""
    if isinstance(period, Hours) or result.direction is Direction.BEFORE:
        raise ValueError("only a term in days or months that follows its event is extended")
    steps = _count(result.due_on, period, calendar, Direction.AFTER)
    leg = Leg(LegKind.EXTENSION, result.due_on, period, steps[-1].day, steps, ground=ground)
    return _result(result.started_at, result.direction, (*result.legs, leg), calendar)


def paused(result: DueResult, since: date, until: date, calendar: Calendar) -> DueResult:
    """Return the end after a pause: each working day after `since`, up to and with `until`, moves it by one."""
    if isinstance(result.legs[0].period, Hours) or result.direction is Direction.BEFORE:
        raise ValueError("only a term in days or months that follows its event is paused")
    days = calendar.working_days_between(since, until)
    period = WorkingDays(days) if days else None
    steps = _count(result.due_on, period, calendar, Direction.AFTER) if period else ()
    end = steps[-1].day if steps else result.due_on
    leg = Leg(LegKind.PAUSE, since, period, end, steps, paused_until=until)
    return _result(result.started_at, result.direction, (*result.legs, leg), calendar)


def full_days_end(start: date, minimum: CalendarDays) -> date:
    """Return the last day of a minimum ("at least N days"): N full days after the first; it never rounds down."""
    return start + ONE_DAY * minimum.count


def last_day_of_months(start: date, months: int) -> date:
    """Return the last day on which something still counts that counts for so many months from a day."""
    return _months_on(start, months)


def _result(started_at: datetime, direction: Direction, legs: tuple[Leg, ...], calendar: Calendar) -> DueResult:
    decisive = {step.day for leg in legs for step in _decisive(leg)}
    end = legs[-1].end
    return DueResult(
        started_at=started_at,
        direction=direction,
        due_on=end,
        due_at=datetime.combine(end, LAST_MOMENT, started_at.tzinfo),
        legs=legs,
        calendar_version=calendar.version,
        expected=any(calendar.is_expected(day) for day in decisive),
        counting=calendar.counting,
        undecided=tuple(one for one in calendar.undecided if one.days & decisive),
    )


def _decisive(leg: Leg) -> tuple[Step, ...]:
    """Return the days whose being worked or not decides the end: all for working days, the last ones otherwise."""
    if isinstance(leg.period, WorkingDays):
        return leg.steps
    last = max((place for place, step in enumerate(leg.steps) if step.number is not None), default=0)
    return leg.steps[last:]


def _due_by_hours(
    start: datetime, period: Hours, calendar: Calendar, direction: Direction, event: Words | None, ground: Words | None
) -> DueResult:
    span = timedelta(hours=period.count)
    end = start + span if direction is Direction.AFTER else start - span
    leg = Leg(LegKind.TERM, start.date(), period, end.date(), (), event, ground)
    # Hours run through days off: the calendar, and its being known, do not matter.
    return replace(_result(start, direction, (leg,), calendar), due_at=end)


def _count(first: date, period: Period, calendar: Calendar, direction: Direction) -> tuple[Step, ...]:
    stride = ONE_DAY if direction is Direction.AFTER else -ONE_DAY
    match period:
        case WorkingDays(count=count):
            return _working_days(first, count, calendar, stride)
        case CalendarDays(count=count):
            steps = [_step(first + stride * number, number, calendar) for number in range(1, count + 1)]
            return _rolled(steps, calendar, stride)
        case Months(count=count):
            last = _months_on(first, count if direction is Direction.AFTER else -count)
            return _rolled([_step(last, 1, calendar)], calendar, stride)
    raise TypeError(f"{period!r} is not counted in days")


def _working_days(first: date, count: int, calendar: Calendar, stride: timedelta) -> tuple[Step, ...]:
    steps, day, number = [], first, 0
    while number < count:
        day += stride
        row, working = calendar.row(day), calendar.is_working(day)
        number += working
        steps.append(Step(day, number if working else None, working, row))
    return tuple(steps)


def _rolled(steps: list[Step], calendar: Calendar, stride: timedelta) -> tuple[Step, ...]:
    while not steps[-1].is_working:
        steps.append(_step(steps[-1].day + stride, None, calendar))
    return tuple(steps)


def _step(day: date, number: int | None, calendar: Calendar) -> Step:
    return Step(day, number, calendar.is_working(day), calendar.row(day))


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
