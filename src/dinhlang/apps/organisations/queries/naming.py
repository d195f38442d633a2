"""What a body was called on a day, and who holds its place now: "…, nay là …", or "…, nhiệm vụ do … kế thừa"."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from dinhlang.apps.organisations.queries.units import TOPIC, UnitView, nearest, rows_of
from dinhlang.domain.organisations.lineage import Change, Lineage, Move, Share
from dinhlang.lib.remembered import Memory

_named_then = Memory(TOPIC)
ARROWS = """
    WITH RECURSIVE touched(origin, id) AS (
        SELECT one, one FROM unnest(%s::bigint[]) AS one
        UNION
        SELECT touched.origin, p.to_unit_id FROM touched
        JOIN organisations_changepart p ON p.from_unit_id = touched.id WHERE p.to_unit_id IS NOT NULL
    )
    SELECT touched.origin, e."on", e.id, p.from_unit_id, p.to_unit_id, p.share, e.kind
    FROM touched JOIN organisations_changepart p ON p.from_unit_id = touched.id
    JOIN organisations_changeevent e ON e.id = p.event_id
    WHERE e.kind <> 'renamed' AND e."on" <= %s
"""


@dataclass(frozen=True)
class Successor:
    """Who holds the place of a body now."""

    id: int
    code: str
    name: str
    slug: str


@dataclass(frozen=True)
class Named:
    """A body under its name of a day; `now` is empty while it goes on under that name.

    `by_function`: it ended, and a body newly set up took over its tasks ("kế thừa nhiệm vụ"): never write "nay là".
    """

    id: int
    code: str
    name: str
    slug: str
    now: tuple[Successor, ...] = ()
    by_function: bool = False

    @property
    def ended(self) -> bool:
        """Tell whether the body goes by another name or is another body now."""
        return bool(self.now)


def heirs_of(unit_ids: Collection[int], as_of: date) -> dict[int, tuple[list[int], bool]]:
    """Return by id the units that hold the place of some units on a day, and whether tasks were passed. One query."""
    moves: dict[int, list[Move]] = {one: [] for one in unit_ids}
    passed: set[int] = set()
    with connection.cursor() as cursor:
        cursor.execute(ARROWS, [list(unit_ids), as_of])
        for origin, on, event, source, target, share, kind in cursor.fetchall():
            moves[origin].append(Move(on, event, source, target, Share(share)))
            if kind == Change.FUNCTION_PASSED.value and source != target:
                passed.add(origin)
    return {
        one: ([heir.unit for heir in Lineage(known).successors(one, as_of)], one in passed)
        for one, known in moves.items()
    }


def named_then(wanted: Collection[tuple[int, date]], as_of: date) -> dict[tuple[int, date], Named]:
    """Return bodies under their names of a day, with who holds their place as known on another.

    Two queries, none for those that are remembered.
    """
    found = _named_then.each(
        [(unit_id, day, as_of) for unit_id, day in wanted],
        lambda missing: _read_named([(unit_id, day) for unit_id, day, _ in missing], as_of),
    )
    return {(unit_id, day): named for (unit_id, day, _), named in found.items()}


def _read_named(wanted: Collection[tuple[int, date]], as_of: date) -> dict[tuple[int, date, date], Named]:
    heirs = heirs_of({unit_id for unit_id, _ in wanted}, as_of)
    everyone = set(heirs) | {heir for found, _ in heirs.values() for heir in found}
    rows = rows_of(everyone, as_of)
    today = nearest(rows, as_of)
    then = {day: nearest(rows, day) for day in {day for _, day in wanted}}
    return {(unit_id, day, as_of): _named(then[day][unit_id], heirs[unit_id], today) for unit_id, day in wanted}


def _named(then: UnitView, heirs: tuple[list[int], bool], today: dict[int, UnitView]) -> Named:
    holders = [today[one] for one in heirs[0]]
    same = len(holders) == 1 and holders[0].id == then.id and holders[0].name == then.name
    now = () if same else tuple(Successor(one.id, one.code, one.name, one.slug) for one in holders)
    return Named(then.id, then.code, then.name, then.slug, now, heirs[1] and bool(now))
