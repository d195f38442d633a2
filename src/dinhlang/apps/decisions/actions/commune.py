"""A matter of the whole commune: every village decides its part, two thirds of the villages carry it."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.count import OBJECTIONS
from dinhlang.apps.decisions.actions.deciding import grounds_of, locked, matter_of, move, require_text, write
from dinhlang.apps.decisions.actions.propose import NewDecision, draft
from dinhlang.apps.decisions.models import Decision, MoneyLine, Proceeding
from dinhlang.apps.decisions.policies import require_can_lead
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions import outcome
from dinhlang.domain.decisions.forms import BallotCase, Form
from dinhlang.domain.decisions.matters import Scope
from dinhlang.domain.decisions.outcome import Count
from dinhlang.domain.decisions.states import FALLEN, SUM_REOPENS_FROM, State
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def hand_out(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Hand a matter that the Front agreed to, to every village of the commune; each leads its own part from here."""
    found, acting = _of_commune(actor, decision_id)
    if earlier := done_before(request):
        return earlier
    decision = found.decision
    move(decision, State.SCHEDULED)
    move(decision, State.OPEN)
    villages = organisations.villages(decision.unit_id, timezone.localdate(at))
    if not villages:
        raise RefusedError(_("Xã này chưa có thôn, ấp, tổ dân phố nào."))
    for village in villages:
        _hand_to(found, village.id, acting, at)
    decision.save(update_fields=["state"])
    write("handed_out", decision, acting=acting, at=at, facts={"villages": len(villages)}, request=request)
    return decision.pk


