"""Propose a matter to a village or a whole commune, let the Front agree, or take it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.deciding import (
    course_of,
    free_code,
    grounds_of,
    locked,
    move,
    require_text,
    unit_of,
    write,
)
from dinhlang.apps.decisions.models import Decision, Election, Proceeding
from dinhlang.apps.decisions.policies import require_can_agree_for, require_can_convene, require_can_lead
from dinhlang.apps.decisions.queries.rolls import roll_size
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions import forms
from dinhlang.domain.decisions.ballots import Secrecy
from dinhlang.domain.decisions.elections import is_election
from dinhlang.domain.decisions.forms import BallotCase, Chosen, Form
from dinhlang.domain.decisions.matters import MATTERS, Scope, Step
from dinhlang.domain.decisions.states import State
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib import formats
from dinhlang.lib.refusal import NotFoundError, RefusedError

SCOPES = {Kind.VILLAGE: Scope.VILLAGE, Kind.COMMUNE: Scope.COMMUNE}
OPTIONS = ("agree", "disagree", "other")
LONGEST_QUESTION = 500


@dataclass(frozen=True)
class NewDecision:
    """What is put to the households, and in which form."""

    matter: str
    form: Form
    question: str
    explanation: str
    step: Step | None = None
    ballot_case: BallotCase | None = None
    consent_yes: int | None = None
    seats: int = 1  # of an election


@transaction.atomic
def propose(
    *, actor: Actor, unit_id: int, new: NewDecision, at: datetime, is_demo: bool = False,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Propose a matter to a village or to all of a commune, in a form that the law allows; returns its id."""
    on = timezone.localdate(at)
    unit = organisations.unit(unit_id, on)
    if unit is None or unit.kind not in SCOPES:
        raise NotFoundError(_("Không có thôn, ấp, tổ dân phố này."))
    acting = require_can_lead(actor, unit.id)
    if earlier := done_before(request):
        return earlier
    return create(unit, new, acting=acting, at=at, is_demo=is_demo, request=request)


def create(
    unit: UnitView, new: NewDecision, *, acting: Acting, at: datetime, is_demo: bool, request: Request | None
) -> int:
    """Write a proposal down if the law allows it, in the transaction of the caller; returns the id of the decision."""
    on, scope = timezone.localdate(at), SCOPES[unit.kind]
    matter = MATTERS.get(new.matter)
    if matter is None:
        raise RefusedError(_("Hãy chọn việc cần bàn."), field="matter")
    if scope is Scope.COMMUNE and not matter.commune_rule:
        raise RefusedError(_("Việc này do từng thôn, ấp quyết định, không quyết định chung toàn xã."), field="matter")
    if matter.steps and new.step is None:
        raise RefusedError(_("Hãy chọn bầu hay cho thôi."), field="step")
    require_text(new.question, "question", _("Hãy ghi việc cần bàn thành một câu."))
    require_text(new.explanation, "explanation", _("Hãy ghi rõ để mọi hộ đọc trước khi họp."))
    _require_form(new, scope, households=roll_size(unit.id, on) or None, at=at)
    decision = draft(new, unit.id, scope, at=at, proposed_by=acting.post_title, is_demo=is_demo)
    write(
        "proposed", decision, acting=acting, at=at, facts={"form": decision.form}, is_first=True, request=request,
        words=f"{decision.question}\n{new.explanation.strip()}", grounds=grounds_of(decision, on=on),
    )  # fmt: skip
    return decision.pk


def draft(
    new: NewDecision, unit_id: int, scope: Scope, *, at: datetime, proposed_by: str, is_demo: bool,
    state: State = State.PROPOSED, **more: Any,
) -> Decision:  # fmt: skip
    """Write a decision and its course down; more: other columns of the decision. In the transaction of the caller."""
    on = timezone.localdate(at)
    rule = MATTERS[new.matter].rule(scope, law.rulebook(), on=on)
    question = new.question.strip()[:LONGEST_QUESTION]
    elects = is_election(MATTERS[new.matter], new.step)
    on_paper = Secrecy.SECRET_PAPER if elects else Secrecy.ROLL_CALL
    secrecy = Secrecy.MINUTES if new.form is Form.MEETING else on_paper
    decision = Decision.objects.create(
        code=free_code(on.year, f"{unit_id}\n{question}\n{at.isoformat()}"), unit_id=unit_id, scope=scope.value,
        matter=new.matter, form=new.form.value, secrecy=secrecy.value,
        state=state.value, question=question, options=list(OPTIONS), consent_yes=new.consent_yes, rule_id=rule.id,
        rule_version=rule.version, created_at=at, is_demo=is_demo, **more,
    )  # fmt: skip
    Proceeding.objects.create(
        decision=decision, step=new.step or "", ballot_case=new.ballot_case or "",
        explanation=new.explanation.strip(), proposed_by=proposed_by,
    )  # fmt: skip
    if elects:
        Election.objects.create(decision=decision, seats=new.seats)
    return decision


def _require_form(new: NewDecision, scope: Scope, *, households: int | None, at: datetime) -> None:
    """Refuse a form that the law does not allow for the matter, in its own sentence."""
    on, language = timezone.localdate(at), formats.language()
    chosen = Chosen(new.form, new.ballot_case, consent_yes=new.consent_yes)
    found = forms.allowed(MATTERS[new.matter], scope, chosen, law.rulebook(), on=on, households=households)
    if not found.yes:
        why = found.findings[0]
        raise RefusedError(f"{why.words.said(language)} ({why.citation.said(language)})", field="form")


@transaction.atomic
def agree(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Agree to put a matter to the households, for the Front of the village or commune."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_agree_for(actor, unit_of(decision, at), on=timezone.localdate(at))
    if earlier := done_before(request):
        return earlier
    move(decision, State.AGREED)
    found.agreed_by, found.agreed_at = acting.post_title or acting.role.value, at
    decision.save(update_fields=["state"])
    found.save(update_fields=["agreed_by", "agreed_at"])
    write("agreed", decision, acting=acting, at=at, request=request)
    return decision.pk


@transaction.atomic
def withdraw(
    *, actor: Actor, decision_id: int, reason: str, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Take a matter back before the households decide; the reason stays for everybody to read."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if decision.part_of_id is not None:
        raise RefusedError(_("Việc chung toàn xã do xã đề xuất; thôn, ấp không rút được."))
    move(decision, State.WITHDRAWN)
    found.ended_reason = require_text(reason, "reason", _("Hãy ghi vì sao rút, để mọi hộ cùng biết."))
    decision.save(update_fields=["state"])
    found.save(update_fields=["ended_reason"])
    write("withdrawn", decision, acting=acting, at=at, words=found.ended_reason, request=request)
    return decision.pk
