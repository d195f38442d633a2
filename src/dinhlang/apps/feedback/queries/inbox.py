"""What officials have to do, what they did, and how they find a case by its number."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q

from dinhlang.apps.feedback.models import Case
from dinhlang.apps.feedback.queries.lists import categories_by_id, cursor_of
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.feedback.codes import numbers_of
from dinhlang.domain.feedback.states import OPEN, State

INBOX_PAGE = 50
FINISHED_PAGE = 20
FINISHED = {"answered": (State.ANSWERED, State.CLOSED), "refused": (State.REFUSED,)}
OPEN_STATES = [state.value for state in OPEN]
COLUMNS = (
    "id", "number", "title", "state", "category_id", "unit_id", "office_id", "post_id",
    "received_at", "due_at", "first_due_at", "last_answer_at", "publication",
)  # fmt: skip
# Every page of the inbox asks these two; as queries of the ORM they cost it half of its time.
ONLY = {
    "late": "due_at < %(at)s",
    "today": "due_at >= %(at)s AND due_at < %(midnight)s",
    "new": f"state = '{State.RECEIVED.value}'",
    "approval": f"state = '{State.AWAITING_APPROVAL.value}'",
    "mine": "post_id = ANY(%(posts)s)",
}
OPEN_IN = "FROM feedback_case WHERE (unit_id = ANY(%(units)s) OR office_id = ANY(%(units)s)) AND state = ANY(%(open)s)"
COUNTS = f"SELECT count(*), {', '.join(f'count(*) FILTER (WHERE {one})' for one in ONLY.values())} {OPEN_IN}"
# A resting clock has no date: such a case waits for its sender and stands last.
BY_DEADLINE = "ORDER BY due_at ASC NULLS LAST, id LIMIT %(limit)s OFFSET %(start)s"
ROWS = {
    name: f"SELECT {', '.join(COLUMNS)} {OPEN_IN} AND {which} {BY_DEADLINE}"
    for name, which in (ONLY | {"": "true"}).items()
}


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
    asked = _asked(unit_ids, post_ids, at)
    paged = {"limit": INBOX_PAGE, "start": (max(page, 1) - 1) * INBOX_PAGE}
    with connection.cursor() as cursor:
        cursor.execute(ROWS.get(only, ROWS[""]), asked | paged)
        return _rows(cursor.fetchall(), frozenset(asked["posts"]), at, language)


def inbox_counts(*, unit_ids: Iterable[int], post_ids: Iterable[int], at: datetime) -> dict[str, int]:
    """Return how many open cases there are: all, late, today, new, approval, mine (1 query)."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, _asked(unit_ids, post_ids, at))
        return dict(zip(("all", *ONLY), cursor.fetchone(), strict=True))


def _asked(unit_ids: Iterable[int], post_ids: Iterable[int], at: datetime) -> dict[str, Any]:
    midnight = datetime.combine(at.date() + timedelta(days=1), time(), at.tzinfo)
    return {"units": list(unit_ids), "posts": list(post_ids), "open": OPEN_STATES, "at": at, "midnight": midnight}


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
    ids = {row[5] for row in rows} | {row[6] for row in rows if row[6]}
    names, categories = organisations.names(ids, on=at.date()), categories_by_id()
    english = language == "en"
    return [
        InboxRow(
            id=row[0], number=row[1], title=row[2], state=State(row[3]),
            category=categories[row[4]].name_en if english else categories[row[4]].name_vi,
            unit=names[row[5]], office=names[row[6]] if row[6] else "", received_at=row[8], due_at=row[9],
            first_due_at=row[10], ended_at=row[11], publication=row[12], mine=row[7] in posts,
        )
        for row in rows
    ]  # fmt: skip
