"""How often a head receives, and who speaks for a group: both as the law of the day says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dinhlang.domain.law.rulebook import Rulebook

SMALL_GROUP, LARGE_GROUP = "FB-TCD-29", "FB-TCD-29-MANY"
DUTIES = ("FB-TCD-15", "FB-TCD-12", "FB-TCD-18", "PTY-11-PROVINCE", "PTY-11-COMMUNE")
DECEMBER = 12


class Every(StrEnum):
    """In which stretch of time a head owes days."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class Duty:
    """At least so many days of reception in each stretch."""

    least: int
    every: Every


@dataclass(frozen=True)
class Stretch:
    """One week or month: the days owed and those on which the head received."""

    begins: date
    ends: date
    owed: int
    received: int

    @property
    def is_short(self) -> bool:
        """Tell whether the head received less often than the law asks."""
        return self.received < self.owed


def duty(rule_id: str, book: Rulebook, *, on: date) -> Duty:
    """Return how often the head under a rule receives, as in force on a day."""
    details = book.rule(rule_id, on=on).details
    return Duty(int(details["min_per_period"]), Every(details["period"]))


def stretches(
    received_on: Collection[date], rule_id: str, book: Rulebook, *, since: date, until: date
) -> tuple[Stretch, ...]:
    """Return the whole weeks or months between two days with what was owed and kept; a change of the law changes them.

    A stretch that has begun before `since` or goes on after `until` is left out: nobody is late before it ended.
    """
    found, day = [], since
    while day <= until:
        asked = duty(rule_id, book, on=day)
        begins, ends = _bounds(day, asked.every)
        if begins >= since and ends <= until:
            found.append(Stretch(begins, ends, asked.least, sum(begins <= one <= ends for one in set(received_on))))
        day = ends + timedelta(days=1)
    return tuple(found)


def representatives(people: int, book: Rulebook, *, on: date) -> tuple[int, int]:
    """Return how many of a group speak for it, at least and at most; a few people all speak."""
    for rule_id in (SMALL_GROUP, LARGE_GROUP):
        details = book.rule(rule_id, on=on).details
        if details["group_min"] <= people <= details.get("group_max", people):
            return details["min_members"], details["max_members"]
    return people, people


def _bounds(day: date, every: Every) -> tuple[date, date]:
    if every is Every.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    first = day.replace(day=1)
    following = date(day.year + (day.month == DECEMBER), day.month % DECEMBER + 1, 1)
    return first, following - timedelta(days=1)
