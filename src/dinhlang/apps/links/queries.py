"""Every read of links; one SQL query each."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from dinhlang.apps.links.models import SPRINGS_FROM, Link

MOST_WITHDRAWN = 50


@dataclass(frozen=True)
class Linked:
    """The other side of a link, and since when it is drawn."""

    kind: str
    id: int
    code: str
    on: date


# Pages of cases, plans and papers ask these: as queries of the ORM they cost three times as much.
ENDS = """
SELECT from_id, to_kind, to_id, to_code, "on" FROM links_link
WHERE from_kind = %s AND from_id = ANY(%s) AND relation = %s AND "on" <= %s
  AND (withdrawn_on IS NULL OR withdrawn_on > %s) ORDER BY "on", id
"""
BEGINNINGS = """
SELECT to_id, from_kind, from_id, from_code, "on" FROM links_link
WHERE to_kind = %s AND to_id = ANY(%s) AND relation = %s AND "on" <= %s
  AND (withdrawn_on IS NULL OR withdrawn_on > %s) ORDER BY "on", id
"""
ENDS_OF_KINDS = """
SELECT from_kind, from_id, to_kind, to_id, to_code, "on"
FROM unnest(%s::text[], %s::bigint[]) AS asked (kind, key)
JOIN links_link ON from_kind = asked.kind AND from_id = asked.key
WHERE relation = %s AND "on" <= %s AND (withdrawn_on IS NULL OR withdrawn_on > %s) ORDER BY "on", id
"""


def springs_of(kind: str, ids: Collection[int], as_of: date) -> dict[int, tuple[Linked, ...]]:
    """Return by id what things spring from, as known on a day; a thing without an entry: chưa rõ nguồn gốc."""
    return linked_from(kind, ids, SPRINGS_FROM, as_of)


def springing_from(kind: str, ids: Collection[int], as_of: date) -> dict[int, tuple[Linked, ...]]:
    """Return by id what grew out of things (of a case: the plan lines and documents), as known on a day."""
    return linked_to(kind, ids, SPRINGS_FROM, as_of)


def springs_of_kinds(wanted: Mapping[str, Collection[int]], as_of: date) -> dict[tuple[str, int], tuple[Linked, ...]]:
    """Return by kind and id what things of several kinds spring from, as known on a day."""
    things = [(kind, key) for kind, ids in wanted.items() for key in ids]
    found: dict[tuple[str, int], tuple[Linked, ...]] = {}
    if things:
        kinds, keys = zip(*things, strict=True)
        for kind, own, *other in _rows(ENDS_OF_KINDS, list(kinds), list(keys), SPRINGS_FROM, as_of, as_of):
            found[kind, own] = (*found.get((kind, own), ()), Linked(*other))
    return found


def linked_from(kind: str, ids: Collection[int], relation: str, as_of: date) -> dict[int, tuple[Linked, ...]]:
    """Return by id where the arrows of a relation lead that begin at things, as known on a day."""
    return _by_thing(_rows(ENDS, kind, list(ids), relation, as_of, as_of))


def linked_to(kind: str, ids: Collection[int], relation: str, as_of: date) -> dict[int, tuple[Linked, ...]]:
    """Return by id where the arrows of a relation begin that lead to things, as known on a day."""
    return _by_thing(_rows(BEGINNINGS, kind, list(ids), relation, as_of, as_of))


@dataclass(frozen=True)
class Whole:
    """One link with both sides, as its withdrawal needs it; withdrawn_on None: it stands."""

    id: int
    source: tuple[str, int]
    relation: str
    target: tuple[str, int]
    withdrawn_on: date | None
    why: str


def link(link_id: int) -> Whole | None:
    """Return a link by its id."""
    one = Link.objects.filter(pk=link_id).first()
    return _whole(one) if one is not None else None


def withdrawn_of(kind: str, own: int, as_of: date) -> tuple[Whole, ...]:
    """Return the links of a thing that were withdrawn up to a day, the newest first."""
    ends = Q(from_kind=kind, from_id=own) | Q(to_kind=kind, to_id=own)
    rows = Link.objects.filter(ends, withdrawn_on__lte=as_of).order_by("-withdrawn_on", "-id")[:MOST_WITHDRAWN]
    return tuple(_whole(one) for one in rows)


def _whole(one: Link) -> Whole:
    return Whole(one.pk, (one.from_kind, one.from_id), one.relation, (one.to_kind, one.to_id), one.withdrawn_on,
                 one.withdrawn_why)  # fmt: skip


def _by_thing(rows: Iterable[tuple[Any, ...]]) -> dict[int, tuple[Linked, ...]]:
    found: dict[int, tuple[Linked, ...]] = {}
    for own, *other in rows:
        found[own] = (*found.get(own, ()), Linked(*other))
    return found


def _rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
