"""Put a matter to the households that has a story: started by them, a dismissal, a board, an earlier decision."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.deciding import locked, matter_of, move, write
from dinhlang.apps.decisions.actions.propose import NewDecision, create
from dinhlang.apps.decisions.models import Origin, Proceeding
from dinhlang.apps.decisions.policies import require_can_agree, require_can_lead
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions.elections import most_inspection_seats
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import Scope, Step
from dinhlang.domain.decisions.origins import DISMISSED_BY, Board, From, may_follow
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import NotFoundError, RefusedError

INVESTMENT_RULE, INSPECTION_RULE = "INS-41-SIZE", "INS-36-SIZE"


@dataclass(frozen=True)
class NewBoard:
    """Whom a village sends to one of the two boards; project: of a board that watches one investment."""

    board: Board
    step: Step
    seats: int
    question: str
    explanation: str
    project: str = ""


def put_forward(
    village: UnitView, new: NewDecision, kind: From, *, acting: Acting, at: datetime, is_demo: bool = False,
    request: Request | None = None, **more: object,
) -> int:  # fmt: skip
    """Make the proposal and say where it comes from, in the transaction of the caller; returns the decision's id."""
    made = create(village, new, acting=acting, at=at, is_demo=is_demo, request=request)
    Origin.objects.create(decision_id=made, kind=kind.value, **more)
    return made


@transaction.atomic
def propose_dismissal(
    *, actor: Actor, unit_id: int, why: From, question: str, explanation: str, at: datetime, is_demo: bool = False,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Propose, for the Front's board, that the head or deputy of the village leave; returns the decision's id."""
    village = _village(unit_id, at)
    acting = require_can_agree(actor, village.id)
    if earlier := done_before(request):
        return earlier
    if why not in DISMISSED_BY or why is From.PETITION:
        raise RefusedError(_("Kiến nghị của các hộ bắt đầu bằng sáng kiến, để đếm đủ số hộ."), field="why")
    new = NewDecision("15.4", Form.MEETING, question, explanation, Step.DISMISS)
    return put_forward(village, new, why, acting=acting, at=at, is_demo=is_demo, request=request)


@transaction.atomic
def propose_board(
    *, actor: Actor, unit_id: int, new: NewBoard, at: datetime, is_demo: bool = False, request: Request | None = None
) -> int:
    """Propose to elect or dismiss members of one of the two boards; returns the decision's id."""
    village = _village(unit_id, at)
    acting = require_can_lead(actor, village.id)
    if earlier := done_before(request):
        return earlier
    most = law.rule(INVESTMENT_RULE, on=timezone.localdate(at)).details["resident_members_max"]
    if new.seats < 1 or (new.board is Board.INVESTMENT and new.seats > most):
        raise RefusedError(
            _("Ban Giám sát đầu tư của cộng đồng có nhiều nhất {most} người của nơi có dự án.").format(most=most),
            field="seats",
        )
    if new.board is Board.INVESTMENT and not new.project.strip():
        raise RefusedError(_("Hãy ghi ban này giám sát công trình nào."), field="project")
    _require_room(village, new, at)
    proposed = NewDecision("15.5", Form.MEETING, new.question, new.explanation, new.step, seats=new.seats)
    return put_forward(
        village, proposed, From.BOARD, acting=acting, at=at, is_demo=is_demo, request=request, board=new.board.value,
        seats=new.seats, project=new.project.strip()[:300],
    )  # fmt: skip


@transaction.atomic
def propose_later(
    *, actor: Actor, decision_id: int, kind: From, question: str, explanation: str, at: datetime,
    is_demo: bool = False, request: Request | None = None,
) -> int:  # fmt: skip
    """Propose that the community change or annul its own earlier decision, by the same share; returns the new id."""
    earlier = locked(decision_id)
    decision = earlier.decision
    acting = require_can_lead(actor, decision.unit_id)
    if done := done_before(request):
        return done
    if kind not in (From.CHANGES, From.ANNULS):
        raise RefusedError(_("Hãy chọn sửa hay bỏ."), field="kind")
    if decision.scope != Scope.VILLAGE.value:
        raise RefusedError(_("Việc chung toàn xã do xã đề xuất sửa hoặc bỏ."))
    if not may_follow(matter_of(decision), State(decision.state), matter_of(decision)):
        raise RefusedError(_("Chỉ sửa hay bỏ được quyết định đã được thông qua và còn hiệu lực."))
    step = Step(earlier.step) if earlier.step else None
    new = NewDecision(decision.matter, Form.MEETING, question, explanation, step)
    return put_forward(
        _village(decision.unit_id, at), new, kind, acting=acting, at=at, is_demo=is_demo, request=request,
        earlier_id=decision.pk,
    )  # fmt: skip


def take_effect(found: Proceeding, *, acting: Acting, at: datetime) -> None:
    """Let a decision that is in force end the earlier one that it annuls, in the transaction of the caller."""
    origin = Origin.objects.filter(decision_id=found.decision_id, kind=From.ANNULS.value).first()
    if origin is None or origin.earlier_id is None or found.effective_from is None:
        return
    earlier = locked(origin.earlier_id)
    if State(earlier.decision.state) is State.ANNULLED:
        return
    move(earlier.decision, State.ANNULLED)
    earlier.ended_reason = f"Cộng đồng đã tự bỏ bằng quyết định {found.decision.code}."
    earlier.effective_from = None
    earlier.decision.save(update_fields=["state"])
    earlier.save(update_fields=["ended_reason", "effective_from"])
    write("annulled_by_community", earlier.decision, acting=acting, at=at, facts={"by": found.decision.code})


def _require_room(village: UnitView, new: NewBoard, at: datetime) -> None:
    """Refuse more members of the inspection board than one village may elect, where each village has its own."""
    if new.board is not Board.INSPECTION or village.parent_id is None:
        return
    on = timezone.localdate(at)
    formula = law.rule(INSPECTION_RULE, on=on).details["formula"]
    most = most_inspection_seats(formula, len(organisations.villages(village.parent_id, on)))
    if new.seats > most:
        said = _("Thôn, ấp này bầu nhiều nhất {most} người vào Ban Thanh tra nhân dân xã: thôn, ấp nào cũng có người.")
        raise RefusedError(said.format(most=most), field="seats")


def _village(unit_id: int, at: datetime) -> UnitView:
    found = organisations.unit(unit_id, timezone.localdate(at))
    if found is None:
        raise NotFoundError(_("Không có thôn, ấp, tổ dân phố này."))
    return found
