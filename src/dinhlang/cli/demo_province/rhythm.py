"""When people write: by the hour, the weekday and the season, and more after a storm."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from dinhlang.cli.demo_province.streams import stream
from dinhlang.cli.demo_province.working_time import WorkingTime, local

WEEKDAYS = (1.2, 1.1, 1.05, 1.0, 1.0, 0.75, 0.7)
MONTHS = (0.9, 0.85, 1.0, 1.05, 1.05, 1.1, 1.05, 1.1, 1.25, 1.25, 1.1, 0.95)
HOLIDAY = 0.4
GROWTH = 0.7  # the first day sees this share of the last one: people learn that it exists
STORM_SEASON = frozenset({5, 6, 7, 8, 9, 10, 11})
STORM_DAYS, STORM_SHARE, STORM_FACTOR = 3, 0.035, 2.1
# Share of messages in each hour of the day: at home before work, at noon, most of all in the evening.
AT_HOME = (1, 1, 0, 0, 1, 3, 6, 7, 6, 5, 5, 5, 6, 4, 4, 4, 5, 6, 8, 11, 11, 8, 4, 2)
AT_DESK = (0, 0, 0, 0, 0, 0, 0, 12, 15, 13, 8, 0, 0, 10, 12, 9, 5, 0, 0, 0, 0, 0, 0, 0)
HOURS = tuple(range(24))


@dataclass(frozen=True)
class Arrivals:
    """One day: how many cases, and whether a storm has passed."""

    day: date
    count: int
    stormy: bool


def arrivals(seed: int, *, cases: int, first: date, last: date, time: WorkingTime) -> Iterator[Arrivals]:
    """Yield the days from first to last (both included) with their cases, together exactly `cases`."""
    rng = stream(seed, "arrivals")
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    stormy = _storms(rng, days)
    weights = [
        _weight(day, time) * (GROWTH + (1 - GROWTH) * number / len(days)) * rng.uniform(0.8, 1.2)
        * (STORM_FACTOR if day in stormy else 1.0)
        for number, day in enumerate(days)
    ]  # fmt: skip
    total, passed, given = sum(weights), 0.0, 0
    for day, weight in zip(days, weights, strict=True):
        passed += weight
        until = cases if day == last else round(cases * passed / total)
        yield Arrivals(day, until - given, day in stormy)
        given = until


def _storms(rng: Random, days: list[date]) -> frozenset[date]:
    """Return the days on and after a storm."""
    hit: set[date] = set()
    for day in days:
        if rng.random() < STORM_SHARE and day.month in STORM_SEASON:
            hit.update(day + timedelta(days=number) for number in range(STORM_DAYS))
    return frozenset(hit)


def _weight(day: date, time: WorkingTime) -> float:
    """Return how many write on a day, 1 on an ordinary one; holidays, Tết above all, are quiet."""
    rest = HOLIDAY if day.weekday() < 5 and not time.is_working(day) else 1.0
    return WEEKDAYS[day.weekday()] * MONTHS[day.month - 1] * rest


def moment_of(rng: Random, day: date, *, at_desk: bool) -> datetime:
    """Return a moment of a day at which somebody writes from home, or speaks at a desk or on the telephone."""
    hour = rng.choices(HOURS, AT_DESK if at_desk else AT_HOME)[0]
    return local(day, hour * 60 + rng.randrange(60)) + timedelta(seconds=rng.randrange(60))
