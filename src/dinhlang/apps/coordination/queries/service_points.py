"""The set of Decision 766: its points as dated data, counted from the events of the last 90 days on this platform."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import lru_cache

from django.utils import timezone

from dinhlang.apps.coordination.queries.seeds import Raw, seed
from dinhlang.apps.disclosure import queries as disclosure
from dinhlang.apps.feedback import queries as feedback
from dinhlang.apps.feedback.queries import Window
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
    """Return the events behind a component, the newest first; None for one without events here. Two queries."""
    component = point_set(at.date()).named(code)
    if component is None:
        return None
    is_register = component.measure is Measure.PUBLISHED
    rows = (
        _published(at, unit_id, start, count)
        if is_register
        else _cases(component.measure is Measure.ON_TIME, at, unit_id, start, count)
    )
    names = organisations.names({one.unit_id for one in rows}, at.date())
    return Events(component, is_register, rows, names)


def _published(at: datetime, unit_id: int | None, start: int, count: int) -> tuple[EventRow, ...]:
    since, until = (at - feedback.DAYS).date(), at.date()
    found = disclosure.due_rows(PROCEDURES, since, until, unit_id=unit_id, start=start, count=count)
    return tuple(
        EventRow(
            one.code, one.unit_id, one.happened_on, one.due_on, one.published_on, 0, one.status is Status.IN_TIME
        )
        for one in found
    )  # fmt: skip


def _cases(due_only: bool, at: datetime, unit_id: int | None, start: int, count: int) -> tuple[EventRow, ...]:  # noqa: FBT001
    found = feedback.events(at, unit_id=unit_id, due_only=due_only, start=start, count=count)
    return tuple(
        EventRow(
            one.number, one.unit_id, timezone.localdate(one.received_at), _day(one.first_due_at),
            _day(one.answered_at), one.times_reopened,
            one.is_on_time if due_only else not one.is_complained(at),
        )
        for one in found
    )  # fmt: skip


def _day(moment: datetime | None) -> date | None:
    return timezone.localdate(moment) if moment else None
