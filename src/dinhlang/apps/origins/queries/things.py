"""Things of any noun as a way shows them: what is public of each, one query a kind."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from dinhlang.apps.consultations.models import Consultation
from dinhlang.apps.coordination.models import Document, Task
from dinhlang.apps.coordination.queries.springs import LINE
from dinhlang.apps.decisions.models import Decision
from dinhlang.apps.disclosure.models import Occasion
from dinhlang.apps.feedback.models import PUBLIC, Case
from dinhlang.apps.reception.models import Promise
from dinhlang.domain.coordination.plans import Line, Outcome
from dinhlang.domain.origins.relations import CASE, DECISION, DOCUMENT, DRAFT, ITEM, PROMISE, TASK, VISIT
from dinhlang.domain.reception.promises import Kept, stands

DONE = (Outcome.DONE, Outcome.DONE_LATE)
Key = tuple[str, int]


@dataclass(frozen=True)
class Thing:
    """One thing on a way. code and page "": not public, only that it is there is told. plan: of a line."""

    kind: str
    id: int
    code: str = ""
    title: str = ""
    unit_id: int = 0
    plan: str = ""
    is_done: bool | None = None
    is_demo: bool = False


def things(keys: Iterable[Key], at: datetime) -> dict[Key, Thing]:
    """Return what may be shown of things; what is not public has no words, what is not there is left out."""
    wanted: dict[str, list[int]] = {}
    for kind, own in keys:
        wanted.setdefault(kind, []).append(own)
    on = timezone.localdate(at)
    return {
        (one.kind, one.id): one for kind, ids in wanted.items() if kind in READERS for one in READERS[kind](ids, on)
    }  # fmt: skip


def thing_by_code(kind: str, code: str, at: datetime) -> Thing | None:
    """Return a public thing by what stands in its address; two SQL queries."""
    table, field = ADDRESSES[kind]
    if kind == TASK and not (code.isascii() and code.isdigit() and len(code) < 18):
        return None
    own = table.objects.filter(**{field: code}).values_list("pk", flat=True).first()  # type: ignore[attr-defined]
    found = things([(kind, own)], at).get((kind, own)) if own is not None else None
    return found if found is not None and found.code else None


def _cases(ids: Collection[int], _on: date) -> list[Thing]:
    rows = Case.objects.filter(pk__in=ids).values_list("pk", "number", "title", "unit_id", "publication", "state")
    return [
        Thing(CASE, pk, number, title, unit, is_done=state in ("answered", "closed"))
        if publication == PUBLIC
        else Thing(CASE, pk)
        for pk, number, title, unit, publication, state in rows
    ]


def _visits(ids: Collection[int], _on: date) -> list[Thing]:
    return [Thing(VISIT, one) for one in ids]


def _drafts(ids: Collection[int], _on: date) -> list[Thing]:
    rows = Consultation.objects.filter(pk__in=ids, opened_at__isnull=False)
    columns = rows.values_list("pk", "code", "title", "unit_id", "closed_at", "is_demo")
    return [
        Thing(DRAFT, pk, code, title, unit, is_done=closed is not None, is_demo=demo)
        for pk, code, title, unit, closed, demo in columns
    ]


def _documents(ids: Collection[int], on: date) -> list[Thing]:
    rows = Document.objects.filter(pk__in=ids, passed_on__lte=on)
    return [
        Thing(DOCUMENT, pk, code, f"{symbol} · {title}", is_demo=demo)
        for pk, code, symbol, title, demo in rows.values_list("pk", "code", "symbol", "title", "is_illustration")
    ]


def _tasks(ids: Collection[int], on: date) -> list[Thing]:
    rows = Task.objects.filter(pk__in=ids, plan__signed_on__lte=on, set_on__lte=on)
    columns = rows.values_list("pk", "plan__code", "number", "text", "owner_id", "is_illustration", *LINE)
    return [
        Thing(TASK, pk, f"{number}", text, owner, plan, Line(*days).outcome(on) in DONE, demo)
        for pk, plan, number, text, owner, demo, *days in columns
    ]


def _decisions(ids: Collection[int], _on: date) -> list[Thing]:
    rows = Decision.objects.filter(pk__in=ids).values_list("pk", "code", "question", "unit_id", "passed", "is_demo")
    return [Thing(DECISION, pk, code, said, unit, "", passed, demo) for pk, code, said, unit, passed, demo in rows]


def _items(ids: Collection[int], on: date) -> list[Thing]:
    seen = Q(publication__embargo_until=None) | Q(publication__embargo_until__date__lte=on)
    rows = Occasion.objects.filter(seen, pk__in=ids, publication__published_at__date__lte=on)
    return [
        Thing(ITEM, pk, code, title, unit, is_demo=demo)
        for pk, code, title, unit, demo in rows.values_list("pk", "code", "title", "unit_id", "is_demo")
    ]


def _promises(ids: Collection[int], on: date) -> list[Thing]:
    return [
        Thing(
            PROMISE, one.pk, one.code, one.text, one.owner_id, is_demo=one.dialogue.is_demo,
            is_done=stands(one.due_on, kept_on=one.kept_on, broken_on=one.broken_on, today=on)
            in (Kept.KEPT, Kept.KEPT_LATE),
        )
        for one in Promise.objects.filter(pk__in=ids).select_related("dialogue")
    ]  # fmt: skip


READERS: dict[str, Callable[[Collection[int], date], list[Thing]]] = {
    CASE: _cases, VISIT: _visits, DRAFT: _drafts, DOCUMENT: _documents, TASK: _tasks, DECISION: _decisions,
    ITEM: _items, PROMISE: _promises,
}  # fmt: skip
ADDRESSES: dict[str, tuple[type, str]] = {
    CASE: (Case, "number"), DRAFT: (Consultation, "code"), DOCUMENT: (Document, "code"), TASK: (Task, "pk"),
    DECISION: (Decision, "code"), ITEM: (Occasion, "code"), PROMISE: (Promise, "code"),
}  # fmt: skip
