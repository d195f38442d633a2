"""Objections to a result: anybody may raise one while its days run; the commune answers, with reasons, by a date."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.again import put_again
from dinhlang.apps.decisions.actions.commune import lock_whole_of, reopen_sum
from dinhlang.apps.decisions.actions.count import OBJECTIONS
from dinhlang.apps.decisions.actions.deciding import NO_SUCH, locked, move, require_text, unit_of, write
from dinhlang.apps.decisions.models import Decision, Proceeding, ResultObjection
from dinhlang.apps.decisions.policies import require_can_annul
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_CITIZEN, Acting, Actor
from dinhlang.domain.decisions.forms import BallotCase, Form
from dinhlang.domain.decisions.objections import SETS_ASIDE, Outcome, is_open
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import NotFoundError, RefusedError

REPLY = "PROV-DEC-REPLY"
LONGEST, MOST = 2_000, 200
GONE = (State.VOID.value, State.ANNULLED.value)


@transaction.atomic
def object_to_result(*, code: str, text: str, at: datetime, request: Request | None = None) -> int:
    """Take what somebody says against a result while its days run; returns the number of the objection."""
    decision_id = Decision.objects.filter(code=code).values_list("pk", flat=True).first()
    decision = locked(decision_id or 0).decision
    if done_before(request):
        return ResultObjection.objects.filter(decision=decision).count()
    if decision.state in GONE or not is_open(decision.objections_until, timezone.localdate(at)):
        raise RefusedError(_("Hết thời gian ý kiến về kết quả này."))
    said = require_text(text, "text", _("Hãy ghi rõ điều gì không đúng."))[:LONGEST]
    number = ResultObjection.objects.filter(decision=decision).count() + 1
    if number > MOST:
        raise RefusedError(_("Kết quả này đã có rất nhiều ý kiến; xã đang xem xét."))
    due = law.compute_deadline(REPLY, at).due_on
    ResultObjection.objects.create(decision=decision, number=number, text=said, at=at, reply_due=due)
    write(
        "result_objected", decision, acting=AS_CITIZEN, at=at, facts={"number": number, "reply_due": due.isoformat()},
        words=said, grounds=[law.grounds(OBJECTIONS, on=timezone.localdate(at))], request=request,
    )  # fmt: skip
    return number


@transaction.atomic
def answer_result(
    *, actor: Actor, objection_id: int, outcome: Outcome, reply: str, at: datetime, request: Request | None = None
) -> int:
    """Answer an objection with reasons: the result stands, is set aside, or the households decide again."""
    decision_id = ResultObjection.objects.filter(pk=objection_id).values_list("decision_id", flat=True).first()
    if decision_id is None:
        raise NotFoundError(NO_SUCH)
    lock_whole_of(decision_id)
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_annul(actor, unit_of(decision, at))
    if earlier := done_before(request):
        return earlier
    row = ResultObjection.objects.get(pk=objection_id)
    if row.replied_at is not None:
        raise RefusedError(_("Ý kiến này đã được trả lời."), field="reply")
    row.reply = require_text(reply, "reply", _("Hãy ghi lý do trả lời."))[:LONGEST]
    row.outcome, row.replied_at = outcome.value, at
    row.save(update_fields=["reply", "outcome", "replied_at"])
    if outcome in SETS_ASIDE:
        _set_aside(found, row, acting, at)
    facts = {"number": row.number, "outcome": outcome.value, "due": row.reply_due.isoformat()}
    write("result_answered", decision, acting=acting, at=at, facts=facts, words=row.reply, request=request,
          grounds=[law.grounds(REPLY, on=timezone.localdate(row.at))])  # fmt: skip
    return decision.pk


def _set_aside(found: Proceeding, row: ResultObjection, acting: Acting, at: datetime) -> None:
    """Take the result back; where the households decide again, the same matter begins anew as agreed."""
    decision = found.decision
    reopen_sum(decision, reason=row.reply, acting=acting, at=at)
    move(decision, State.VOID)
    found.ended_reason, found.effective_from = row.reply, None
    decision.save(update_fields=["state"])
    found.save(update_fields=["ended_reason", "effective_from"])
    if row.outcome == Outcome.RERUN.value:
        case = BallotCase(found.ballot_case) if found.ballot_case else None
        put_again(found, Form(decision.form), case, acting=acting, at=at, state=State.AGREED)
