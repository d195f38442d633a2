"""What became of units, what they were made of, and who answers for a place on a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q

from dinhlang.apps.organisations.models import ChangePart, Unit, UnitParent
from dinhlang.apps.organisations.queries.units import (
    TOPIC,
    UnitView,
    all_communes,
    communes_of,
    nearest,
    rows_of,
    units,
)
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.domain.organisations.lineage import (
    Change,
    Heir,
    Lineage,
    Move,
    MustChooseError,
    NoSuccessorError,
    Share,
)
from dinhlang.lib.remembered import Memory, remembered

_communes = Memory(TOPIC, most=8)
ARROWS = """
    WITH RECURSIVE touched(id) AS (
        SELECT unnest(%s::bigint[])
        UNION
        SELECT p.{end} FROM touched JOIN organisations_changepart p ON p.{start} = touched.id WHERE p.{end} IS NOT NULL
    )
    SELECT e."on", e.id, p.from_unit_id, p.to_unit_id, p.share
    FROM touched JOIN organisations_changepart p ON p.{start} = touched.id
    JOIN organisations_changeevent e ON e.id = p.event_id
    WHERE e.kind <> 'renamed'
"""
# Upwards by the parent of the day, else by the last one before it; `until` tells when that one was lost.
COMMUNES_ABOVE = """
    WITH RECURSIVE above(origin, id, kind, until) AS (
        SELECT id, id, kind, NULL::date FROM organisations_unit WHERE id = ANY(%(units)s)
        UNION
        SELECT above.origin, u.id, u.kind, LEAST(above.until, p.until) FROM above
        JOIN LATERAL (
            SELECT parent_id, upper(valid) AS until FROM organisations_unitparent
            WHERE unit_id = above.id AND (lower(valid) IS NULL OR lower(valid) <= %(day)s)
            ORDER BY lower(valid) DESC NULLS LAST LIMIT 1
        ) p ON TRUE
        JOIN organisations_unit u ON u.id = p.parent_id
        WHERE above.kind NOT IN ('commune', 'district', 'province')
    )
    SELECT origin, id, until FROM above WHERE kind = 'commune'
"""


@dataclass(frozen=True)
class Period:
    """A name or a parent in a period; None is an open end."""

    unit_id: int
    text: str
    slug: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Arrow:
    """A share of one unit that went to another; a side may be missing."""

    source: UnitView | None
    target: UnitView | None
    share: Share


@dataclass(frozen=True)
class ChangeView:
    """A change and those of its arrows that touch the unit asked about."""

    id: int
    kind: Change
    on: date
    citation: str
    note: str
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True)
class History:
    """Names and parents of a unit over time, and its changes, oldest first."""

    names: tuple[Period, ...]
    parents: tuple[Period, ...]
    changes: tuple[ChangeView, ...]


def lineage_after(unit_ids: Collection[int]) -> Lineage:
    """Return all changes that lead on from some units. One query."""
    return _lineage(unit_ids, start="from_unit_id", end="to_unit_id")


def lineage_before(unit_ids: Collection[int]) -> Lineage:
    """Return all changes that led to some units. One query."""
    return _lineage(unit_ids, start="to_unit_id", end="from_unit_id")


def _lineage(unit_ids: Collection[int], *, start: str, end: str) -> Lineage:
    with connection.cursor() as cursor:
        cursor.execute(ARROWS.format(start=start, end=end), [list(unit_ids)])
        return Lineage(Move(row[0], row[1], row[2], row[3], Share(row[4])) for row in cursor.fetchall())


def successors(unit_id: int, on: date, since: date | None = None) -> list[UnitView]:
    """Return who holds on a day what the unit held on day `since` (at its beginning when None), by name.

    A unit that goes on is among its own successors; the list is empty when it was dissolved without heir.
    """
    return _views(lineage_after([unit_id]).successors(unit_id, on, since), on)


def predecessors(unit_id: int, on: date) -> list[UnitView]:
    """Return who held on the earlier day what the unit holds, by name."""
    return _views(lineage_before([unit_id]).predecessors(unit_id, on), on)


def _views(heirs: Iterable[Heir], on: date) -> list[UnitView]:
    found = units([heir.unit for heir in heirs], on).values()
    return sorted(found, key=lambda one: (one.sort_key, one.id))


@remembered(TOPIC)
def responsible_unit(place_id: int, on: date, since: date | None = None) -> UnitView:
    """Return the commune that receives what concerns a place on a day; `since` is the day on which it was named.

    A village or an office leads to its commune of that day; a place that is no more, to what it became. A place outside
    every commune (a province, its offices) answers for itself. Raises MustChooseError, NoSuccessorError (domain).
    """
    known = units([place_id], on)
    if place_id not in known:
        raise NoSuccessorError(place_id)
    if known[place_id].in_force and since is None:
        heirs = [place_id]
    else:
        heirs = [heir.unit for heir in lineage_after([place_id]).successors(place_id, on, since)]
    found = sorted(_communes_above(heirs, on))
    if len(found) > 1:
        raise MustChooseError(place_id, tuple(found))
    if not found:
        raise NoSuccessorError(place_id)
    return units(found, on)[found[0]]


def _communes_above(unit_ids: Collection[int], on: date) -> set[int]:
    """Return the communes of units on a day; a unit that a split left without parent follows all successors of it."""
    with connection.cursor() as cursor:
        cursor.execute(COMMUNES_ABOVE, {"units": list(unit_ids), "day": on})
        rows: list[tuple[int, int, date | None]] = cursor.fetchall()
    found = {commune for _, commune, until in rows if until is None or until > on}
    lost = {(commune, until) for _, commune, until in rows if until is not None and until <= on}
    after = lineage_after({commune for commune, _ in lost}) if lost else Lineage([])
    for commune, until in lost:
        found |= {heir.unit for heir in after.successors(commune, on, until - timedelta(days=1))}
    return found | (set(unit_ids) - {origin for origin, _, _ in rows})


def home_provinces(on: date) -> list[int]:
    """Return the ids of the provinces that hold, or held on that day, the land of this deployment's province."""
    bearers = Unit.objects.filter(kind=Kind.PROVINCE.value, code=settings.PROVINCE_CODE)
    latest = bearers.order_by("-valid").values_list("id", "valid").first()
    if latest is None:
        return []
    unit_id, valid = latest
    if valid.lower is None or valid.lower <= on:
        return [unit_id]
    return [heir.unit for heir in lineage_before([unit_id]).predecessors(unit_id, on)]


