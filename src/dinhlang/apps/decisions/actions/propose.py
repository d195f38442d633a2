"""Propose a matter, let the Front's board agree, give it its day with every legal notice, or take it back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.deciding import (
    course_of,
    free_code,
    grounds_of,
    locked,
    matter_of,
    move,
    require_text,
    unit_of,
    write,
)
from dinhlang.apps.decisions.models import Decision, Proceeding
from dinhlang.apps.decisions.policies import require_can_agree, require_can_convene, require_can_lead
from dinhlang.apps.decisions.queries.rolls import roll_size
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.dates.words import full
from dinhlang.domain.decisions import forms, notices
from dinhlang.domain.decisions.forms import BallotCase, Chosen, Form
from dinhlang.domain.decisions.matters import MATTERS, Scope, Step
from dinhlang.domain.decisions.states import State
from dinhlang.lib import formats
from dinhlang.lib.refusal import NotFoundError, RefusedError

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


@transaction.atomic
def propose(
    *, actor: Actor, unit_id: int, new: NewDecision, at: datetime, is_demo: bool = False,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Propose a matter to a village, in a form that the law allows for it; returns the id of the decision."""
    on = timezone.localdate(at)
    unit = organisations.unit(unit_id, on)
    if unit is None:
        raise NotFoundError(_("Không có thôn, ấp, tổ dân phố này."))
    acting = require_can_lead(actor, unit.id)
    if earlier := done_before(request):
        return earlier
    return create(unit, new, acting=acting, at=at, is_demo=is_demo, request=request)


def create(
    unit: UnitView, new: NewDecision, *, acting: Acting, at: datetime, is_demo: bool, request: Request | None
) -> int:
    """Write a proposal down, in the transaction of the caller; returns the id of the decision."""
    on = timezone.localdate(at)
    matter = MATTERS.get(new.matter)
    if matter is None:
        raise RefusedError(_("Hãy chọn việc cần bàn."), field="matter")
    if matter.steps and new.step is None:
        raise RefusedError(_("Hãy chọn bầu hay cho thôi."), field="step")
    question = require_text(new.question, "question", _("Hãy ghi việc cần bàn thành một câu."))
    explanation = require_text(new.explanation, "explanation", _("Hãy ghi rõ để mọi hộ đọc trước khi họp."))
    _require_form(new, households=roll_size(unit.id, on) or None, at=at)
    rule = matter.rule(Scope.VILLAGE, law.rulebook(), on=on)
    decision = Decision.objects.create(
        code=free_code(on.year, f"{unit.code}\n{question}\n{at.isoformat()}"), unit_id=unit.id,
        scope=Scope.VILLAGE.value, matter=matter.code, form=new.form.value,
        secrecy="minutes" if new.form is Form.MEETING else "roll_call",
        state=State.PROPOSED.value, question=question[:LONGEST_QUESTION], options=list(OPTIONS),
        consent_yes=new.consent_yes, rule_id=rule.id, rule_version=rule.version, created_at=at, is_demo=is_demo,
    )  # fmt: skip
    Proceeding.objects.create(
        decision=decision, step=new.step or "", ballot_case=new.ballot_case or "", explanation=explanation,
        proposed_by=acting.post_title,
    )  # fmt: skip
    write(
        "proposed", decision, acting=acting, at=at, facts={"form": decision.form}, is_first=True, request=request,
        words=f"{question}\n{explanation}", grounds=grounds_of(decision, on=on),
    )  # fmt: skip
    return decision.pk


def _require_form(new: NewDecision, *, households: int | None, at: datetime) -> None:
    """Refuse a form that the law does not allow for the matter, in its own sentence."""
    on, language = timezone.localdate(at), formats.language()
    chosen = Chosen(new.form, new.ballot_case, consent_yes=new.consent_yes)
    found = forms.allowed(
        MATTERS[new.matter], Scope.VILLAGE, chosen, law.rulebook(), on=on, households=households
    )  # fmt: skip
    if not found.yes:
        why = found.findings[0]
        raise RefusedError(f"{why.words.said(language)} ({why.citation.said(language)})", field="form")


@transaction.atomic
def agree(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Agree to put a matter to the households, for the Front's board of the village."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_agree(actor, decision.unit_id)
    if earlier := done_before(request):
        return earlier
    move(decision, State.AGREED)
    found.agreed_by, found.agreed_at = acting.post_title or acting.role.value, at
    decision.save(update_fields=["state"])
    found.save(update_fields=["agreed_by", "agreed_at"])
    write("agreed", decision, acting=acting, at=at, request=request)
    return decision.pk


@transaction.atomic
def schedule(
    *, actor: Actor, decision_id: int, meeting_at: datetime, place: str, at: datetime, request: Request | None = None
) -> int:
    """Give a matter its day and place; a day for which a legal notice would be late already is refused."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    unit_of(decision, at)
    move(decision, State.SCHEDULED)
    found.place = require_text(place, "place", _("Hãy ghi nơi họp."))[:300]
    _require_in_time(found, meeting_at=meeting_at, at=at)
    decision.meeting_at = meeting_at
    decision.save(update_fields=["state", "meeting_at"])
    found.save(update_fields=["place"])
    facts = {"meeting_at": meeting_at.isoformat(timespec="minutes")}
    write("scheduled", decision, acting=acting, at=at, facts=facts, request=request)
    return decision.pk


def _require_in_time(found: Proceeding, *, meeting_at: datetime, at: datetime) -> None:
    if meeting_at <= at:
        raise RefusedError(_("Giờ họp phải ở phía trước."), field="meeting_on")
    on, now_on = timezone.localdate(meeting_at), timezone.localdate(at)
    step = Step(found.step) if found.step else None
    args = (matter_of(found.decision), Form(found.decision.form))
    book, calendar = law.rulebook(), law.calendar()
    late = [one for one in notices.before(*args, on, book, calendar, step=step) if one.due_on < now_on]
    if late:
        first = notices.earliest(*args, now_on, book, calendar, step=step)
        said = _("Ngày ấy quá gần: “{notice}” phải xong chậm nhất {due}. Ngày sớm nhất có thể họp là {first}.").format(
            notice=late[0].rule.title.said(formats.language()), due=full(late[0].due_on), first=full(first)
        )
        raise RefusedError(said, field="meeting_on")


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
    move(decision, State.WITHDRAWN)
    found.ended_reason = require_text(reason, "reason", _("Hãy ghi vì sao rút, để mọi hộ cùng biết."))
    decision.save(update_fields=["state"])
    found.save(update_fields=["ended_reason"])
    write("withdrawn", decision, acting=acting, at=at, words=found.ended_reason, request=request)
    return decision.pk
