"""Work on a case: assign, start, report progress, ask the sender, extend the term."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.feedback.actions.step import Said, Words, locked, subject_of, take, verb
from dinhlang.apps.feedback.actions.triage import said
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.feedback.policies import require_can_take
from dinhlang.apps.law import actions as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.feedback.states import Clock, Event
from dinhlang.lib.refusal import RefusedError

EXTENSION_RULE = "PROV-FB-EXTEND"


@verb
def assign_case(
    *,
    actor: Actor,
    case_id: int,
    office_id: int,
    at: datetime,
    post_id: int | None = None,
    note: str = "",
    request: Request | None = None,
) -> Case:
    """Give a case to an office of the unit, and to a post in it when one is named."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.ASSIGNED)
    office = next((one for one in organisations.offices(case.unit_id, on=at.date()) if one.id == office_id), None)
    if office is None:
        raise RefusedError(_("Hãy chọn một bộ phận của đơn vị mình."), field="office")
    if post_id is not None and post_id not in {one.holding.post_id for one in accounts.assignable(office_id, at=at)}:
        raise RefusedError(_("Vị trí này không thuộc bộ phận đã chọn."), field="post")
    case.office_id, case.post_id = office.id, post_id
    words = Words(note.strip(), "unit") if note.strip() else None
    facts = {"office": office.id, "office_name": office.name, "post": post_id}
    take(case, Event.ASSIGNED, acting=capacity, at=at, said=Said(facts, words), request=request)
    return case


@verb
def start_work(*, actor: Actor, case_id: int, at: datetime, request: Request | None = None) -> Case:
    """Say that work on a case has begun."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.STARTED)
    take(case, Event.STARTED, acting=capacity, at=at, request=request)
    return case


@verb
def note_progress(*, actor: Actor, case_id: int, text: str, at: datetime, request: Request | None = None) -> Case:
    """Tell the sender and the public what has been done so far."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.PROGRESS_NOTED)
    words = Words(said(text, field="text", missing=_("Hãy ghi đã làm được gì.")))
    take(case, Event.PROGRESS_NOTED, acting=capacity, at=at, said=Said(words=words), request=request)
    return case


@verb
def ask_info(*, actor: Actor, case_id: int, question: str, at: datetime, request: Request | None = None) -> Case:
    """Ask the sender for what is missing; the answer clock rests until the reply."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.INFO_ASKED)
    words = Words(said(question, field="question", missing=_("Hãy ghi điều cần hỏi.")), "sender")
    law.pause_deadline(subject=subject_of(case), clock=Clock.ANSWER.value, at=at)
    take(case, Event.INFO_ASKED, acting=capacity, at=at, said=Said(words=words), request=request)
    return case


@verb
def extend_case(*, actor: Actor, case_id: int, reason: str, at: datetime, request: Request | None = None) -> Case:
    """Extend the term for the answer as far as the province's regulation allows, with a reason."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.EXTENDED)
    words = Words(said(reason, field="reason", missing=_("Hãy ghi vì sao cần thêm thời gian.")))
    deadline = law.extend_deadline(
        subject=subject_of(case), clock=Clock.ANSWER.value, rule_id=EXTENSION_RULE, at=at, times=case.times_extended
    )
    case.times_extended += 1
    facts = {"due": deadline.due_on.isoformat()}
    take(
        case, Event.EXTENDED, acting=capacity, at=at, request=request,
        said=Said(facts, words, [law.grounds_of(deadline)]),
    )  # fmt: skip
    return case
