"""The working calendar of State offices: which day is worked, and by which notice."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from itertools import accumulate

from dinhlang.domain.dates.words import Words

ONE_DAY = timedelta(days=1)
SATURDAY = 5
VERSION_DIGITS = 6
YEARS_AHEAD = 2  # how far beyond the announced days the count of worked days is kept


class DayKind(StrEnum):
    """Why a day differs from the ordinary week."""

    HOLIDAY = "holiday"  # nghỉ lễ, tết
    COMPENSATION = "compensation"  # nghỉ bù
    SWAP = "swap"  # nghỉ do hoán đổi ngày làm việc
    WORKED = "worked"  # làm bù


@dataclass(frozen=True)
class SpecialDay:
    """One row of the calendar with the notice it stands on."""

    day: date
    kind: DayKind
    name: Words
    notice: Words
    confidence: str = "sure"

    @property
    def is_worked(self) -> bool:
        """Tell whether offices work on it."""
        return self.kind is DayKind.WORKED


@dataclass(frozen=True)
class FixedHoliday:
    """A holiday with a fixed date, for years that have no rows of their own."""

    month: int
    day: int
    name: Words
    notice: Words
    since: date = date.min


@dataclass(frozen=True)
class Undecided:
    """A swap that was proposed and not decided: told, never applied."""

    days: frozenset[date]
    name: Words
    notice: Words


@dataclass(frozen=True)
class Counting:
    """The provisions that the counting of days stands on."""

    first_day: Words
    hours: Words
    months: Words
    roll: Words
    end: Words
    rules: Words


@dataclass(frozen=True, eq=False)
class Calendar:
    """Days off and worked Saturdays, dated and versioned. Days before `first_year` or after `announced_until` are
    only expected. Two calendars are the same when their versions are.
    """

    days: Mapping[date, SpecialDay]
    fixed: tuple[FixedHoliday, ...]
    undecided: tuple[Undecided, ...]
    counting: Counting
    compiled: str
    first_year: int
    announced_until: int
    late: int = 0
    version: str = field(init=False)
    years: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "years", frozenset(day.year for day in self.days))
        told = "\n".join(f"{day} {row.kind} {row.notice.vi}" for day, row in sorted(self.days.items()))
        digest = sha256(f"{self.announced_until}\n{told}".encode()).hexdigest()[:VERSION_DIGITS]
        object.__setattr__(self, "version", f"{self.compiled}{f'+{self.late}' if self.late else ''}#{digest}")

    def row(self, day: date) -> SpecialDay | None:
        """Return what is special about a day, if anything."""
        row = self.days.get(day)
        if row is not None or day.year in self.years:
            return row
        for one in self.fixed:
            if (one.month, one.day) == (day.month, day.day) and day >= one.since:
                return SpecialDay(day, DayKind.HOLIDAY, one.name, one.notice, "likely")
        return None

    def is_working(self, day: date) -> bool:
        """Tell whether State offices work on a day."""
        row = self.row(day)
        return day.weekday() < SATURDAY if row is None else row.is_worked

    def is_expected(self, day: date) -> bool:
        """Tell whether the calendar of that year is not officially known here."""
        return not self.first_year <= day.year <= self.announced_until

    def next_working_day(self, day: date) -> date:
        """Return the day itself when it is worked, otherwise the next one that is."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def previous_working_day(self, day: date) -> date:
        """Return the day itself when it is worked, otherwise the last one before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """Return the number of working days after the first date, up to and with the second."""
        if after >= until:
            return 0
        start = date(self.first_year, 1, 1)
        worked = self._worked
        if after >= start and (until - start).days < len(worked):
            return worked[(until - start).days] - worked[(after - start).days]
        return sum(self.is_working(after + ONE_DAY * step) for step in range(1, (until - after).days + 1))

    @cached_property
    def _worked(self) -> list[int]:
        """Return for each day since the first year how many were worked up to it: lists of cases count without end."""
        last = date(self.announced_until + YEARS_AHEAD, 12, 31)
        start = date(self.first_year, 1, 1)
        days = (start + ONE_DAY * step for step in range((last - start).days + 1))
        return list(accumulate(map(self.is_working, days)))

    def with_late_days(self, rows: Iterable[SpecialDay]) -> "Calendar":
        """Return the calendar with rows added later; a later row for the same day wins."""
        late = {row.day: row for row in rows}
        return replace(self, days={**self.days, **late}, late=self.late + len(late)) if late else self
