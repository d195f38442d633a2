"""After the vote: send it to the commune, recognise or refuse it, publish, report back, set aside, annul."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.commune import lock_whole_of, reopen_sum
from dinhlang.apps.decisions.actions.deciding import (
    course_of,
    grounds_of,
    locked,
    matter_of,
    move,
    require_text,
    unit_of,
    write,
)
from dinhlang.apps.decisions.actions.origins import take_effect
from dinhlang.apps.decisions.models import Proceeding
from dinhlang.apps.decisions.policies import require_can_annul, require_can_answer, require_can_convene
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions import terms
from dinhlang.domain.decisions.matters import Body, Scope, body_of
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import RefusedError

SEND_RULE, ANNUL_RULE, RESULT_RULE = "DEC-20-SEND", "DEC-22-ANNUL", "DEC-23-RESULT"


@transaction.atomic
def publish(*, actor: Actor, decision_id: int, shown_in: str, at: datetime, request: Request | None = None) -> int:
    """Say where the result was made public in the village."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if found.needed is None:
        raise RefusedError(_("Chưa có kết quả để công khai."))
    where = require_text(shown_in, "shown_in", _("Hãy ghi đã công khai ở đâu, bằng cách nào."))
    decision.published_at = at
    decision.save(update_fields=["published_at"])
    on = timezone.localdate(at)
    grounds = grounds_of(decision, RESULT_RULE, on=on)
    write(
        "published", decision, acting=acting, at=at, facts={"shown_in": where[:200]}, grounds=grounds, request=request
    )
    return decision.pk


@transaction.atomic
def submit(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Send a decision, or tell of a failed vote, to the commune's Committee and Front; it is received at once."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if decision.scope == Scope.COMMUNE.value and decision.part_of_id is None:
        raise RefusedError(_("Việc chung toàn xã do xã tổng hợp, không phải gửi."))
    if not found.witnesses:
        raise RefusedError(_("Hãy ghi biên bản trước: ai chủ trì, ai làm thư ký, hai hộ nào chứng kiến."))
    has_failed = decision.state == State.FAILED.value
    if has_failed and found.submitted_on is not None:
        raise RefusedError(_("Kết quả này đã báo cho xã rồi."))
    if not has_failed:
        move(decision, State.SUBMITTED)
    on = timezone.localdate(at)
    found.submitted_on = on
    term = None if has_failed else terms.recognition(matter_of(decision), on, law.rulebook(), law.calendar())
    found.recognition_due = term.due_on if term else None
    decision.save(update_fields=["state"])
    found.save(update_fields=["submitted_on", "recognition_due"])
    facts = {"due": _iso(found.submission_due), "recognition_due": _iso(found.recognition_due)}
    grounds = grounds_of(decision, SEND_RULE, on=on)
    write("submitted", decision, acting=acting, at=at, facts=facts, grounds=grounds, request=request)
    return decision.pk


@transaction.atomic
def recognise(*, actor: Actor, decision_id: int, number: str, at: datetime, request: Request | None = None) -> int:
    """Recognise a decision by a document of the body that has to; it has effect from that day."""
    found, acting = _to_answer(actor, decision_id, at)
    if earlier := done_before(request):
        return earlier
    decision, on = found.decision, timezone.localdate(at)
    move(decision, State.RECOGNISED)
    found.answer_number = require_text(number, "number", _("Hãy ghi số của quyết định công nhận."))[:60]
    found.answered_on = found.effective_from = on
    decision.save(update_fields=["state"])
    found.save(update_fields=["answer_number", "answered_on", "effective_from"])
    write(
        "recognised", decision, acting=acting, at=at, request=request,
        facts={"document": found.answer_number, "due": _iso(found.recognition_due)},
        grounds=grounds_of(decision, _answer_rule(found), on=on),
    )  # fmt: skip
    take_effect(found, acting=acting, at=at)
    return decision.pk


@transaction.atomic
def refuse(
    *, actor: Actor, decision_id: int, number: str, reason: str, at: datetime, request: Request | None = None
) -> int:
    """Refuse to recognise a decision, in writing and with reasons."""
    found, acting = _to_answer(actor, decision_id, at)
    if earlier := done_before(request):
        return earlier
    decision, on = found.decision, timezone.localdate(at)
    move(decision, State.REFUSED)
    found.answer_number = require_text(number, "number", _("Hãy ghi số của văn bản trả lời."))[:60]
    found.answer_reason = require_text(reason, "reason", _("Không công nhận thì phải nêu rõ lý do."))
    found.answered_on = on
    decision.save(update_fields=["state"])
    found.save(update_fields=["answer_number", "answer_reason", "answered_on"])
    write(
        "refused", decision, acting=acting, at=at, request=request, words=found.answer_reason,
        facts={"document": found.answer_number, "due": _iso(found.recognition_due)},
        grounds=grounds_of(decision, _answer_rule(found), on=on),
    )  # fmt: skip
    return decision.pk


@transaction.atomic
def report_back(*, actor: Actor, decision_id: int, text: str, at: datetime, request: Request | None = None) -> int:
    """Tell the households how the decision was carried out."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if decision.state == State.SUBMITTED.value and _body(found) is not None:
        raise RefusedError(_("Việc này còn chờ công nhận."))
    move(decision, State.REPORTED)
    found.report = require_text(text, "text", _("Hãy kể đã làm được gì, thu chi bao nhiêu."))
    found.reported_on = timezone.localdate(at)
    decision.save(update_fields=["state"])
    found.save(update_fields=["report", "reported_on"])
    write("reported", decision, acting=acting, at=at, words=found.report, request=request)
    return decision.pk


@transaction.atomic
def annul(*, actor: Actor, decision_id: int, reason: str, at: datetime, request: Request | None = None) -> int:
    """Annul a decision that breaks the law or good customs, or whose procedure was not followed; for the commune."""
    lock_whole_of(decision_id)
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_annul(actor, unit_of(decision, at))
    if earlier := done_before(request):
        return earlier
    move(decision, State.ANNULLED)
    found.ended_reason = require_text(
        reason, "reason", _("Hãy ghi vì sao bãi bỏ: trái luật, trái đạo đức hay sai thủ tục.")
    )
    found.effective_from = None
    decision.save(update_fields=["state"])
    found.save(update_fields=["ended_reason", "effective_from"])
    grounds = grounds_of(decision, ANNUL_RULE, on=timezone.localdate(at))
    reopen_sum(decision, reason=found.ended_reason, acting=acting, at=at)
    write("annulled", decision, acting=acting, at=at, words=found.ended_reason, grounds=grounds, request=request)
    return decision.pk


def _to_answer(actor: Actor, decision_id: int, at: datetime) -> tuple[Proceeding, Acting]:
    """Return a locked decision that somebody has to recognise, and the capacity for it."""
    found = locked(decision_id)
    body = _body(found)
    if body is None:
        raise RefusedError(_("Việc này không cần cơ quan nào công nhận."))
    if found.submitted_on is None:
        raise RefusedError(_("Thôn, ấp chưa gửi quyết định này."))
    return found, require_can_answer(actor, unit_of(found.decision, at), body, on=timezone.localdate(at))


def _body(found: Proceeding) -> Body | None:
    decision = found.decision
    on = found.held_on or timezone.localdate(decision.created_at)
    return body_of(matter_of(decision).rule(Scope(decision.scope), law.rulebook(), on=on))


def _answer_rule(found: Proceeding) -> str:
    assert found.submitted_on is not None
    term = terms.recognition(matter_of(found.decision), found.submitted_on, law.rulebook(), law.calendar())
    assert term is not None
    return term.rule.id


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
