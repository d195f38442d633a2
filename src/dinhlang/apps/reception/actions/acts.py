"""What every verb of reception shares: the locked thing, its subject and topics, one record an act."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.reception.models import Day, Dialogue, Head, Promise, Question, Visit
from dinhlang.apps.transparency.actions import Grounds, Request, Subject, record
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.domain.feedback.codes import NUMBER_LENGTH, spell
from dinhlang.lib.refusal import NotFoundError, RefusedError

HEAD, DAY, VISIT = "reception.head", "reception.day", "reception.visit"
DIALOGUE, QUESTION, PROMISE = "reception.dialogue", "reception.question", "reception.promise"
TOPIC = "reception"
SEED_BYTES = 8
Thing = TypeVar("Thing", bound=Model)


def free_code(table: type[Day] | type[Dialogue] | type[Promise], prefix: str, at: datetime, seed: str) -> str:
    """Return a public code such as TD26-7K3MQ9 that no row bears; of the same thing the same one where it can be."""
    digest = sha256(f"{at.isoformat()}\n{seed}".encode()).digest()
    while True:
        found = f"{prefix}{at.year % 100:02d}-{spell(digest, NUMBER_LENGTH)}"
        if not table.objects.filter(code=found).exists():
            return found
        digest = secrets.token_bytes(SEED_BYTES)


def locked_head(head_id: int) -> Head:
    """Return a head for writing; raises NotFoundError."""
    return _found(Head.objects.select_for_update().filter(pk=head_id).first())


def locked_day(day_id: int) -> Day:
    """Return a day with its head for writing; raises NotFoundError."""
    return _found(Day.objects.select_for_update(of=("self",)).select_related("head").filter(pk=day_id).first())


def locked_visit(visit_id: int) -> Visit:
    """Return a visit with its day for writing; raises NotFoundError."""
    rows = Visit.objects.select_for_update(of=("self",)).select_related("day__head")
    return _found(rows.filter(pk=visit_id).first())


def locked_dialogue(dialogue_id: int) -> Dialogue:
    """Return a dialogue for writing; raises NotFoundError."""
    return _found(Dialogue.objects.select_for_update().filter(pk=dialogue_id).first())


def locked_promise(promise_id: int) -> Promise:
    """Return a promise with its dialogue for writing; raises NotFoundError."""
    rows = Promise.objects.select_for_update(of=("self",)).select_related("dialogue")
    return _found(rows.filter(pk=promise_id).first())


def question_of(dialogue: Dialogue, number: int, field: str = "question_number") -> Question:
    """Return a question of a dialogue that was not merged into another; raises NotFoundError."""
    found = Question.objects.filter(dialogue=dialogue, number=number, merged_into=None).first()
    if found is None:
        raise NotFoundError(_("Không có câu hỏi này."), field=field)
    return found


def require_text(text: str, field: str, sentence: Any) -> str:
    """Return a text without blanks around it; raises RefusedError when nothing is left."""
    if not text.strip():
        raise RefusedError(sentence, field=field)
    return text.strip()


def subject_of(thing: Head | Day | Visit | Dialogue | Question | Promise) -> Subject:
    """Return a thing of reception as the subject of records; visits and questions by their number alone."""
    if isinstance(thing, Head):
        return Subject(HEAD, thing.pk, str(thing.pk))
    if isinstance(thing, Visit):
        return Subject(VISIT, thing.pk, f"{thing.day.code}.{thing.number}")
    if isinstance(thing, Question):
        return Subject(QUESTION, thing.pk, f"{thing.dialogue.code}.{thing.number}")
    kind = {Day: DAY, Dialogue: DIALOGUE, Promise: PROMISE}[type(thing)]
    return Subject(kind, thing.pk, thing.code)


def write(
    verb: str,
    subject: Subject,
    *,
    acting: Acting,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    words: str = "",
    grounds: Sequence[Grounds] = (),
    request: Request | None = None,
    is_first: bool = False,
) -> Record:
    """Record one act; `words` are committed to, not copied."""
    return record(
        event=f"reception.{verb}",
        subject=subject,
        acting=acting,
        at=at,
        grounds=grounds,
        facts=facts,
        parts={"words": words.encode()} if words else None,
        topics=[TOPIC, f"reception:{subject.code.split('.')[0]}"],
        request=request,
        is_first=is_first,
    )


def _found(one: Thing | None) -> Thing:
    if one is None:
        raise NotFoundError(_("Không tìm thấy."))
    return one
