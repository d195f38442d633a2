"""Lists of cases: what the public reads, what an official has to do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.dateparse import parse_datetime

from dinhlang.apps.feedback.models import PUBLIC, Case, Category
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.feedback.states import OPEN, State
from dinhlang.domain.organisations.kinds import Kind

PAGE = 20
INBOX_PAGE = 50


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
class InboxRow:
    """A case in an official's inbox."""

    id: int
    number: str
    title: str
    state: State
    category: str
    commune: str
    unit: str
    office: str
    received_at: datetime
    due_at: datetime | None
    publication: str
    mine: bool


@dataclass(frozen=True)
class Page:
    """A page of rows and the cursor of the next ("" = no more)."""

    rows: list[PublicRow]
    next_cursor: str


def categories(*, language: str, all_of_them: bool = False) -> list[CategoryView]:
    """Return the categories in their order (1 query)."""
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
    after = _cursor(cursor)
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


def _cursor(text: str) -> tuple[datetime, int] | None:
    """Return the moment and id in a cursor, None for none or a broken one."""
    moment, _, last = text.rpartition("~")
    try:
        when = parse_datetime(moment.replace(" ", "+"))
    except ValueError:
        return None
    return (when, int(last)) if when is not None and last.isascii() and last.isdigit() else None


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


def inbox(
    *,
    unit_ids: Iterable[int],
    post_ids: Iterable[int],
    at: datetime,
    only: str = "",
    page: int = 1,
    language: str = "vi",
) -> list[InboxRow]:
    """Return open cases of the units by deadline, soonest first. only: "", late, today, new, approval, mine."""
    rows = _only(_open_in(unit_ids), only, post_ids, at).order_by("due_at", "id")
    start = (max(page, 1) - 1) * INBOX_PAGE
    found = rows.select_related("category")[start : start + INBOX_PAGE]
    cases = list(found)
    ids = {one.unit_id for one in cases} | {one.office_id for one in cases if one.office_id}
    names = organisations.names(ids | {one.commune_id for one in cases}, on=at.date())
    posts = frozenset(post_ids)
    return [
        InboxRow(
            id=one.pk, number=one.number, title=one.title, state=State(one.state),
            category=one.category.name_en if language == "en" else one.category.name_vi,
            commune=names[one.commune_id], unit=names[one.unit_id],
            office=names[one.office_id] if one.office_id else "", received_at=one.received_at, due_at=one.due_at,
            publication=one.publication, mine=one.post_id in posts,
        )
        for one in cases
    ]  # fmt: skip


def inbox_counts(*, unit_ids: Iterable[int], post_ids: Iterable[int], at: datetime) -> dict[str, int]:
    """Return how many open cases there are: all, late, today, new, approval, mine (1 query)."""
    return _open_in(unit_ids).aggregate(
        all=Count("id"),
        late=Count("id", filter=_ONLY["late"](at)),
        today=Count("id", filter=_ONLY["today"](at)),
        new=Count("id", filter=Q(state=State.RECEIVED.value)),
        approval=Count("id", filter=Q(state=State.AWAITING_APPROVAL.value)),
        mine=Count("id", filter=Q(post_id__in=list(post_ids))),
    )


def _open_in(unit_ids: Iterable[int]) -> QuerySet[Case]:
    units = list(unit_ids)
    return Case.objects.filter(Q(unit_id__in=units) | Q(office_id__in=units), state__in=[state.value for state in OPEN])


def _late(at: datetime) -> Q:
    return Q(due_at__lt=at)


def _today(at: datetime) -> Q:
    return Q(due_at__gte=at, due_at__date=at.date())


_ONLY: dict[str, Callable[[datetime], Q]] = {"late": _late, "today": _today}


def _only(rows: QuerySet[Case], only: str, post_ids: Iterable[int], at: datetime) -> QuerySet[Case]:
    if only in _ONLY:
        return rows.filter(_ONLY[only](at))
    if only == "new":
        return rows.filter(state=State.RECEIVED.value)
    if only == "approval":
        return rows.filter(state=State.AWAITING_APPROVAL.value)
    if only == "mine":
        return rows.filter(post_id__in=list(post_ids))
    return rows


def receiving_units(*, on: date) -> list[organisations.UnitView]:
    """Return the units that a case can be sent to: the communes and the province's agencies (≤ 6 queries)."""
    agencies = [
        one
        for province in organisations.home_provinces(on)
        for one in organisations.children_of(province, on, [Kind.AGENCY, Kind.PUBLIC_SERVICE])
    ]
    return [*organisations.communes(on), *agencies]
