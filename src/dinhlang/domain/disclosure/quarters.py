"""The quarters in which a commune tells what it has made public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 3


@dataclass(frozen=True, order=True)
class Quarter:
    """One quarter of a year; its code is written 2026-Q1."""

    year: int
    number: int

    @property
    def code(self) -> str:
        """Return the short form."""
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> date:
        """Return the first day."""
        return date(self.year, MONTHS * (self.number - 1) + 1, 1)

    @property
    def last_day(self) -> date:
        """Return the last day."""
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> "Quarter":
        """Return the quarter after it."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter that holds a day."""
    return Quarter(day.year, (day.month - 1) // MONTHS + 1)


def quarters(first: date, last: date) -> Iterator[Quarter]:
    """Yield the quarters from the one of the first day to the one of the last."""
    found, end = quarter_of(first), quarter_of(last)
    while found <= end:
        yield found
        found = found.next
