"""Lists of cases that the public reads, and what the forms offer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from dinhlang.apps.feedback.models import PUBLIC, Case, Category
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


ROW = (
    "id", "number", "title", "state", "category__code", "commune_id", "unit_id", "received_at", "due_at",
    "first_due_at", "answered_at",
)  # fmt: skip


def public_cases(wanted: PublicFilter, *, at: datetime, cursor: str = "", language: str = "vi") -> Page:
    """Return a page of published cases, newest first; cursor pages cost the same however deep (2–3 queries)."""
    rows = _narrowed(wanted, at)
    after = cursor_of(cursor)
    if after is not None:
        moment, last = after
        rows = rows.filter(Q(received_at__lt=moment) | Q(received_at=moment, id__lt=last), received_at__lte=moment)
    found = list(rows.order_by("-received_at", "-id").values_list(*ROW)[: PAGE + 1])
    shown = _public_rows(found[:PAGE], at, language)
    more = len(found) > PAGE
    return Page(shown, f"{shown[-1].received_at.isoformat()}~{shown[-1].id}" if more else "")


def latest_answered(limit: int = 4, *, at: datetime, language: str = "vi") -> list[PublicRow]:
    """Return the published cases answered last (2 queries)."""
    rows = Case.objects.filter(publication=PUBLIC, answered_at__isnull=False).order_by("-answered_at")
    return _public_rows(list(rows.values_list(*ROW)[:limit]), at, language)


def _narrowed(wanted: PublicFilter, at: datetime) -> QuerySet[Case]:
    rows = Case.objects.filter(publication=PUBLIC)
    if wanted.commune_id is not None:
        rows = rows.filter(commune_id=wanted.commune_id)
    if wanted.category:
        rows = rows.filter(category__code=wanted.category)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.late:
        rows = rows.filter(state__in=[state.value for state in OPEN], first_due_at__lt=at)
    return rows


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


def _public_rows(found: Iterable[tuple[Any, ...]], at: datetime, language: str) -> list[PublicRow]:
    rows = list(found)
    names = organisations.names({row[5] for row in rows} | {row[6] for row in rows}, on=at.date())
    words = {one.code: one.name for one in categories(language=language, all_of_them=True)} if rows else {}
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
