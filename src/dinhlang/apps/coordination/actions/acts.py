"""What every verb of the coordination shares: one act per request, days that are not in the future, one record."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.models import Document, Plan, Task
from dinhlang.apps.coordination.queries import DOCUMENT, PLAN, TASK, bodies_now
from dinhlang.apps.coordination.queries.shapes import PAPERS
from dinhlang.apps.transparency.actions import Grounds, Request, Subject, record
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.domain.organisations.names import slug
from dinhlang.lib.refusal import NotFoundError, RefusedError

TOPIC = "coordination"
PROGRAMME, CONFERENCE = "coordination.programme", "coordination.conference"
STATEMENT, INDICATOR = "coordination.statement", "coordination.indicator"
CODE_LENGTH = 40


def require_past(day: date, at: datetime, field: str) -> None:
    """Raise RefusedError for a day that has not come yet."""
    if day > timezone.localdate(at):
        raise RefusedError(_("Ngày này chưa tới."), field=field)


def require_text(text: str, field: str, sentence: Any) -> str:
    """Return a text without blanks around it; raises RefusedError when nothing is left."""
    if not text.strip():
        raise RefusedError(sentence, field=field)
    return text.strip()


def locked_plan(plan_id: int) -> Plan:
    """Return a plan, locked for this transaction; raises NotFoundError."""
    found = Plan.objects.select_for_update(of=("self",)).select_related("programme").filter(pk=plan_id).first()
    if found is None:
        raise NotFoundError(_("Không có kế hoạch này."))
    return found


def locked_task(task_id: int) -> Task:
    """Return a line, locked for this transaction; raises NotFoundError."""
    found = Task.objects.select_for_update(of=("self",)).select_related("plan").filter(pk=task_id).first()
    if found is None:
        raise NotFoundError(_("Không có nhiệm vụ này."))
    return found


def existing_document(document_id: int) -> Document:
    """Return a document; raises NotFoundError."""
    found = Document.objects.filter(pk=document_id).first()
    if found is None:
        raise NotFoundError(_("Không có văn bản này trong sổ."))
    return found


def bodies_of(plan: Plan, at: datetime) -> frozenset[int]:
    """Return the units that stand in the places of a plan's two bodies today."""
    return bodies_now(plan.code, timezone.localdate(at))


def code_of(text: str, taken: Sequence[str] = ()) -> str:
    """Return a text as an address that nothing else has."""
    plain = slug(text)[:CODE_LENGTH].strip("-")
    numbered = (f"{plain[: CODE_LENGTH - 4]}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (plain, *numbered) if one not in set(taken))


def subject_of(thing: Document | Plan | Task) -> Subject:
    """Return a document, a plan or a line as the subject of records."""
    if isinstance(thing, Document):
        return Subject(DOCUMENT, thing.pk, thing.code)
    if isinstance(thing, Plan):
        return Subject(PLAN, thing.pk, thing.code)
    return Subject(TASK, thing.pk, task_code(thing))


def task_code(task: Task) -> str:
    """Return how the record names a line: the year and the number, as "2022.7"."""
    return f"{task.plan.year}.{task.number}"


def write(
    verb: str,
    subject: Subject,
    *,
    acting: Acting,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    words: str = "",
    citation: str = "",
    more_parts: Mapping[str, bytes] | None = None,
    request: Request | None = None,
) -> Record:
    """Record one act; `words` and `more_parts` are committed to, not copied."""
    return record(
        event=f"coordination.{verb}",
        subject=subject,
        acting=acting,
        at=at,
        grounds=[Grounds("coordination.document", "", citation)] if citation else [],
        facts=facts,
        parts=({"words": words.encode()} if words else {}) | dict(more_parts or {}),
        topics=[TOPIC] if subject.kind == TASK else [TOPIC, PAPERS],
        request=request,
    )
