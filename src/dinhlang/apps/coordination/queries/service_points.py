"""The set of Decision 766: its points as dated data, counted from the events of the last 90 days on this platform."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from django.utils import timezone

from dinhlang.apps.coordination.queries.seeds import Raw, seed
from dinhlang.apps.disclosure import queries as disclosure
from dinhlang.apps.disclosure.queries import ItemRow
from dinhlang.apps.feedback import queries as feedback
from dinhlang.apps.feedback.queries import Event, Window
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.coordination.service_points import (
    Component,
    Counted,
    Counts,
    Group,
    Measure,
    PointSet,
    Score,
    points,
    score,
)
from dinhlang.domain.dates.words import Words, words_of
from dinhlang.domain.disclosure.status import Status
from dinhlang.domain.feedback.ratios import Ratios

PROCEDURES = "11.13"  # administrative procedures in the register of a commune
NOTHING = Words("", "")
PIECE = 5_000  # rows of a long table that are read at once


@dataclass(frozen=True)
class UnitPoints:
    """A unit with the counted events and the points of each measured component."""

    unit: UnitView
    counts: Counts
    points: tuple[Fraction | None, ...]  # in the order of the measured components
    score: Score


@dataclass(frozen=True)
class ServiceView:
    """The whole set on a day: what was counted of all, of each unit, week by week."""

    window: Window
    points_of: PointSet
    counts: Counts
    score: Score
    units: tuple[UnitPoints, ...]

    def points(self, component: Component) -> Fraction | None:
        """Return the points of a component for all together."""
        return points(component, self.counts)


def service(at: datetime) -> ServiceView:
    """Return the points of the last 90 days. Three queries."""
    window = feedback.last_days(at)
    published = disclosure.in_time(PROCEDURES, window.since, window.until)
    by_unit = {one: _counts(window.units.get(one, Ratios()), published.get(one)) for one in {*window.units, *published}}
    found, units = point_set(window.until), organisations.units(by_unit, window.until)
    shown = (_unit(units[one], found, counts) for one, counts in by_unit.items())
    whole = _counts(window.whole, _sum(published))
    return ServiceView(
        window, found, whole, score(found, whole), tuple(sorted(shown, key=lambda one: one.unit.sort_key))
    )


def _unit(unit: UnitView, found: PointSet, counts: Counts) -> UnitPoints:
    return UnitPoints(unit, counts, tuple(points(one, counts) for one in found.measured), score(found, counts))


def _sum(published: Mapping[int, tuple[int, int]]) -> tuple[int, int]:
    return sum(part for part, _ in published.values()), sum(whole for _, whole in published.values())


def _counts(cases: Ratios, published: tuple[int, int] | None) -> Counts:
    return {
        Measure.ON_TIME: Counted(cases.on_time, cases.due),
        Measure.UNCOMPLAINED: Counted(cases.received - cases.complained, cases.received),
        Measure.PUBLISHED: Counted(*(published or (0, 0))),
    }


def point_set(on: date) -> PointSet:
    """Return the set in force on a day; before the first, the first. No query."""
    sets = _sets()
    return next((one for one in reversed(sets) if one.valid_from <= on), sets[0])


@lru_cache(maxsize=1)
def _sets() -> tuple[PointSet, ...]:
    return tuple(
        PointSet(one["valid_from"], words_of(one["basis"]), tuple(_group(group) for group in one["groups"]))
        for one in seed("service_points")["sets"]
    )


def _group(raw: Raw) -> Group:
    return Group(
        raw["code"], words_of(raw["name"]), Fraction(raw["most"]), tuple(_component(one) for one in raw["components"])
    )


def _component(raw: Raw) -> Component:
    return Component(
        raw["code"], words_of(raw["name"]), Fraction(raw["most"]) if "most" in raw else None,
        Measure(raw["measure"]) if "measure" in raw else None, raw.get("complement", False), words_of(raw["about"]),
        words_of(raw["source"]) if "source" in raw else NOTHING,
    )  # fmt: skip


@dataclass(frozen=True)
class EventRow:
    """One event behind a point: its address, the unit, its days, and whether it counts for the point."""

    number: str
    unit_id: int
    began: date
    due: date | None
    done: date | None
    times_reopened: int
    counts: bool


@dataclass(frozen=True)
class Events:
    """A page of the events behind a component, with the names of the units."""

    component: Component
    is_register: bool  # things of the register of disclosure; else published cases
    rows: tuple[EventRow, ...]
    names: Mapping[int, str]


def service_events(code: str, at: datetime, *, unit_id: int | None, start: int, count: int) -> Events | None:
    """Return a page of events behind a component, the newest first; None for one without events here. Two queries."""
    component = point_set(at.date()).named(code)
    if component is None:
        return None
    read, shown = _source(component.measure, at, unit_id)
    rows = tuple(shown(one) for one in read(start=start, count=count))
    names = organisations.names({one.unit_id for one in rows}, at.date())
    return Events(component, component.measure is Measure.PUBLISHED, rows, names)


def every_service_event(code: str, at: datetime, *, unit_id: int | None) -> Iterator[Events] | None:
    """Return every event behind a component, piece by piece, the newest first; None for one without events here.

    Each piece follows the last row of the one before: two queries of bounded cost, however long the table is.
    """
    component = point_set(at.date()).named(code)
    return None if component is None else _pieces(component, at, unit_id)


def _pieces(component: Component, at: datetime, unit_id: int | None) -> Iterator[Events]:
    read, shown = _source(component.measure, at, unit_id)
    last: Any = None
    while found := read(count=PIECE, after=last):
        names = organisations.names({one.unit_id for one in found}, at.date())
        yield Events(
            component, component.measure is Measure.PUBLISHED, tuple(shown(one) for one in found), names
        )  # fmt: skip
        last = found[-1]


def _source(
    measure: Measure | None, at: datetime, unit_id: int | None
) -> tuple[Callable[..., Sequence[Any]], Callable[[Any], EventRow]]:
    """Return what reads the events of a measure, and what makes a row of one."""
    if measure is Measure.PUBLISHED:
        since, until = (at - feedback.DAYS).date(), at.date()
        return partial(disclosure.due_rows, PROCEDURES, since, until, unit_id=unit_id), _published
    due_only = measure is Measure.ON_TIME
    return partial(feedback.events, at, unit_id=unit_id, due_only=due_only), partial(_case, due_only, at)


def _published(one: ItemRow) -> EventRow:
    return EventRow(
        one.code, one.unit_id, one.happened_on, one.due_on, one.published_on, 0, one.status is Status.IN_TIME
    )


def _case(due_only: bool, at: datetime, one: Event) -> EventRow:  # noqa: FBT001
    return EventRow(
        one.number, one.unit_id, timezone.localdate(one.received_at), _day(one.first_due_at),
        _day(one.answered_at), one.times_reopened,
        one.is_on_time if due_only else not one.is_complained(at),
    )  # fmt: skip


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
