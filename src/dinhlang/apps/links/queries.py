"""Every read of links; one SQL query each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from dinhlang.apps.links.models import SPRINGS_FROM, Link


@dataclass(frozen=True)
class Linked:
    """The other side of a link, and since when it is drawn."""

    kind: str
    id: int
    code: str
    on: date


def springs_of(kind: str, ids: Collection[int], as_of: date) -> dict[int, tuple[Linked, ...]]:
    """Return by id what things spring from, as known on a day; a thing without an entry: chưa rõ nguồn gốc."""
    drawn = Link.objects.filter(from_kind=kind, from_id__in=ids, relation=SPRINGS_FROM, on__lte=as_of)
    found: dict[int, tuple[Linked, ...]] = {}
    for own, to_kind, to_id, to_code, on in drawn.order_by("on", "id").values_list(
        "from_id", "to_kind", "to_id", "to_code", "on"
    ):
        found[own] = (*found.get(own, ()), Linked(to_kind, to_id, to_code, on))
    return found


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
    drawn = Link.objects.filter(to_kind=kind, to_id__in=ids, relation=SPRINGS_FROM, on__lte=as_of)
    found: dict[int, tuple[Linked, ...]] = {}
    for own, from_kind, from_id, from_code, on in drawn.order_by("on", "id").values_list(
        "to_id", "from_kind", "from_id", "from_code", "on"
    ):
        found[own] = (*found.get(own, ()), Linked(from_kind, from_id, from_code, on))
    return found
