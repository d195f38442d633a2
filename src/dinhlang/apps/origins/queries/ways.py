"""The way of anything: what it comes from and what became of it, along the arrows in both directions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from dinhlang.apps.links.queries import Whole, withdrawn_of
from dinhlang.apps.origins.queries.things import Key, Thing, thing_by_code, things
from dinhlang.domain.origins.relations import HOME, SURVEY, Step, step_of

MOST_ARROWS, FARTHEST = 120, 6
# Arrows that can be reached from one thing, each once, the nearest first; bounded, for a document may have hundreds.
# A survey measures many things: one way ends at it, so that strangers do not stand on each other's ways.
REACHED = """
WITH RECURSIVE reached(kind, id, depth) AS (
    SELECT %(kind)s::text, %(id)s::bigint, 0
    UNION
    SELECT n.kind, n.id, r.depth + 1 FROM reached r
    CROSS JOIN LATERAL (
        (SELECT to_kind AS kind, to_id AS id FROM links_link
         WHERE from_kind = r.kind AND from_id = r.id AND "on" <= %(on)s
           AND (withdrawn_on IS NULL OR withdrawn_on > %(on)s) ORDER BY id LIMIT 40)
        UNION ALL
        (SELECT from_kind, from_id FROM links_link
         WHERE to_kind = r.kind AND to_id = r.id AND "on" <= %(on)s
           AND (withdrawn_on IS NULL OR withdrawn_on > %(on)s) ORDER BY id LIMIT 40)
    ) n
    WHERE r.depth < %(farthest)s AND (r.kind <> %(hub)s OR r.depth = 0)
)
SELECT l.id, l.from_kind, l.from_id, l.relation, l.to_kind, l.to_id, min(r.depth) AS near
FROM reached r JOIN links_link l ON l.from_kind = r.kind AND l.from_id = r.id AND l."on" <= %(on)s
  AND (l.withdrawn_on IS NULL OR l.withdrawn_on > %(on)s)
JOIN reached t ON l.to_kind = t.kind AND l.to_id = t.id
GROUP BY l.id ORDER BY near, l.id LIMIT %(most)s
"""


@dataclass(frozen=True)
class Arrow:
    """One link between two things that are shown. withdrawn_on: it no longer counts, and why."""

    source: Thing
    relation: str
    target: Thing
    id: int
    withdrawn_on: date | None = None
    why: str = ""


@dataclass(frozen=True)
class Way:
    """A thing with everything that hangs on it, step by step."""

    start: Thing
    steps: tuple[tuple[Step, tuple[Thing, ...]], ...]
    arrows: tuple[Arrow, ...]
    withdrawn: tuple[Arrow, ...] = ()  # arrows of the thing itself that were drawn by mistake

    @property
    def has_wish(self) -> bool:
        """Tell whether a wish of the people is known at its beginning."""
        return any(step is Step.WISH and found for step, found in self.steps)

    def around(self, one: Thing) -> tuple[Arrow, ...]:
        """Return the arrows that begin or end at a thing."""
        return tuple(each for each in self.arrows if one in (each.source, each.target))


def way(kind: str, code: str, at: datetime) -> Way | None:
    """Return the way of a public thing; eleven SQL queries at most."""
    start = thing_by_code(kind, code, at)
    return way_of(start, at) if start is not None else None


def way_of(start: Thing, at: datetime) -> Way:
    """Return the way of a thing; nine SQL queries at most."""
    on = timezone.localdate(at)
    links = _reached((start.kind, start.id), on)
    withdrawn = withdrawn_of(start.kind, start.id, on)
    ends = {key for _id, source, _relation, target in links for key in (source, target)}
    gone = {key for one in withdrawn for key in (one.source, one.target)}
    told = things(ends | gone, at) | {(start.kind, start.id): start}
    arrows = tuple(
        Arrow(told[source], relation, told[target], own)
        for own, source, relation, target in links
        if source in told and target in told
    )
    shown = [told[key] for key in ends | {(start.kind, start.id)} if key in told]
    return Way(start, _steps(shown, arrows), arrows, _withdrawn(withdrawn, told))


def _withdrawn(links: tuple[Whole, ...], told: dict[Key, Thing]) -> tuple[Arrow, ...]:
    return tuple(
        Arrow(told[one.source], one.relation, told[one.target], one.id, one.withdrawn_on, one.why)
        for one in links
        if one.source in told and one.target in told
    )


def _steps(found: Iterable[Thing], arrows: tuple[Arrow, ...]) -> tuple[tuple[Step, tuple[Thing, ...]], ...]:
    pointed: dict[Key, set[str]] = {}
    for one in arrows:
        pointed.setdefault((one.target.kind, one.target.id), set()).add(one.relation)
    by_step: dict[Step, list[Thing]] = {}
    for thing in sorted(found, key=lambda each: (HOME[each.kind], each.kind, each.id)):
        step = step_of(thing.kind, frozenset(pointed.get((thing.kind, thing.id), ())), is_project=thing.is_project)
        by_step.setdefault(step, []).append(thing)
    return tuple((step, tuple(by_step.get(step, ()))) for step in Step)


def _reached(start: Key, on: date) -> list[tuple[int, Key, str, Key]]:
    given: dict[str, Any] = {"kind": start[0], "id": start[1], "on": on, "farthest": FARTHEST, "most": MOST_ARROWS,
                             "hub": SURVEY}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(REACHED, given)
        return [
            (link_id, (kind, own), relation, (to_kind, to_id))
            for link_id, kind, own, relation, to_kind, to_id, _near in cursor.fetchall()
        ]
