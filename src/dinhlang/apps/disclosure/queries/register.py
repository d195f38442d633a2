"""The heat table of the province and the register of one commune; counted cells, never the things themselves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import QuerySet, Sum

from dinhlang.apps.disclosure.models import OVERDUE, Occasion, Publication, Standing
from dinhlang.apps.disclosure.queries.scopes import duties_of
from dinhlang.apps.disclosure.queries.shapes import BodyRow, Cell, ItemRow, ProvinceTable, Share, UnitRegister, UnitRow
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.disclosure.duties import BODIES, COMMUNE, DUTIES
from dinhlang.domain.disclosure.quarters import quarters
from dinhlang.domain.disclosure.status import OVERDUE as OVERDUE_STATUSES
from dinhlang.domain.disclosure.status import Status
from dinhlang.domain.organisations.names import fold

PAGE, OVERDUE_SHOWN = 30, 20
ROW = (
    "id", "code", "unit_id", "duty", "title", "quarter", "happened_on", "due_on", "status", "published_on", "is_demo",
)  # fmt: skip
STATUSES, CODES = {one.value: one for one in Status}, [one.code for one in COMMUNE]
CELL = ("unit_id", "duty", "quarter", "status", "occasions", "overdue")


def quarter_codes(on: date) -> tuple[str, ...]:
    """Return the quarters since the communes began, newest first."""
    found = quarters(organisations.reorganisation().on, on)
    return tuple(reversed([one.code for one in found]))


# One row a commune and one a quarter and status: as rows of the ORM, cell by cell, this costs three times as much.
UNITS = """
SELECT unit_id, string_agg(duty || ':' || status, ',' ORDER BY duty), sum(overdue) FROM disclosure_standing
WHERE quarter = %s AND duty = ANY(%s) AND occasions > 0 GROUP BY unit_id
"""
SHARES = """
SELECT quarter, status, count(*) FROM disclosure_standing
WHERE duty = ANY(%s) AND occasions > 0 GROUP BY quarter, status
"""


def province(quarter: str | None, on: date) -> ProvinceTable:
    """Return the heat table of a quarter, of the last one that has ended when None. Two SQL queries."""
    codes = quarter_codes(on)
    chosen = quarter if quarter in codes else codes[min(1, len(codes) - 1)]
    with connection.cursor() as cursor:
        cursor.execute(UNITS, [chosen, CODES])
        told = {unit: (cells, overdue) for unit, cells, overdue in cursor.fetchall()}
        cursor.execute(SHARES, [CODES])
        shares = _shares(codes, cursor.fetchall())
    rows = tuple(_unit_row(one, *told.get(one.id, ("", 0))) for one in organisations.communes(on))
    return ProvinceTable(chosen, codes, COMMUNE, rows, shares)


def _cell(row: Sequence[Any]) -> Cell:
    return Cell(row[1], row[2], Status(row[3]), row[4], row[5])


def _unit_row(unit: UnitView, told: str, overdue: int) -> UnitRow:
    return UnitRow(unit, _cells(told), overdue)


@lru_cache(maxsize=2_000)
def _cells(told: str) -> tuple[Status | None, ...]:
    """Return the statuses in the order of the items from words like "11.1:in_time,11.4:late"; many are alike."""
    cells = dict(one.split(":") for one in told.split(",") if one)
    return tuple(STATUSES[cells[code]] if code in cells else None for code in CODES)


def _shares(codes: Sequence[str], counted: Iterable[tuple[str, str, int]]) -> tuple[Share, ...]:
    """Return how every quarter stands, newest first."""
    counts: dict[str, dict[Status, int]] = defaultdict(dict)
    for quarter, status, cells in counted:
        counts[quarter][STATUSES[status]] = cells
    return tuple(Share(one, counts[one]) for one in codes)


def unit_register(slug: str, on: date, page: int = 1) -> UnitRegister | None:
    """Return the register of a commune, its things due newest first, a page of them."""
    unit = organisations.unit_by_slug(slug, on)
    if unit is None or not unit.in_force or not duties_of(unit.kind):
        return None
    codes = quarter_codes(on)
    cells = unit_cells(unit.id)
    rows = _rows_of(unit.id)
    start = PAGE * (page - 1)
    return UnitRegister(
        unit,
        codes,
        duties_of(unit.kind),
        cells,
        overdue_rows(unit.id),
        item_rows(rows[start : start + PAGE]),
        rows.count(),
    )


def bodies(on: date) -> tuple[BodyRow, ...]:
    """Return the agencies and State enterprises that have something in their registers, by name. Two SQL queries."""
    rows = Standing.objects.filter(duty__in=[one.code for one in BODIES], occasions__gt=0)
    counted = rows.values_list("duty", "unit_id").annotate(things=Sum("occasions"), late=Sum("overdue"))
    found = list(counted.order_by("duty", "unit_id"))
    units = organisations.units({unit_id for _duty, unit_id, _things, _late in found}, on)
    told = [BodyRow(DUTIES[duty], units[unit_id], things, late) for duty, unit_id, things, late in found]
    return tuple(sorted(told, key=lambda one: (one.duty.code, one.unit.sort_key, one.unit.id)))


def unit_cells(unit_id: int) -> dict[tuple[str, str], Cell]:
    """Return how each item of a unit stands by (item, quarter), where something was due (one SQL query)."""
    rows = Standing.objects.filter(unit_id=unit_id, occasions__gt=0).values_list(*CELL)
    return {(row[1], row[2]): _cell(row) for row in rows}


def _rows_of(unit_id: int) -> QuerySet[Occasion]:
    return Occasion.objects.filter(unit_id=unit_id).order_by("-happened_on", "-id")


def overdue_rows(unit_id: int | None = None, limit: int = OVERDUE_SHOWN) -> tuple[ItemRow, ...]:
    """Return what is missing or lacks a form, the oldest day first: of a unit, or of all."""
    found = Occasion.objects.filter(status__in=OVERDUE).order_by("due_on", "id")
    return item_rows((found if unit_id is None else found.filter(unit_id=unit_id))[:limit])


def cell_rows(unit_id: int, duty: str, quarter: str) -> tuple[ItemRow, ...]:
    """Return the things of one cell."""
    return item_rows(_rows_of(unit_id).filter(duty=duty, quarter=quarter))


def found_rows(words: str, at: datetime, limit: int = PAGE) -> tuple[ItemRow, ...]:
    """Return what is public and holds all the words, without regard to marks; the newest first."""
    wanted = fold(words)
    if not wanted.strip():
        return ()
    held = SearchVector("folded", config="simple")
    # A query of its own: across a join the index of the words is not used.
    live = Publication.objects.annotate(held=held).filter(
        held=SearchQuery(wanted, config="simple"), withdrawn_at=None, published_at__lte=at
    )
    found = Occasion.objects.filter(pk__in=live.values("occasion_id"))
    return item_rows(found.order_by("-happened_on", "-id")[:limit])


def quarter_occasions(unit_id: int, quarter: str) -> list[Occasion]:
    """Return the rows of a unit in a quarter, in the order of the items."""
    return list(Occasion.objects.filter(unit_id=unit_id, quarter=quarter).order_by("duty", "happened_on", "id"))


def open_rows(unit_id: int) -> tuple[ItemRow, ...]:
    """Return what waits in a unit: overdue, doubted, due soon; the nearest day first."""
    waiting = [one.value for one in (*OVERDUE_STATUSES, Status.VERIFYING, Status.DUE_SOON)]
    return item_rows(Occasion.objects.filter(unit_id=unit_id, status__in=waiting).order_by("due_on", "id"))


def all_rows(unit_id: int) -> tuple[ItemRow, ...]:
    """Return everything of a unit, for files of open data and feeds."""
    return item_rows(_rows_of(unit_id))


def item_rows(found: QuerySet[Occasion]) -> tuple[ItemRow, ...]:
    """Return rows for lists. One SQL query."""
    rows: Iterable[Sequence[Any]] = found.values_list(*ROW)
    return tuple(item_row(row) for row in rows)


def item_row(values: Sequence[Any]) -> ItemRow:
    """Return the row of the columns of ROW."""
    told = dict(zip(ROW, values, strict=True))
    return ItemRow(**{**told, "status": Status(told["status"])})


def table_rows(quarter: str | None, on: date) -> list[tuple[str, str, str, str, int, int]]:
    """Return every cell of a quarter (of all when None) as (unit code, quarter, item, status, things, overdue)."""
    names = {one.id: one.code for one in organisations.communes(on)}
    found = Standing.objects.order_by("unit_id", "quarter", "duty")
    if quarter:
        found = found.filter(quarter=quarter)
    return [
        (names[unit], its_quarter, duty, status, count, overdue)
        for unit, duty, its_quarter, status, count, overdue in found.values_list(*CELL)
        if unit in names
    ]
