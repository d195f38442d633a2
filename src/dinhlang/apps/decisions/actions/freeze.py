"""Freeze a vote before anybody decides: roll, rule, question, options, times; then nothing moves."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.candidates import require_list
from dinhlang.apps.decisions.actions.deciding import course_of, grounds_of, locked, matter_of, move, unit_of, write
from dinhlang.apps.decisions.actions.roll_lines import copy_roll
from dinhlang.apps.decisions.models import Decision
from dinhlang.apps.decisions.policies import require_can_convene
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions.ballots import Choice
from dinhlang.domain.decisions.forms import Chosen, Form, allowed
from dinhlang.domain.decisions.matters import Scope
from dinhlang.domain.decisions.rolls import digest_of_codes
from dinhlang.domain.decisions.states import State, may_begin
from dinhlang.lib import formats
from dinhlang.lib.refusal import RefusedError

LONGEST_MEETING = timedelta(hours=12)


@transaction.atomic
def open_meeting(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Open a meeting on its day: from now on the number of households of the village cannot move."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    move(decision, State.OPEN)
    if decision.form != Form.MEETING.value:
        raise RefusedError(_("Việc này không quyết định bằng họp."))
    meets_on = timezone.localdate(decision.meeting_at) if decision.meeting_at else None
    if not may_begin(meets_on, timezone.localdate(at)):
        raise RefusedError(_("Chưa đến ngày họp."))
    decision.opens_at, decision.closes_at = at, at + LONGEST_MEETING
    return _freeze("opened", decision, acting=acting, at=at, request=request)


@transaction.atomic
def freeze(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Freeze the roll and all that the households vote on, and log it before the vote opens; returns the id."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if decision.frozen_at is not None:
        raise RefusedError(_("Cuộc biểu quyết này đã chốt danh sách."))
    move(decision, State.OPEN)
    if decision.form == Form.MEETING.value:
        raise RefusedError(_("Cuộc họp chốt danh sách khi bắt đầu họp."))
    if decision.opens_at is None or decision.closes_at is None:
        raise RefusedError(_("Hãy ghi giờ mở và giờ đóng trước khi chốt."), field="opens_at")
    if decision.opens_at <= at:
        raise RefusedError(_("Phải chốt danh sách trước giờ mở; hãy dời giờ mở."), field="opens_at")
    return _freeze("frozen", decision, acting=acting, at=at, request=request)


def _freeze(verb: str, decision: Decision, *, acting: Acting, at: datetime, request: Request | None) -> int:
    """Copy the roll, and write down everything that does not move any more."""
    require_list(decision)
    on = timezone.localdate(at)
    decision.options = decision.options or [one.value for one in Choice]
    rule = matter_of(decision).rule(Scope(decision.scope), law.rulebook(), on=on)
    decision.rule_id, decision.rule_version = rule.id, rule.version
    codes = copy_roll(decision, unit_of(decision, at), on)
    _require_consent(decision, households=len(codes), at=at)
    decision.roll_size, decision.roll_digest, decision.frozen_at = len(codes), digest_of_codes(codes), at
    decision.save()
    write(verb, decision, acting=acting, at=at, facts=_facts(decision), grounds=grounds_of(decision, on=on),
          words=decision.question, request=request)  # fmt: skip
    return decision.pk


def _require_consent(decision: Decision, *, households: int, at: datetime) -> None:
    """Refuse to vote online where the law does not permit it, or too few of the frozen roll agreed beforehand."""
    if decision.form != Form.ONLINE.value:
        return
    chosen = Chosen(Form.ONLINE, consent_yes=decision.consent_yes)
    found = allowed(
        matter_of(decision), Scope(decision.scope), chosen, law.rulebook(), on=timezone.localdate(at),
        households=households,
    )  # fmt: skip
    if not found.yes:
        raise RefusedError(" ".join(one.words.said(formats.language()) for one in found.findings), field="form")


def _moment(at: datetime | None) -> str:
    """Return a moment as people of the province read it in the log."""
    assert at is not None
    return timezone.localtime(at).isoformat(timespec="minutes")


def _facts(decision: Decision) -> dict[str, Any]:
    assert decision.roll_digest is not None
    return {
        "scope": decision.scope, "form": decision.form, "secrecy": decision.secrecy,
        "households": decision.roll_size, "rows": bytes(decision.roll_digest).hex(), "options": decision.options,
        "opens_at": _moment(decision.opens_at), "closes_at": _moment(decision.closes_at),
        "consent_yes": decision.consent_yes, "rule": decision.rule_id, "rule_version": decision.rule_version,
    }  # fmt: skip
