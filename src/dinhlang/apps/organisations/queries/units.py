"""Units as they were, are or will be on a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import FilteredRelation, Q, QuerySet
from django.db.models.expressions import RawSQL

from dinhlang.apps.organisations.models import Unit, UnitName, UnitParent
from dinhlang.domain.organisations.kinds import PLACES, Kind, Subkind
from dinhlang.domain.organisations.names import fold
from dinhlang.lib.remembered import Memory, remembered

UNDER = """
    WITH RECURSIVE under(id, depth) AS (
        SELECT %s::bigint, 0
        UNION
        SELECT p.unit_id, under.depth + 1 FROM under
        JOIN organisations_unitparent p ON p.parent_id = under.id AND p.valid @> %s::date
        WHERE under.depth < 8
    )
    SELECT id FROM under WHERE depth > 0
"""


TOPIC = "units"  # what pages and memories change with when a unit does
_units, _slugs, _bearers = Memory(TOPIC), Memory(TOPIC), Memory(TOPIC, most=500)


@dataclass(frozen=True)
class UnitView:
    """A unit as of a day; `since` and `until` are its own period (None: open), `in_force` tells about the day."""

    id: int
    code: str
    kind: Kind
    subkind: Subkind
    name: str
    slug: str
    sort_key: str
    since: date | None
    until: date | None
    in_force: bool
    parent_id: int | None
    area_km2: Decimal | None
    latitude: Decimal | None
    longitude: Decimal | None
    address: str
    phone: str
    working_hours: str
    answer_needs_approval: bool


COLUMNS = (
    "unit_id",
    "unit__code",
    "unit__kind",
    "unit__subkind",
    "name",
    "slug",
    "sort_key",
    "unit__valid",
    "belongs__parent_id",
    "unit__area_km2",
    "unit__latitude",
    "unit__longitude",
    "unit__address",
    "unit__phone",
    "unit__working_hours",
    "unit__answer_needs_approval",
    "valid",
)


def named(on: date) -> QuerySet[UnitName]:
    """Return all names with the parent of their unit on a day."""
    return UnitName.objects.annotate(
        belongs=FilteredRelation("unit__parents", condition=Q(unit__parents__valid__contains=on))
    )


def view_of(row: tuple[Any, ...], on: date) -> UnitView:
    """Return the view of one row of COLUMNS."""
    period = row[7]
    return UnitView(
        row[0], row[1], Kind(row[2]), Subkind(row[3]), row[4], row[5], row[6], period.lower, period.upper,
        _covers(period, on), *row[8:16],
    )  # fmt: skip


def _covers(period: Any, on: date) -> bool:
    """Tell whether a period holds a day."""
    return (period.lower is None or period.lower <= on) and (period.upper is None or on < period.upper)


def _in_force(on: date, **wanted: Any) -> list[UnitView]:
    """Return the units in force on a day that fit, in Vietnamese order."""
    rows = named(on).filter(valid__contains=on, **wanted).order_by("sort_key", "unit_id").values_list(*COLUMNS)
    return [view_of(row, on) for row in rows]


def nearest(rows: Iterable[tuple[Any, ...]], on: date) -> dict[int, UnitView]:
    """Return one view per unit: under its name on the day, else its last before, else its first after."""

    def distance(row: tuple[Any, ...]) -> tuple[int, int]:
        period = row[16]
        if _covers(period, on):
            return 0, 0
        if period.upper is not None and period.upper <= on:
            return 1, (on - period.upper).days
        return 2, (period.lower - on).days

    best: dict[int, tuple[Any, ...]] = {}
    for row in rows:
        if row[0] not in best or distance(row) < distance(best[row[0]]):
            best[row[0]] = row
    return {unit_id: view_of(row, on) for unit_id, row in best.items()}


def rows_of(unit_ids: Collection[int], on: date) -> list[tuple[Any, ...]]:
    """Return COLUMNS of every name that units ever had, with their parents on a day; food for nearest()."""
    return list(named(on).filter(unit_id__in=unit_ids).values_list(*COLUMNS)) if unit_ids else []


def units(unit_ids: Collection[int], on: date) -> dict[int, UnitView]:
    """Return units by id, also those that are not in force on the day (under their nearest name).

    One query, none for those that are remembered.
    """
    wanted = [(one, on) for one in unit_ids]
    found = _units.each(wanted, lambda missing: _read_units([one for one, _ in missing], on))
    return {unit_id: view for (unit_id, _), view in found.items()}


def _read_units(unit_ids: Collection[int], on: date) -> dict[tuple[int, date], UnitView]:
    return {(unit_id, on): view for unit_id, view in nearest(rows_of(unit_ids, on), on).items()}


def unit(unit_id: int, on: date) -> UnitView | None:
    """Return a unit that is in force on a day; None for every other (units() also shows ended ones)."""
    found = units([unit_id], on).get(unit_id)
    return found if found and found.in_force else None


def names(unit_ids: Collection[int], on: date) -> dict[int, str]:
    """Return what units are called on a day, ended ones by their last name. One query."""
    return {one.id: one.name for one in units(unit_ids, on).values()}


def answer_needs_approval(unit_id: int) -> bool:
    """Tell whether a second person signs each answer of a unit."""
    return Unit.objects.filter(pk=unit_id, answer_needs_approval=True).exists()


def unit_by_code(code: str, on: date) -> UnitView | None:
    """Return the unit that bears a code on a day; when none does, the one that bore it last before."""
    found = nearest(named(on).filter(unit__code=code).values_list(*COLUMNS), on).values()
    return min(
        found, key=lambda one: (not one.in_force, one.since is not None and one.since > on, one.id), default=None
    )


def units_by_code(codes: Collection[str], on: date) -> dict[str, UnitView]:
    """Return the units in force on a day by their codes."""
    return {one.code: one for one in _in_force(on, unit__code__in=codes)}


def unit_by_slug(slug: str, on: date) -> UnitView | None:
    """Return the unit that has or had an address in the web; its `slug` is the one of the day. One query."""
    return _bearers.each([(slug, on)], _read_bearer).get((slug, on))


def _read_bearer(asked: Collection[tuple[str, date]]) -> dict[tuple[str, date], UnitView]:
    ((slug, on),) = asked
    bearer = UnitName.objects.filter(slug=slug).order_by("id").values("unit_id")[:1]
    found = nearest(named(on).filter(unit_id__in=bearer).values_list(*COLUMNS), on)
    return dict.fromkeys(asked, next(iter(found.values()))) if found else {}


def ids_by_slug(slugs: Collection[str]) -> dict[str, int]:
    """Return the ids of units by an address that they have or had. One query, none for those that are remembered."""
    return _slugs.each(slugs, _read_slugs)


def _read_slugs(slugs: Collection[str]) -> dict[str, int]:
    """Return who bore each address first."""
    return dict(UnitName.objects.filter(slug__in=slugs).order_by("-id").values_list("slug", "unit_id"))


def parent_of(unit_id: int, on: date) -> UnitView | None:
    """Return the unit that another belongs to on a day."""
    rows = named(on).filter(valid__contains=on, unit__children__unit_id=unit_id, unit__children__valid__contains=on)
    return next((view_of(row, on) for row in rows.values_list(*COLUMNS)), None)


def children_of(parent_id: int, on: date, kinds: Collection[Kind] | None = None) -> list[UnitView]:
    """Return the units right under another on a day, in Vietnamese order."""
    wanted = {} if kinds is None else {"unit__kind__in": [kind.value for kind in kinds]}
    return _in_force(on, belongs__parent_id=parent_id, **wanted)


def place_codes(unit_id: int, on: date) -> tuple[str, ...]:
    """Return the codes of the commune and the province that a unit is, or lies in: whose own rows of the law count.

    A deployment is one province, so that a commune needs no look above it.
    """
    found = units([unit_id], on).get(unit_id)
    return place_codes_of(found, on) if found is not None else (settings.PROVINCE_CODE,)


def place_codes_of(unit: UnitView, on: date) -> tuple[str, ...]:
    """Return the same of a unit that is at hand; without a query for a commune."""
    here: UnitView | None = unit
    for _level in PLACES:
        if here is not None and here.kind is Kind.COMMUNE:
            return here.code, settings.PROVINCE_CODE
        above = here.parent_id if here is not None else None
        here = units([above], on).get(above) if above is not None else None
    return (settings.PROVINCE_CODE,)


@remembered(TOPIC)
def home_bodies(on: date) -> list[UnitView]:
    """Return the province whose code this deployment has on a day, and everything right under it, in order. One query.

    Then remembered.
    """
    province = {"kind": Kind.PROVINCE.value, "code": settings.PROVINCE_CODE}
    itself = Q(**{f"unit__{name}": value for name, value in province.items()})
    under = Q(**{f"belongs__parent__{name}": value for name, value in province.items()})
    rows = named(on).filter(itself | under, valid__contains=on).values_list(*COLUMNS)
    found = {row[0]: view_of(row, on) for row in rows}.values()
    return sorted(found, key=lambda one: (one.kind is not Kind.PROVINCE, one.sort_key, one.id))


def villages(commune_id: int, on: date) -> list[UnitView]:
    """Return the villages (thôn, ấp, khóm, tổ dân phố) of a commune on a day."""
    return children_of(commune_id, on, [Kind.VILLAGE])


def ids_under(unit_id: int, on: date) -> list[int]:
    """Return the ids of all units below another on a day, at any depth, without itself."""
    with connection.cursor() as cursor:
        cursor.execute(UNDER, [unit_id, on])
        return [row[0] for row in cursor.fetchall()]


@remembered(TOPIC)
def below(unit_id: int, on: date) -> list[UnitView]:
    """Return all units below another on a day, at any depth, in Vietnamese order. One query, then remembered."""
    return _in_force(on, unit_id__in=RawSQL(UNDER, [unit_id, on]))  # noqa: S611


def offices(unit_id: int, on: date) -> list[UnitView]:
    """Return the offices below a unit at any depth (villages are places, not offices). One query."""
    return [one for one in below(unit_id, on) if one.kind not in PLACES]


def provinces(on: date) -> list[UnitView]:
    """Return the provinces on a day."""
    return _in_force(on, unit__kind=Kind.PROVINCE.value)


def communes_of(province_ids: Collection[int], on: date) -> list[UnitView]:
    """Return the communes of some provinces on a day, in Vietnamese order."""
    return _in_force(on, unit__kind=Kind.COMMUNE.value, unit_id__in=_two_steps_under(province_ids, on))


def all_communes(on: date) -> list[UnitView]:
    """Return every commune that is known on a day, in Vietnamese order."""
    return _in_force(on, unit__kind=Kind.COMMUNE.value)


def _two_steps_under(province_ids: Collection[int], on: date) -> QuerySet[UnitParent, int]:
    """Return the ids of what lies right under some provinces or under their districts."""
    belongs = UnitParent.objects.filter(valid__contains=on)
    districts = belongs.filter(parent_id__in=province_ids, unit__kind=Kind.DISTRICT.value).values("unit_id")
    return belongs.filter(Q(parent_id__in=province_ids) | Q(parent_id__in=districts)).values_list("unit_id", flat=True)


def matching(found: Iterable[UnitView], words: str) -> list[UnitView]:
    """Return the units whose name holds all the words, without regard to marks and case."""
    wanted = fold(words).split()
    return [one for one in found if all(word in fold(one.name) for word in wanted)]
