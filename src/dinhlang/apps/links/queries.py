"""Every read of links; one SQL query each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from dinhlang.apps.links.models import SPRINGS_FROM, Link


@dataclass(frozen=True)
class Linked:
    """The other side of a link, and since when it is drawn."""

    kind: str
    id: int
    code: str
    on: date


# Every page of a case and of a plan asks one of these: as queries of the ORM they cost three times as much.
SPRINGS = """
SELECT from_id, to_kind, to_id, to_code, "on" FROM links_link
WHERE from_kind = %s AND from_id = ANY(%s) AND relation = %s AND "on" <= %s ORDER BY "on", id
"""
GROWN = """
SELECT to_id, from_kind, from_id, from_code, "on" FROM links_link
WHERE to_kind = %s AND to_id = ANY(%s) AND relation = %s AND "on" <= %s ORDER BY "on", id
"""


def springs_of(kind: str, ids: Collection[int], as_of: date) -> dict[int, tuple[Linked, ...]]:
    """Return by id what things spring from, as known on a day; a thing without an entry: chưa rõ nguồn gốc."""
    return _other_sides(SPRINGS, kind, ids, as_of)


def springs_of_kinds(wanted: Mapping[str, Collection[int]], as_of: date) -> dict[tuple[str, int], tuple[Linked, ...]]:
    """Return by kind and id what things of several kinds spring from, as known on a day."""
    asked = Q()
    for kind, ids in wanted.items():
        asked |= Q(from_kind=kind, from_id__in=ids)
    drawn = Link.objects.filter(asked, relation=SPRINGS_FROM, on__lte=as_of).order_by("on", "id")
    found: dict[tuple[str, int], tuple[Linked, ...]] = {}
    columns = ("from_kind", "from_id", "to_kind", "to_id", "to_code", "on")
    for kind, own, to_kind, to_id, to_code, on in drawn.values_list(*columns) if asked else ():
        found[kind, own] = (*found.get((kind, own), ()), Linked(to_kind, to_id, to_code, on))
    return found


def springing_from(kind: str, ids: Collection[int], as_of: date) -> dict[int, tuple[Linked, ...]]:
    """Return by id what grew out of things (of a case: the plan lines and documents), as known on a day."""
    return _other_sides(GROWN, kind, ids, as_of)


def _other_sides(sql: str, kind: str, ids: Collection[int], as_of: date) -> dict[int, tuple[Linked, ...]]:
    found: dict[int, tuple[Linked, ...]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [kind, list(ids), SPRINGS_FROM, as_of])
        for own, *other in cursor.fetchall():
            found[own] = (*found.get(own, ()), Linked(*other))
    return found


def linked_from(kind: str, ids: Collection[int], relation: str, as_of: date) -> dict[int, tuple[Linked, ...]]:
    """Return by id where the arrows of a relation lead that begin at things, as known on a day."""
    drawn = Link.objects.filter(from_kind=kind, from_id__in=ids, relation=relation, on__lte=as_of).order_by("on", "id")
    found: dict[int, tuple[Linked, ...]] = {}
    for own, to_kind, to_id, to_code, on in drawn.values_list("from_id", "to_kind", "to_id", "to_code", "on"):
        found[own] = (*found.get(own, ()), Linked(to_kind, to_id, to_code, on))
    return found


def linked_to(kind: str, ids: Collection[int], relation: str, as_of: date) -> dict[int, tuple[Linked, ...]]:
    """Return by id where the arrows of a relation begin that lead to things, as known on a day."""
    drawn = Link.objects.filter(to_kind=kind, to_id__in=ids, relation=relation, on__lte=as_of).order_by("on", "id")
    found: dict[int, tuple[Linked, ...]] = {}
    for own, from_kind, from_id, from_code, on in drawn.values_list("to_id", "from_kind", "from_id", "from_code", "on"):
        found[own] = (*found.get(own, ()), Linked(from_kind, from_id, from_code, on))
    return found
