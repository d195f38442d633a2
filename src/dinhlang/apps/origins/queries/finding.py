"""Find things by their words or their code, so that whoever draws an arrow picks its other end."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast

from dinhlang.apps.consultations.models import Consultation, Opinion
from dinhlang.apps.coordination.models import Document, Task
from dinhlang.apps.decisions.models import Decision, Initiative
from dinhlang.apps.disclosure.models import Occasion
from dinhlang.apps.feedback.models import PUBLIC, Case
from dinhlang.apps.origins.queries.things import Key, Thing, things
from dinhlang.apps.reception.models import Promise
from dinhlang.apps.surveys.models import Wave
from dinhlang.domain.organisations.names import fold
from dinhlang.domain.origins.relations import (
    CASE,
    DECISION,
    DOCUMENT,
    DRAFT,
    INITIATIVE,
    ITEM,
    OPINION,
    PROMISE,
    SURVEY,
    TASK,
)

MOST_LOOKED_AT = 1_000  # the newest of each kind
MOST_OF_A_KIND = 5
CODES = {
    CASE: "number", DRAFT: "code", DOCUMENT: "symbol", TASK: "number", DECISION: "code", ITEM: "code",
    PROMISE: "code", OPINION: "code", INITIATIVE: "code", SURVEY: "code",
}  # fmt: skip


def find_things(typed: str, kinds: Collection[str], at: datetime) -> tuple[Thing, ...]:
    """Return a few of the newest public things of each kind whose title or code has all typed words; nine queries."""
    words = fold(typed).split()
    if not words:
        return ()
    rows = [rows for kind, rows in _newest().items() if kind in kinds]
    found: list[Key] = []
    many = Counter[str]()
    for kind, pk, code, title in rows[0].union(*rows[1:], all=True) if rows else ():
        text = f" {fold(f'{code} {title}')}"
        if many[kind] < MOST_OF_A_KIND and all(f" {word}" in text for word in words):
            many[kind] += 1
            found.append((kind, pk))
    told = things(found, at)
    return tuple(told[key] for key in found if key in told and told[key].code)


def _newest() -> dict[str, QuerySet[Any, Any]]:
    """Return of each kind the newest rows: kind, id, code, title."""
    tables: dict[str, tuple[QuerySet[Any, Any], str]] = {
        CASE: (Case.objects.filter(publication=PUBLIC).order_by("-received_at", "-id"), "title"),
        DRAFT: (Consultation.objects.order_by("-id"), "title"),
        DOCUMENT: (Document.objects.order_by("-id"), "title"),
        TASK: (Task.objects.order_by("-id"), "text"),
        DECISION: (Decision.objects.order_by("-id"), "question"),
        ITEM: (Occasion.objects.order_by("-id"), "title"),
        PROMISE: (Promise.objects.order_by("-id"), "text"),
        OPINION: (Opinion.objects.filter(shown_at__isnull=False).order_by("-id"), "text"),
        INITIATIVE: (Initiative.objects.order_by("-id"), "question"),
        SURVEY: (Wave.objects.order_by("-id"), "title"),
    }
    return {
        kind: rows.values_list(
            Value(kind, TextField()), "pk", Cast(CODES[kind], TextField()), Cast(title, TextField())
        )[:MOST_LOOKED_AT]
        for kind, (rows, title) in tables.items()
    }  # fmt: skip