@transaction.atomic
def sum_up(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Add up what the villages decided, once all of them have: passed or not."""
    found, acting = _of_commune(actor, decision_id)
    if earlier := done_before(request):
        return earlier
    decision, parts = found.decision, _standing_parts(decision_id)
    waiting = sum(one.needed is None for one in parts)
    if waiting:
        raise RefusedError(_("Còn {count} thôn, ấp chưa có kết quả.").format(count=waiting))
    stand = [one for one in parts if State(one.decision.state) not in FALLEN]
    counts = [_count_of(one) for one in parts]
    on = max(one.held_on or timezone.localdate(at) for one in parts)
    told = outcome.of_commune(matter_of(decision), counts, Form(decision.form), law.rulebook(), on=on)
    move(decision, State.PASSED if told.passed else State.FAILED)
    decision.passed, decision.published_at = told.passed, at
    decision.objections_until = law.compute_deadline(OBJECTIONS, at).due_on
    sums = {name: sum(getattr(one, name) or 0 for one in stand) for name in ("present", "yes", "no", "other")}
    for name, number in sums.items():
        setattr(found, name, number)
    found.needed, found.held_on, found.ended_reason = told.needed, on, ""
    decision.save(update_fields=["state", "passed", "published_at", "objections_until"])
    found.save()
    facts = {
        **sums, "villages": told.total, "in_favour": told.yes, "needed": told.needed, "passed": told.passed,
        "households": sum(one.households for one in counts),
        "objections_until": decision.objections_until.isoformat(),
    }  # fmt: skip
    write("counted", decision, acting=acting, at=at, facts=facts, grounds=grounds_of(decision, on=on), request=request)
    return decision.pk


@transaction.atomic
def set_effect(
    *, actor: Actor, decision_id: int, number: str, day: date, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Recognise what the villages decided together, and set the day from which it has effect (Article 21.2)."""
    found, acting = _of_commune(actor, decision_id)
    if earlier := done_before(request):
        return earlier
    decision, on = found.decision, timezone.localdate(at)
    move(decision, State.RECOGNISED)
    found.answer_number = require_text(number, "number", _("Hãy ghi số của quyết định công nhận."))[:60]
    if found.held_on is None or day < found.held_on:
        raise RefusedError(_("Ngày có hiệu lực không thể trước ngày các thôn, ấp quyết định."), field="day")
    found.answered_on, found.effective_from = on, day
    decision.save(update_fields=["state"])
    found.save(update_fields=["answer_number", "answered_on", "effective_from"])
    facts = {"document": found.answer_number, "effective_from": day.isoformat()}
    write("recognised", decision, acting=acting, at=at, facts=facts, grounds=grounds_of(decision, on=on),
          request=request)  # fmt: skip
    return decision.pk


def lock_whole_of(decision_id: int) -> None:
    """Lock the matter of the whole commune before one village's part of it, in the order in which they are summed."""
    Decision.objects.select_for_update(of=("self",)).filter(parts__pk=decision_id).first()


def reopen_sum(part: Decision, *, reason: str, acting: Acting, at: datetime) -> None:
    """Open the sum of the whole commune again because the result of one village fell; nothing happens before a sum.

    In the transaction of the caller. Once money was collected it is refused: then the commune annuls the whole.
    """
    if part.part_of_id is None:
        return
    found = locked(part.part_of_id)
    whole = found.decision
    if State(whole.state) not in SUM_REOPENS_FROM:
        if whole.state in (State.OPEN.value, *(one.value for one in FALLEN)):
            return
        raise RefusedError(_("Việc chung này đã làm xong và báo cáo dân; chỉ còn bãi bỏ quyết định của cả xã."))
    if MoneyLine.objects.filter(Q(decision=whole) | Q(decision__part_of=whole)).exists():
        raise RefusedError(
            _("Đã thu, chi tiền theo quyết định chung này; hãy bãi bỏ quyết định của cả xã và trả lại tiền.")
        )
    facts = {"part": part.code, "was": whole.state, "needed_was": found.needed}
    whole.state, whole.passed, whole.published_at, whole.objections_until = State.OPEN.value, None, None, None
    for name in ("present", "yes", "no", "other", "needed", "held_on", "answered_on", "effective_from"):
        setattr(found, name, None)
    found.answer_number = ""
    found.ended_reason = _("Phải tổng hợp lại vì kết quả của một thôn, ấp không được giữ: {reason}").format(
        reason=reason
    )
    whole.save(update_fields=["state", "passed", "published_at", "objections_until"])
    found.save()
    grounds = [law.grounds("DEC-22-ANNUL", on=timezone.localdate(at))]
    write("sum_reopened", whole, acting=acting, at=at, facts=facts, words=reason, grounds=grounds)


def _count_of(part: Proceeding) -> Count:
    """Return what one village said; one whose result fell counts as a village that is not in favour."""
    households = part.decision.roll_size or 1
    if State(part.decision.state) in FALLEN:
        return Count(households, 0, 0)
    return Count(households, part.yes or 0, part.present)


def _of_commune(actor: Actor, decision_id: int) -> tuple[Proceeding, Acting]:
    """Return the locked matter of a whole commune and the capacity of who leads it; raises RefusedError for others."""
    found = locked(decision_id)
    acting = require_can_lead(actor, found.decision.unit_id)
    if found.decision.scope != Scope.COMMUNE.value or found.decision.part_of_id is not None:
        raise RefusedError(_("Việc này không phải việc chung toàn xã."))
    return found, acting


def _hand_to(found: Proceeding, village_id: int, acting: Acting, at: datetime) -> None:
    """Write the part of one village, agreed already: the commune proposed it and its Front agreed (Article 16)."""
    whole = found.decision
    case = BallotCase(found.ballot_case) if found.ballot_case else None
    new = NewDecision(whole.matter, Form(whole.form), whole.question, found.explanation, None, case)
    part = draft(
        new, village_id, Scope.COMMUNE, at=at, proposed_by=found.proposed_by, is_demo=whole.is_demo,
        state=State.AGREED, part_of=whole,
    )  # fmt: skip
    part.proceeding.agreed_by, part.proceeding.agreed_at = found.agreed_by, found.agreed_at
    part.proceeding.save(update_fields=["agreed_by", "agreed_at"])
    write("received", part, acting=acting, at=at, facts={"whole": whole.code}, is_first=True)


def _standing_parts(decision_id: int) -> Sequence[Proceeding]:
    """Return the part of every village: the newest one, where it was put to the households again."""
    rows = Proceeding.objects.select_related("decision").select_for_update(of=("decision",))
    return list(
        rows.filter(decision__part_of_id=decision_id)
        .exclude(decision_id__in=Decision.objects.filter(again_of__isnull=False).values("again_of_id"))
        .order_by("decision_id")
    )
