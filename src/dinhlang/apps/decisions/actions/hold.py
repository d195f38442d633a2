"""The meeting: freeze how many households there are, then write down who came, how they voted, who counted."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

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
from dinhlang.apps.decisions.actions.roll_lines import copy_roll
from dinhlang.apps.decisions.models import Proceeding, Sitting
from dinhlang.apps.decisions.policies import require_can_convene
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions import outcome, terms
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import Scope
from dinhlang.domain.decisions.outcome import Count
from dinhlang.domain.decisions.rolls import digest_of_codes
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import RefusedError

WAYS = ("show", "secret")
LONGEST_MEETING = timedelta(hours=12)


@dataclass(frozen=True)
class NewSitting:
    """One meeting of the village, or of one of its clusters."""

    place: str
    present: int
    yes: int
    no: int
    other: int = 0


@dataclass(frozen=True)
class Minutes:
    """Who led, wrote, counted and watched; two households watch the count."""

    way: str
    chair: str
    secretary: str
    counters: str
    witnesses: str


@transaction.atomic
def open_meeting(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Open a meeting on its day: from now on the number of households of the village cannot move."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    move(decision, State.OPEN)
    on = timezone.localdate(at)
    if decision.form != Form.MEETING.value:
        raise RefusedError(_("Việc này không quyết định bằng họp."))
    if decision.meeting_at is None or on < timezone.localdate(decision.meeting_at):
        raise RefusedError(_("Chưa đến ngày họp."))
    codes = copy_roll(decision, unit_of(decision, at), on)
    decision.roll_size, decision.roll_digest = len(codes), digest_of_codes(codes)
    decision.frozen_at = decision.opens_at = at
    decision.closes_at = at + LONGEST_MEETING
    decision.save(update_fields=["state", "roll_size", "roll_digest", "frozen_at", "opens_at", "closes_at"])
    facts = {"households": decision.roll_size, "roll": bytes(decision.roll_digest).hex(), "rule": decision.rule_version}
    write("opened", decision, acting=acting, at=at, facts=facts, grounds=grounds_of(decision, on=on), request=request)
    return decision.pk


@transaction.atomic
def count_meeting(
    *, actor: Actor, decision_id: int, minutes: Minutes, sittings: Sequence[NewSitting], at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Write down the meeting (all its clusters added up) and what it decided; returns the id of the decision."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if decision.form != Form.MEETING.value:
        raise RefusedError(_("Việc này không quyết định bằng họp."))
    _write_minutes(found, minutes)
    for number, one in enumerate(sittings, 1):
        _require_counts(one)
        Sitting.objects.create(proceeding=found, number=number, **asdict(one))
    present, yes, no, other = (
        sum(getattr(one, name) for one in sittings) for name in ("present", "yes", "no", "other")
    )
    settle(found, present=present, yes=yes, no=no, other=other, acting=acting, at=at, request=request)
    return decision.pk


def settle(
    found: Proceeding, *, present: int, yes: int, no: int, other: int, acting: Acting, at: datetime,
    request: Request | None = None,
) -> None:  # fmt: skip
    """Decide a frozen vote by its count, in the transaction of the caller: passed or not, until when, since when."""
    decision = found.decision
    if decision.roll_size is None:
        raise RefusedError(_("Chưa chốt tổng số hộ."))
    if present > decision.roll_size:
        raise RefusedError(
            _("Số hộ dự ({present}) nhiều hơn tổng số hộ ({households}).").format(
                present=present, households=decision.roll_size
            ), field="present-1",
        )  # fmt: skip
    on = timezone.localdate(at)
    matter, book = matter_of(decision), law.rulebook()
    ruled = timezone.localdate(decision.frozen_at or at)  # by the provision in force when the vote was frozen
    told = outcome.of_village(matter, Count(decision.roll_size, yes, present), Form(decision.form), book, on=ruled)
    move(decision, State.PASSED if told.passed else State.FAILED)
    decision.closed_at = at
    found.present, found.yes, found.no, found.other, found.needed = present, yes, no, other, told.needed
    found.held_on = on
    found.submission_due = terms.submission(matter, on, book, law.calendar()).due_on
    found.effective_from = terms.effective(
        matter, Scope(decision.scope), book, valid=told.passed, held_on=on, recognised_on=None
    ).on
    decision.save(update_fields=["state", "closed_at"])
    found.save()
    facts = {
        "households": decision.roll_size, "present": present, "yes": yes, "no": no, "other": other,
        "needed": told.needed, "passed": told.passed,
    }  # fmt: skip
    write("counted", decision, acting=acting, at=at, facts=facts, grounds=grounds_of(decision, on=on), request=request)
    take_effect(found, acting=acting, at=at)


def _write_minutes(found: Proceeding, minutes: Minutes) -> None:
    if minutes.way not in WAYS:
        raise RefusedError(_("Hãy chọn giơ tay hay bỏ phiếu kín."), field="way")
    found.way = minutes.way
    found.chair = require_text(minutes.chair, "chair", _("Hãy ghi ai chủ trì."))[:200]
    found.secretary = require_text(minutes.secretary, "secretary", _("Hãy ghi ai làm thư ký."))[:200]
    found.witnesses = require_text(minutes.witnesses, "witnesses", _("Phải có hai hộ chứng kiến việc kiểm phiếu."))[
        :400
    ]
    found.counters = minutes.counters.strip()[:400]
    if found.way == "secret":
        require_text(found.counters, "counters", _("Bỏ phiếu kín phải có ban kiểm phiếu."))


def _require_counts(one: NewSitting) -> None:
    """Refuse numbers of one meeting that cannot be."""
    require_text(one.place, "place-1", _("Hãy ghi nơi họp."))
    if min(one.present, one.yes, one.no, one.other) < 0 or one.yes + one.no + one.other > one.present:
        said = _("Ở {place}: {voted} hộ biểu quyết nhưng chỉ có {present} hộ dự.")
        raise RefusedError(
            said.format(place=one.place, voted=one.yes + one.no + one.other, present=one.present), field="yes-1"
        )
