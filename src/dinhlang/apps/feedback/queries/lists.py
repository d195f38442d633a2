"""Lists of cases that the public reads, and what the forms offer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

from django.db import connection
from django.utils.dateparse import parse_datetime

from dinhlang.apps.feedback.models import PUBLIC, Category
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.feedback.states import OPEN, State
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.remembered import remembered
from dinhlang.lib.typed import whole

PAGE = 20
CATEGORIES_TOPIC = "categories"  # what memories of them change with
YEARS = range(1900, 2200)  # of moments in cursors


@dataclass(frozen=True)
class CategoryView:
    """A category with its words in the language asked for."""

    code: str
    name: str
    hint: str
    icon: str


@dataclass(frozen=True)
class PublicFilter:
    """What a reader narrows the list to; empty means all. state: a State value; late: open past its first deadline."""

    commune_id: int | None = None
    category: str = ""
    state: str = ""
    late: bool = False


@dataclass(frozen=True)
class PublicRow:
    """A published case in a list."""

    id: int
    number: str
    title: str
    state: State
    category: str
    commune: str
    unit: str
    received_at: datetime
    due_at: datetime | None
    first_due_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Page:
    """A page of rows and the cursor of the next ("" = no more)."""

    rows: list[PublicRow]
    next_cursor: str


@remembered(CATEGORIES_TOPIC, from_start=True)
def categories_by_id() -> dict[int, Category]:
    """Return every category under its id (1 query, then remembered until they change)."""
    return {one.pk: one for one in Category.objects.all()}


@remembered(CATEGORIES_TOPIC, from_start=True)
def categories(*, language: str, all_of_them: bool = False) -> list[CategoryView]:
    """Return the categories in their order (1 query, then remembered until they change)."""
    rows = Category.objects.all() if all_of_them else Category.objects.filter(offered=True)
    english = language == "en"
    return [
        CategoryView(
            one.code, one.name_en if english else one.name_vi, one.hint_en if english else one.hint_vi, one.icon
        )
        for one in rows
    ]


# As a query of the ORM, made anew for each reader, this costs more than PostgreSQL needs to answer it.
ROWS = """
SELECT id, number, title, state, category_id, commune_id, unit_id, received_at, due_at, first_due_at, answered_at
FROM feedback_case WHERE publication = %s
"""


def public_cases(wanted: PublicFilter, *, at: datetime, cursor: str = "", language: str = "vi") -> Page:
    """Return a page of published cases, newest first; cursor pages cost the same however deep (1 query)."""
    conditions = _narrowed(wanted, at)
    after = cursor_of(cursor)
    if after is not None:
        conditions["AND (received_at, id) < (%s, %s)"] = after
    found = _public_rows(conditions, "received_at DESC, id DESC", PAGE + 1, at, language)
    shown, more = found[:PAGE], len(found) > PAGE
    return Page(shown, f"{shown[-1].received_at.isoformat()}~{shown[-1].id}" if more else "")


def latest_answered(limit: int = 4, *, at: datetime, language: str = "vi") -> list[PublicRow]:
    """Return the published cases answered last (1 query)."""
    return _public_rows({"AND answered_at IS NOT NULL": ()}, "answered_at DESC", limit, at, language)


def _narrowed(wanted: PublicFilter, at: datetime) -> dict[str, tuple[Any, ...]]:
    """Return the conditions, each with its values."""
    conditions: dict[str, tuple[Any, ...]] = {}
    if wanted.commune_id is not None:
        conditions["AND commune_id = %s"] = (wanted.commune_id,)
    if wanted.category:
        conditions["AND category_id = ANY(%s)"] = (
            [one.pk for one in categories_by_id().values() if one.code == wanted.category],
        )
    if wanted.state:
        conditions["AND state = %s"] = (wanted.state,)
    if wanted.late:
        conditions["AND state = ANY(%s) AND first_due_at < %s"] = (sorted(state.value for state in OPEN), at)
    return conditions


def cursor_of(text: str) -> tuple[datetime, int] | None:
    """Return the moment and id in a cursor, None for none, a broken one, and one that the database cannot hold."""
    moment, _, last = text.rpartition("~")
    try:
        when, number = parse_datetime(moment.replace(" ", "+")), whole(last)
    except ValueError:
        return None
    if when is None or number is None or when.tzinfo is None or when.year not in YEARS:
        return None
    return when.astimezone(UTC), number


def _public_rows(
    conditions: Mapping[str, tuple[Any, ...]], order: str, limit: int, at: datetime, language: str
) -> list[PublicRow]:
    """Return the published cases that meet all conditions, in an order (1 query)."""
    sql = f"{ROWS} {' '.join(conditions)} ORDER BY {order} LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [PUBLIC, *chain.from_iterable(conditions.values()), limit])
        rows = cursor.fetchall()
    names = organisations.names({row[5] for row in rows} | {row[6] for row in rows}, on=at.date())
    kinds = categories_by_id()
    words = {key: one.name_en if language == "en" else one.name_vi for key, one in kinds.items()}
    return [
        PublicRow(
            id=row[0], number=row[1], title=row[2], state=State(row[3]), category=words[row[4]],
            commune=names[row[5]], unit=names[row[6]], received_at=row[7], due_at=row[8], first_due_at=row[9],
            answered_at=row[10],
        )
        for row in rows
    ]  # fmt: skip


def receiving_units(*, on: date) -> list[organisations.UnitView]:
    """Return the units that a case can be sent to: the communes and the province's agencies (≤ 6 queries)."""
    agencies = [
        one
        for province in organisations.home_provinces(on)
        for one in organisations.children_of(province, on, [Kind.AGENCY, Kind.PUBLIC_SERVICE])
    ]
    return [*organisations.communes(on), *agencies]
