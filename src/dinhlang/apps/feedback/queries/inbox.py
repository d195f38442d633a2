"""What officials have to do, what they did, and how they find a case by its number."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from dinhlang.apps.feedback.models import Case
from dinhlang.apps.feedback.queries.lists import cursor_of
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.feedback.codes import numbers_of
from dinhlang.domain.feedback.states import OPEN, State

INBOX_PAGE = 50
FINISHED_PAGE = 20
FINISHED = {"answered": (State.ANSWERED, State.CLOSED), "refused": (State.REFUSED,)}
OPEN_STATES = [state.value for state in OPEN]
COLUMNS = (
    "id", "number", "title", "state", "category__name_vi", "category__name_en", "unit_id", "office_id", "post_id",
    "received_at", "due_at", "first_due_at", "last_answer_at", "publication",
)  # fmt: skip


@dataclass(frozen=True)
class InboxRow:
    """A case in an official's list. due_at: its nearest open clock; ended_at: when it was answered last."""

    id: int
    number: str
    title: str
    state: State
    category: str
    unit: str
    office: str
    received_at: datetime
    due_at: datetime | None
    first_due_at: datetime | None
    ended_at: datetime | None
    publication: str
    mine: bool


@dataclass(frozen=True)
class FinishedPage:
    """A page of finished cases and the cursor of the next ("" = no more)."""

    rows: list[InboxRow]
    next_cursor: str


@dataclass(frozen=True)
class FoundCase:
    """Where a case stands, so that policies can tell who may open it."""

    id: int
    unit_id: int
    office_id: int | None


def inbox(
    *,
    unit_ids: Iterable[int],
    post_ids: Iterable[int],
    at: datetime,
    only: str = "",
    page: int = 1,
    language: str = "vi",
) -> list[InboxRow]:
    """Return open cases of the units by deadline, soonest first (2 queries). only: "" or a key of inbox_counts."""
    posts = frozenset(post_ids)
    rows = _open_in(unit_ids)
    if only in _ONLY:
        rows = rows.filter(_ONLY[only](at, posts))
    start = (max(page, 1) - 1) * INBOX_PAGE
    # A resting clock has no date: such a case waits for its sender and stands last.
    ordered = rows.order_by(F("due_at").asc(nulls_last=True), "id")
    return _rows(ordered.values_list(*COLUMNS)[start : start + INBOX_PAGE], posts, at, language)


def inbox_counts(*, unit_ids: Iterable[int], post_ids: Iterable[int], at: datetime) -> dict[str, int]:
    """Return how many open cases there are: all, late, today, new, approval, mine (1 query)."""
    posts = frozenset(post_ids)
    narrowed = {name: Count("id", filter=which(at, posts)) for name, which in _ONLY.items()}
    return _open_in(unit_ids).aggregate(all=Count("id"), **narrowed)


def finished(
    *, unit_ids: Collection[int], kind: str, at: datetime, cursor: str = "", language: str = "vi"
) -> FinishedPage:
    """Return cases of the units, newest first: "answered" by answer, "refused" by receipt (2 queries a page)."""
    moment = "last_answer_at" if kind == "answered" else "received_at"
    rows = Case.objects.filter(state__in=[state.value for state in FINISHED[kind]])
    if (after := cursor_of(cursor)) is not None:
        when, last = after
        rows = rows.filter(
            Q(**{f"{moment}__lt": when}) | Q(**{moment: when, "id__lt": last}), **{f"{moment}__lte": when}
        )
    # Either side has an index in this order; an OR over both would have none.
    sides = [
        rows.filter(**{f"{side}__in": list(unit_ids), f"{moment}__isnull": False}).order_by(f"-{moment}", "-id")
        for side in ("unit_id", "office_id")
    ]
    of_unit, of_office = (side.values_list(*COLUMNS)[: FINISHED_PAGE + 1] for side in sides)
    both = of_unit.union(of_office).order_by(f"-{moment}", "-id")
    found = _rows(both[: FINISHED_PAGE + 1], frozenset(), at, language)
    shown, more = found[:FINISHED_PAGE], len(found) > FINISHED_PAGE
    ended = (shown[-1].ended_at if kind == "answered" else shown[-1].received_at) if more else None
    return FinishedPage(shown, f"{ended.isoformat()}~{shown[-1].id}" if ended else "")


def find_case(typed: str, *, at: datetime) -> FoundCase | None:
    """Return the case of a number typed in whole, or of its six letters alone (1 query); ask policies.can_see."""
    wanted = numbers_of(typed, at.year)
    found = Case.objects.filter(number__in=wanted).order_by("-received_at").values_list("id", "unit_id", "office_id")
    first = found.first() if wanted else None
    return FoundCase(*first) if first else None


def _rows(found: Iterable[tuple[Any, ...]], posts: frozenset[int], at: datetime, language: str) -> list[InboxRow]:
    rows = list(found)
    ids = {row[6] for row in rows} | {row[7] for row in rows if row[7]}
    names = organisations.names(ids, on=at.date())
    english = language == "en"
    return [
        InboxRow(
            id=row[0], number=row[1], title=row[2], state=State(row[3]), category=row[5] if english else row[4],
            unit=names[row[6]], office=names[row[7]] if row[7] else "", received_at=row[9], due_at=row[10],
            first_due_at=row[11], ended_at=row[12], publication=row[13], mine=row[8] in posts,
        )
        for row in rows
    ]  # fmt: skip


def _open_in(unit_ids: Iterable[int]) -> QuerySet[Case]:
    units = list(unit_ids)
    return Case.objects.filter(Q(unit_id__in=units) | Q(office_id__in=units), state__in=OPEN_STATES)


_ONLY: dict[str, Callable[[datetime, frozenset[int]], Q]] = {
    "late": lambda at, _posts: Q(due_at__lt=at),
    "today": lambda at, _posts: Q(due_at__gte=at, due_at__date=at.date()),
    "new": lambda _at, _posts: Q(state=State.RECEIVED.value),
    "approval": lambda _at, _posts: Q(state=State.AWAITING_APPROVAL.value),
    "mine": lambda _at, posts: Q(post_id__in=posts),
}
