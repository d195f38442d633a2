"""Lengths of time as the law writes them. Working days and calendar days are different types and never mix."""

import re
from dataclasses import dataclass
from typing import ClassVar

from dinhlang.domain.dates.words import Words

WRITTEN = re.compile(r"(?P<count>[1-9]\d{0,3})(?P<unit>wd|d|mo|h)")


class PeriodError(ValueError):
    """A text or number that is not a period."""


@dataclass(frozen=True)
class _Length:
    count: int
    unit: ClassVar[str]
    unit_words: ClassVar[Words]

    def __post_init__(self) -> None:
        if isinstance(self.count, bool) or not isinstance(self.count, int) or self.count < 1:
            raise PeriodError(f"a period is a whole number from 1, not {self.count!r}")

    @property
    def code(self) -> str:
        """Return the short form, such as "5wd"."""
        return f"{self.count}{self.unit}"

    @property
    def words(self) -> Words:
        """Return the length in words, such as "5 ngày làm việc"."""
        english = self.unit_words.en if self.count == 1 else f"{self.unit_words.en}s"
        return Words(f"{self.count} {self.unit_words.vi}", f"{self.count} {english}")


class WorkingDays(_Length):
    """Days on which State offices work (ngày làm việc)."""

    unit = "wd"
    unit_words = Words("ngày làm việc", "working day")


class CalendarDays(_Length):
    """Days of the calendar, days off included (ngày)."""

    unit = "d"
    unit_words = Words("ngày (tính cả ngày nghỉ)", "calendar day")


class Months(_Length):
    """Months of the calendar (tháng)."""

    unit = "mo"
    unit_words = Words("tháng", "month")


class Hours(_Length):
    """Hours without interruption (giờ)."""

    unit = "h"
    unit_words = Words("giờ", "hour")


Period = WorkingDays | CalendarDays | Months | Hours
BY_UNIT: dict[str, type[WorkingDays] | type[CalendarDays] | type[Months] | type[Hours]] = {
    "wd": WorkingDays,
    "d": CalendarDays,
    "mo": Months,
    "h": Hours,
}


def parse_period(text: str) -> Period:
    """Return the period written as 5wd, 15d, 3mo or 72h; raises PeriodError for anything else."""
    written = WRITTEN.fullmatch(text.strip())
    if written is None:
        raise PeriodError(f"{text!r} is not a period such as 5wd, 15d, 3mo or 72h")
    return BY_UNIT[written["unit"]](int(written["count"]))
