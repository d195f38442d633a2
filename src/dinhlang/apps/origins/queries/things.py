"""Things of any noun as a way shows them: what is public of each, one query a kind."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, F, Q, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from dinhlang.apps.consultations.models import Consultation, Opinion
from dinhlang.apps.coordination.models import Document, Task
from dinhlang.apps.coordination.queries.springs import LINE
from dinhlang.apps.decisions.models import Decision, Initiative
from dinhlang.apps.disclosure.models import Occasion
from dinhlang.apps.feedback.models import PUBLIC, Case
from dinhlang.apps.reception.models import Promise
from dinhlang.apps.surveys.models import Wave
from dinhlang.domain.coordination.plans import Line, Outcome
from dinhlang.domain.decisions.initiatives import Standing
from dinhlang.domain.origins.relations import (
    CASE,
    DECISION,
    DOCUMENT,
    DRAFT,
    INITIATIVE,
    ITEM,
    OPINION,
    PROJECT_DUTY,
    PROJECT_MATTER,
    PROMISE,
    SURVEY,
    TASK,
    VISIT,
)
from dinhlang.domain.reception.promises import Kept, stands

MOST_LETTERS = 160  # of an opinion's words
OTHERS = (DECISION, INITIATIVE, OPINION, SURVEY)
DONE = (Outcome.DONE, Outcome.DONE_LATE)
Key = tuple[str, int]


@dataclass(frozen=True)
class Thing:
    """One thing on a way. code and page "": not public, only that it is there is told.

    plan: of a line the code of its plan, of an opinion that of its consultation.
    """

    kind: str
    id: int
    code: str = ""
    title: str = ""
    unit_id: int = 0
    plan: str = ""
    is_done: bool | None = None
    is_demo: bool = False
    is_project: bool = False  # a disclosed project, or works that households decided


def things(keys: Iterable[Key], at: datetime) -> dict[Key, Thing]:
    """Return what may be shown of things; what is not public has no words, what is not there is left out."""
    wanted: dict[str, list[int]] = {}
    for kind, own in keys:
        wanted.setdefault(kind, []).append(own)
    on = timezone.localdate(at)
    found = [one for kind, ids in wanted.items() if kind in READERS for one in READERS[kind](ids, on)]
    found += _others(wanted, on) if any(kind in wanted for kind in OTHERS) else []
    return {(one.kind, one.id): one for one in found}


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


def _others(wanted: Mapping[str, Collection[int]], on: date) -> list[Thing]:
    """Return decisions, initiatives, opinions and surveys: four kinds with one query, for a page asks for all kinds."""
    tables: tuple[tuple[Any, ...], ...] = (
        (DECISION, Decision.objects.all(), "question", F("unit_id"), F("passed"), F("is_demo"), F("matter")),
        (INITIATIVE, Initiative.objects.exclude(standing=Standing.SENT.value), "question", F("village_id"),
         Q(decision__isnull=False), F("is_demo"), Value("")),
        (OPINION, Opinion.objects.filter(shown_at__isnull=False), "text", F("consultation__unit_id"),
         Q(point__isnull=False), F("consultation__is_demo"), F("consultation__code")),
        (SURVEY, Wave.objects.filter(computed_at__date__lte=on), "title", Value(0), Q(computed_at__isnull=False),
         F("is_illustration"), Value("")),
    )  # fmt: skip
    rows = [
        table.filter(pk__in=wanted[kind]).order_by().values_list(
            Value(kind, TextField()), "pk", Cast("code", TextField()), Cast(title, TextField()), unit,
            Cast(done, BooleanField()), demo, Cast(of, TextField()),
        )
        for kind, table, title, unit, done, demo, of in tables
        if kind in wanted
    ]  # fmt: skip
    return [
        Thing(kind, pk, code, title[:MOST_LETTERS], unit, "" if kind == DECISION else of, done, demo,
              is_project=kind == DECISION and of == PROJECT_MATTER)
        for kind, pk, code, title, unit, done, demo, of in rows[0].union(*rows[1:], all=True)
    ]  # fmt: skip


def _items(ids: Collection[int], on: date) -> list[Thing]:
    seen = Q(publication__embargo_until=None) | Q(publication__embargo_until__date__lte=on)
    rows = Occasion.objects.filter(seen, pk__in=ids, publication__published_at__date__lte=on)
    return [
        Thing(ITEM, pk, code, title, unit, is_demo=demo, is_project=duty == PROJECT_DUTY)
        for pk, code, title, unit, demo, duty in rows.values_list("pk", "code", "title", "unit_id", "is_demo", "duty")
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
    CASE: _cases, VISIT: _visits, DRAFT: _drafts, DOCUMENT: _documents, TASK: _tasks, ITEM: _items,
    PROMISE: _promises,
}  # fmt: skip
ADDRESSES: dict[str, tuple[type, str]] = {
    CASE: (Case, "number"), DRAFT: (Consultation, "code"), DOCUMENT: (Document, "code"), TASK: (Task, "pk"),
    DECISION: (Decision, "code"), ITEM: (Occasion, "code"), PROMISE: (Promise, "code"), OPINION: (Opinion, "code"),
    INITIATIVE: (Initiative, "code"), SURVEY: (Wave, "code"),
}  # fmt: skip
