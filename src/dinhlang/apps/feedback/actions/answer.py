"""Answer a case: written by one, signed by a second where the unit requires it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.feedback.actions.step import KIND, Said, Words, locked, take, verb
from dinhlang.apps.feedback.actions.triage import require_publication_decided, said
from dinhlang.apps.feedback.models import Attachment, Case, Statement
from dinhlang.apps.feedback.policies import can_take, require_can_take
from dinhlang.apps.feedback.queries.desk import unsent_files
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.feedback.reasons import ANSWER_KINDS
from dinhlang.domain.feedback.states import Event
from dinhlang.lib.refusal import NotAllowedError, RefusedError


@verb
def write_answer(
    *,
    actor: Actor,
    case_id: int,
    kind: str,
    text: str,
    at: datetime,
    attachment_ids: Sequence[int] = (),
    request: Request | None = None,
) -> Case:
    """Answer a case, or hand the answer to the second signer where the unit requires one or the writer may not sign."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.ANSWER_DRAFTED)
    if kind not in ANSWER_KINDS:
        raise RefusedError(_("Hãy chọn kiểu trả lời."), field="kind")
    answer = said(text, field="text", missing=_("Hãy viết câu trả lời."))
    files = list(unsent_files(case).filter(pk__in=attachment_ids))
    facts = {"kind": kind, "files": sorted(one.pk for one in files)}
    parts = {f"file:{place}": bytes(one.received_sha256) for place, one in enumerate(files)}
    signing = can_take(actor, case, Event.ANSWERED)
    if signing is None or organisations.answer_needs_approval(case.unit_id):
        drafted = Said(facts, Words(answer, "unit"), parts=parts)
        made = take(case, Event.ANSWER_DRAFTED, acting=capacity, at=at, said=drafted, request=request)
    else:
        _mark_answered(case, at)
        signed = Said(facts, Words(answer), parts=parts)
        made = take(case, Event.ANSWERED, acting=signing, at=at, said=signed, request=request)
    Attachment.objects.filter(pk__in=[one.pk for one in files]).update(record=made)
    return case


@verb
def approve_answer(*, actor: Actor, case_id: int, at: datetime, text: str = "", request: Request | None = None) -> Case:
    """Sign the drafted answer, as it is or with the signer's own wording; a writer cannot sign for himself."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.ANSWERED)
    draft = drafted_answer(case)
    if draft is None:
        raise RefusedError(_("Chưa có bản trả lời để duyệt."))
    if draft.record.user_id is not None and draft.record.user_id == actor.user_id:
        raise NotAllowedError(_("Người soạn không tự duyệt câu trả lời của mình."))
    _mark_answered(case, at)
    words = Words(text.strip() or draft.text)
    facts = {"kind": draft.record.facts["kind"], "files": draft.record.facts.get("files", [])}
    made = take(case, Event.ANSWERED, acting=capacity, at=at, said=Said(facts, words), request=request)
    unsent_files(case).filter(pk__in=facts["files"]).update(record=made)
    return case


@verb
def return_answer(*, actor: Actor, case_id: int, note: str, at: datetime, request: Request | None = None) -> Case:
    """Give a drafted answer back to its writer with what is missing."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.ANSWER_RETURNED)
    words = Words(said(note, field="note", missing=_("Hãy ghi cần sửa điều gì.")), "unit")
    take(case, Event.ANSWER_RETURNED, acting=capacity, at=at, said=Said(words=words), request=request)
    return case


def drafted_answer(case: Case) -> Statement | None:
    """Return the newest drafted answer of a case."""
    newest = (
        Record.objects.filter(subject_kind=KIND, subject_id=case.pk, event=f"feedback.{Event.ANSWER_DRAFTED.value}")
        .order_by("-id")
        .first()
    )
    return Statement.objects.select_related("record").filter(record=newest).first() if newest else None


def _mark_answered(case: Case, at: datetime) -> None:
    """Note the first and the latest answer on the case."""
    require_publication_decided(case)
    case.answered_at = case.answered_at or at
    case.last_answer_at = at
