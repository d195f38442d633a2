"""Freeze a vote before it opens: the roll, the rule, the question, the options and the times; then nothing moves."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.deciding import move, topics_of, unit_of
from dinhlang.apps.decisions.actions.roll_lines import copy_roll
from dinhlang.apps.decisions.actions.votes import grounds_of, locked, write
from dinhlang.apps.decisions.models import Decision, Proceeding
from dinhlang.apps.decisions.policies import require_can_run_vote
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.ballots import Choice
from dinhlang.domain.decisions.forms import Chosen, Form, allowed
from dinhlang.domain.decisions.matters import MATTERS, Scope
from dinhlang.domain.decisions.rolls import digest_of_codes
from dinhlang.domain.decisions.states import State
from dinhlang.lib import formats
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def freeze(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Freeze the roll and all that the households vote on, and log it before the vote opens; returns the id."""
    decision = locked(decision_id)
    unit = unit_of(decision, at)
    acting = require_can_run_vote(actor, unit)
    if earlier := done_before(request):
        return earlier
    on = timezone.localdate(at)
    _require_ready(decision, at)
    decision.options = decision.options or [one.value for one in Choice]
    matter, scope = MATTERS[decision.matter], Scope(decision.scope)
    rule = matter.rule(scope, law.rulebook(), on=on)
    decision.rule_id, decision.rule_version = rule.id, rule.version
    codes = copy_roll(decision, unit, on)
    _require_form(decision, len(codes), on)
    decision.roll_size, decision.roll_digest, decision.frozen_at = len(codes), digest_of_codes(codes), at
    _go_on(decision)
    decision.save()
    write("frozen", decision, acting=acting, at=at, facts=_facts(decision), grounds=grounds_of(decision),
          words=decision.question, request=request, topics=topics_of(decision.unit_id))  # fmt: skip
    return decision.pk


def _go_on(decision: Decision) -> None:
    """Bring a decision that was proposed and agreed to its next station: the households decide."""
    if not Proceeding.objects.filter(decision=decision).exists():
        return
    if decision.state == State.AGREED.value:
        move(decision, State.SCHEDULED)
    move(decision, State.OPEN)


def _require_ready(decision: Decision, at: datetime) -> None:
    if decision.frozen_at is not None:
        raise RefusedError(_("Cuộc biểu quyết này đã chốt danh sách."))
    if decision.opens_at is None or decision.closes_at is None:
        raise RefusedError(_("Hãy ghi giờ mở và giờ đóng trước khi chốt."), field="opens_at")
    if decision.opens_at <= at:
        raise RefusedError(_("Phải chốt danh sách trước giờ mở; hãy dời giờ mở."), field="opens_at")
    if decision.meeting_at is not None and decision.form == "online" and decision.closes_at > decision.meeting_at:
        raise RefusedError(_("Biểu quyết trực tuyến phải đóng trước giờ họp."), field="closes_at")
    if not decision.question.strip():
        raise RefusedError(_("Hãy ghi câu hỏi để các hộ trả lời."), field="question")
    if decision.scope == Scope.COMMUNE and not MATTERS[decision.matter].commune_rule:
        raise RefusedError(_("Việc này không biểu quyết ở phạm vi toàn xã."), field="matter")


def _require_form(decision: Decision, households: int, on: date) -> None:
    """Refuse to vote online where the law does not permit it, or too few of the frozen roll agreed beforehand."""
    if decision.form != Form.ONLINE.value:
        return
    chosen = Chosen(Form.ONLINE, consent_yes=decision.consent_yes)
    found = allowed(
        MATTERS[decision.matter], Scope(decision.scope), chosen, law.rulebook(), on=on, households=households
    )
    if not found.yes:
        raise RefusedError(" ".join(one.words.said(formats.language()) for one in found.findings), field="form")


def _moment(at: datetime) -> str:
    """Return a moment as people of the province read it in the log."""
    return timezone.localtime(at).isoformat(timespec="minutes")


def _facts(decision: Decision) -> dict[str, Any]:
    assert decision.opens_at is not None
    assert decision.closes_at is not None
    assert decision.roll_digest is not None
    return {
        "matter": decision.matter, "scope": decision.scope, "form": decision.form, "secrecy": decision.secrecy,
        "households": decision.roll_size, "rows": bytes(decision.roll_digest).hex(), "options": decision.options,
        "opens_at": _moment(decision.opens_at), "closes_at": _moment(decision.closes_at),
        "consent_yes": decision.consent_yes, "rule": decision.rule_id, "rule_version": decision.rule_version,
    }  # fmt: skip
