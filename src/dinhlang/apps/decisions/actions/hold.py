"""The meeting and its minutes: who came, how they voted, who led, wrote, counted and watched."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.count import settle
from dinhlang.apps.decisions.actions.deciding import course_of, locked, require_text, write
from dinhlang.apps.decisions.models import Decision, Proceeding, Sitting
from dinhlang.apps.decisions.policies import require_can_convene
from dinhlang.apps.decisions.queries.attendance import attendance
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.ballots import Tally
from dinhlang.domain.decisions.elections import is_election
from dinhlang.domain.decisions.forms import Form
from dinhlang.lib.refusal import RefusedError

WAYS = ("show", "secret")


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
    """Who led, wrote, counted and watched; two households watch the count. way: show or secret, of a meeting."""

    way: str
    chair: str
    secretary: str
    counters: str
    witnesses: str


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
    if is_election(*course_of(found)):
        raise RefusedError(_("Bầu người thì ghi số phiếu của từng người ứng cử."))
    if decision.roll_size is None:
        raise RefusedError(_("Chưa chốt tổng số hộ."))
    note(found, minutes)
    for number, one in enumerate(sittings, 1):
        _require_counts(one)
        Sitting.objects.create(proceeding=found, number=number, **asdict(one))
    present, *sums = (sum(getattr(one, name) for one in sittings) for name in ("present", "yes", "no", "other"))
    require_present(decision, present)
    settle(found, Tally(decision.roll_size, *sums), present=present, acting=acting, at=at, request=request)
    return decision.pk


@transaction.atomic
def write_minutes(
    *, actor: Actor, decision_id: int, minutes: Minutes, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Write down who led, wrote, counted and watched a vote online that was counted by itself; returns the id."""
    found = locked(decision_id)
    acting = require_can_convene(actor, found.decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if found.needed is None:
        raise RefusedError(_("Chưa có kết quả để lập biên bản."))
    if found.witnesses:
        raise RefusedError(_("Biên bản đã ghi rồi."))
    note(found, minutes)
    found.save(update_fields=["way", "chair", "secretary", "counters", "witnesses"])
    write("minutes_written", found.decision, acting=acting, at=at, request=request,
          words="\n".join([found.chair, found.secretary, found.counters, found.witnesses]))  # fmt: skip
    return found.decision_id


def note(found: Proceeding, minutes: Minutes) -> None:
    """Put into a locked proceeding who led, wrote, counted and watched; raises RefusedError for who is missing."""
    is_meeting = found.decision.form == Form.MEETING.value
    if is_meeting and minutes.way not in WAYS:
        raise RefusedError(_("Hãy chọn giơ tay hay bỏ phiếu kín."), field="way")
    found.way = minutes.way if is_meeting else ""
    found.chair = require_text(minutes.chair, "chair", _("Hãy ghi ai chủ trì."))[:200]
    found.secretary = require_text(minutes.secretary, "secretary", _("Hãy ghi ai làm thư ký."))[:200]
    found.witnesses = require_text(minutes.witnesses, "witnesses", _("Phải có hai hộ chứng kiến việc kiểm phiếu."))[
        :400
    ]
    found.counters = minutes.counters.strip()[:400] or found.counters
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


def require_present(decision: Decision, present: int) -> None:
    """Refuse more households than there are, or another number than was tapped household by household."""
    if present > (decision.roll_size or 0):
        said = _("Số hộ dự ({present}) nhiều hơn tổng số hộ ({households}).")
        raise RefusedError(said.format(present=present, households=decision.roll_size), field="present-1")
    seats = attendance(decision.pk)
    differing = ", ".join(one.household for one in seats if one.standing.differs)
    if differing:
        said = _("Điểm danh còn hộ được hai máy ghi khác nhau, số: {numbers}. Hãy mở điểm danh, chốt các hộ ấy trước.")
        raise RefusedError(said.format(numbers=differing))
    tapped = sum(one.standing.present for one in seats)
    if tapped and tapped != present:
        said = _("Điểm danh có {tapped} hộ, ở đây ghi {present} hộ dự. Hãy sửa cho khớp.")
        raise RefusedError(said.format(tapped=tapped, present=present), field="present-1")