def communes(on: date) -> list[UnitView]:
    """Return the communes of this deployment's province on a day (all, where no unit bears its code), in order.

    Remembered in the process until a unit changes. One query, else up to four.
    """
    return list(_communes.get((settings.PROVINCE_CODE, on), lambda: _read_communes(on)))


def _read_communes(on: date) -> tuple[UnitView, ...]:
    home = home_provinces(on)
    return tuple(communes_of(home, on) if home else all_communes(on))


@remembered(TOPIC)
def history(unit_id: int, on: date) -> History:
    """Return the names and parents of a unit over time and its changes; `on` only dates the views. Three queries."""
    parts = list(
        ChangePart.objects.filter(Q(from_unit=unit_id) | Q(to_unit=unit_id))
        .select_related("event")
        .order_by("event__on", "event_id", "id")
    )
    parents = list(UnitParent.objects.filter(unit_id=unit_id).order_by("valid").values_list("parent_id", "valid"))
    ids = (
        {unit_id}
        | {parent_id for parent_id, _ in parents}
        | {one for part in parts for one in (part.from_unit_id, part.to_unit_id) if one}
    )
    rows = rows_of(ids, on)
    named = sorted((row[16], row[4], row[5]) for row in rows if row[0] == unit_id)
    return History(
        names=tuple(Period(unit_id, name, slug, valid.lower, valid.upper) for valid, name, slug in named),
        parents=tuple(_parent_period(rows, parent_id, valid) for parent_id, valid in parents),
        changes=tuple(_change(rows, list(group)) for _, group in groupby(parts, key=lambda part: part.event_id)),
    )


def _parent_period(rows: list[tuple[Any, ...]], parent_id: int, valid: Any) -> Period:
    """Return the period under a parent, named as at its beginning (at its end when it has no beginning)."""
    day = valid.lower or (valid.upper or date.max) - timedelta(days=1)
    view = nearest(rows, day)[parent_id]
    return Period(parent_id, view.name, view.slug, valid.lower, valid.upper)


def _change(rows: list[tuple[Any, ...]], parts: list[ChangePart]) -> ChangeView:
    """Return a change: sources under the name of the day before, targets under the name of the day."""
    event = parts[0].event
    before, after = nearest(rows, event.on - timedelta(days=1)), nearest(rows, event.on)
    return ChangeView(
        event.pk,
        Change(event.kind),
        event.on,
        event.citation,
        event.note,
        tuple(
            Arrow(before.get(part.from_unit_id or 0), after.get(part.to_unit_id or 0), Share(part.share))
            for part in parts
        ),
    )
