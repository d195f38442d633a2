"""A frozen list afterwards: who drops out of it, who counts, and the election that nobody can be elected in."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.again import put_again
from dinhlang.apps.decisions.actions.candidates import (
    election_of,
    require_team_apart,
    standing_of,
    why_lacking,
)
from dinhlang.apps.decisions.actions.deciding import course_of, grounds_of, require_team, require_text, write
from dinhlang.apps.decisions.models import Candidate, Decision
from dinhlang.apps.decisions.policies import require_can_agree, require_can_convene
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.candidacy import Leaving, may_return
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.origins import ABOUT_THE_HEAD
from dinhlang.domain.decisions.states import CALLED_OFF_FROM, State
from dinhlang.lib.refusal import NotFoundError, RefusedError

TEAM_RULE = "DEC-D59-6-TEAM"


@transaction.atomic
def drop_candidate(
    *, actor: Actor, decision_id: int, place: int, how: Leaving, on: date, reason: str, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Note that somebody on a frozen list withdrew in writing or died, until the first count; returns the id."""
    found, election = election_of(decision_id)
    acting = require_can_agree(actor, found.decision.unit_id)
    if earlier := done_before(request):
        return earlier
    if election.frozen_at is None:
        raise RefusedError(_("Danh sách chưa chốt: hãy rút tên khỏi danh sách."))
    if State(found.decision.state) not in CALLED_OFF_FROM or election.rounds.exists():
        raise RefusedError(_("Đã kiểm phiếu hoặc việc bầu đã thôi, không ghi rút tên được nữa."))
    row = Candidate.objects.filter(election=election, place=place, withdrawn_at=None).first()
    if row is None:
        raise NotFoundError(_("Không có người ứng cử này."))
    if on > timezone.localdate(at):
        raise RefusedError(_("Ngày ấy không thể ở phía sau."), field="on")
    row.withdrawn_reason = require_text(reason, "reason", _("Hãy ghi vì sao rút tên."))
    row.withdrawn_at, row.left_by, row.left_on = at, how.value, on
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "left_by", "left_on"])
    facts = {"place": place, "how": how.value, "on": on.isoformat(), "candidates": len(standing_of(election))}
    write("candidate_dropped", found.decision, acting=acting, at=at, facts=facts, words=row.withdrawn_reason,
          request=request)  # fmt: skip
    return found.decision_id


@transaction.atomic
def return_candidate(
    *, actor: Actor, decision_id: int, place: int, reason: str, at: datetime, request: Request | None = None
) -> int:
    """Undo a withdrawal that was typed by mistake, until the vote begins, with the reason; returns the id."""
    found, election = election_of(decision_id)
    decision = found.decision
    acting = require_can_agree(actor, decision.unit_id)
    if earlier := done_before(request):
        return earlier
    if not may_return(State(decision.state), decision.opens_at, at):
        raise RefusedError(_("Đã bắt đầu bầu hoặc việc bầu đã thôi, không ghi lại tên được nữa."))
    row = Candidate.objects.filter(election=election, place=place, withdrawn_at__isnull=False).first()
    if row is None:
        raise NotFoundError(_("Không có người ứng cử này."))
    if election.frozen_at is not None and not row.left_by:
        raise RefusedError(_("Người này rút tên trước khi chốt danh sách; danh sách đã chốt không thêm được ai."))
    why = require_text(reason, "reason", _("Hãy ghi vì sao ghi lại tên."))
    require_team_apart(decision, found.counters, [row], field="reason")
    facts = {"place": place, "how": row.left_by}
    row.withdrawn_at, row.withdrawn_reason, row.left_by, row.left_on = None, "", "", None
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "left_by", "left_on"])
    facts["candidates"] = len(standing_of(election))
    write("candidate_returned", decision, acting=acting, at=at, facts=facts, words=why, request=request)
    return found.decision_id


@transaction.atomic
def name_team(*, actor: Actor, decision_id: int, team: str, at: datetime, request: Request | None = None) -> int:
    """Write down the team that holds the election of a head; no candidate is in it. Returns the id."""
    found, election = election_of(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if decision.matter != ABOUT_THE_HEAD or decision.form != Form.MEETING.value:
        raise RefusedError(_("Chỉ bầu Trưởng thôn, ấp, Tổ trưởng tổ dân phố mới có Tổ bầu cử."))
    if State(decision.state) not in CALLED_OFF_FROM or election.rounds.exists():
        raise RefusedError(_("Đã kiểm phiếu, không đổi Tổ bầu cử được nữa."))
    require_team(team, Form.MEETING, timezone.localdate(at))
    require_team_apart(decision, team, standing_of(election), field="team")
    found.counters = team.strip()[:400]
    found.save(update_fields=["counters"])
    write("team_named", decision, acting=acting, at=at, words=found.counters, request=request,
          grounds=[law.grounds(TEAM_RULE, on=timezone.localdate(at))])  # fmt: skip
    return found.decision_id


@transaction.atomic
def start_over(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Call off an election whose list has too few left, and begin it anew with a new list; returns the new id."""
    found, election = election_of(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    why = (
        None if election.frozen_at is None or election.rounds.exists() else why_lacking(election, standing_of(election))
    )
    if (
        why is None
        or State(decision.state) not in CALLED_OFF_FROM
        or Decision.objects.filter(again_of=decision).exists()
    ):
        raise RefusedError(_("Danh sách vẫn bầu được, hoặc việc này đã thôi: không lập lại."))
    decision.state = State.WITHDRAWN.value
    found.ended_reason = why.vi
    decision.save(update_fields=["state"])
    found.save(update_fields=["ended_reason"])
    write("called_off", decision, acting=acting, at=at, words=found.ended_reason,
          grounds=grounds_of(decision, on=timezone.localdate(at)))  # fmt: skip
    made = put_again(
        found, Form.MEETING, None, acting=acting, at=at, state=State.AGREED, request=request, seats=election.seats
    )
    return made.pk
