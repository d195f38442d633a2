"""What is due: which events make which duties, and the quarterly list of every quarter that has ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dinhlang.domain.disclosure.duties import BUDGET_ITEM, COMMUNE, DUTIES, LIST, Duty, Source
from dinhlang.domain.disclosure.quarters import Quarter, quarters


@dataclass(frozen=True)
class Event:
    """Something that happened in a unit: the item it belongs to, what it was, when, and what it is called."""

    duty: str
    source: Source
    happened_on: date
    title: str = ""

    @property
    def quarter(self) -> Quarter:
        """Return the quarter it is told under."""
        return next(iter(quarters(self.happened_on, self.happened_on)))


@dataclass(frozen=True)
class Occasion:
    """A duty made due by an event, under one provision. key: the same event of a unit makes it only once."""

    duty: Duty
    event: Event
    rule: str

    @property
    def key(self) -> str:
        """Return what tells one occasion of a unit from another."""
        return f"{self.duty.code}/{self.event.source.value}/{self.event.happened_on.isoformat()}/{self.event.title}"


class NothingDueError(ValueError):
    """An event that makes nothing due under a duty."""


def occasion_of(event: Event) -> Occasion:
    """Return what an event makes due; raises NothingDueError for a strange duty, or an event that it does not know."""
    duty = DUTIES.get(event.duty)
    rule = duty.rule_for(event.source) if duty is not None else None
    if duty is None or rule is None:
        raise NothingDueError(f"{event.source} makes nothing due under {event.duty}")
    return Occasion(duty, event, rule)


def recurring(first: date, until: date) -> Iterator[Event]:
    """Yield what every commune owes by the calendar alone, for quarters that ended: budget execution, the list."""
    for quarter in quarters(first, until):
        if quarter.last_day < until:
            yield Event(f"11.{BUDGET_ITEM}", Source.PERIOD_ENDED, quarter.last_day)
            yield Event(LIST.code, Source.QUARTER_ENDED, quarter.last_day)


def cells(first: date, until: date) -> Iterator[tuple[Duty, Quarter]]:
    """Yield every cell of the register of a commune: each item in each quarter since a day."""
    for quarter in quarters(first, until):
        for duty in COMMUNE:
            yield duty, quarter
