"""What cases do when something else changes: units merge or split, deadlines are recomputed, time passes."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.feedback.actions.step import KIND, Said, locked, subject_of, take, topics_of, verb
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.feedback.policies import require_can_take
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, bump
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor
from dinhlang.domain.feedback.states import OPEN, Event, State
from dinhlang.domain.organisations.lineage import MustChooseError, NoSuccessorError
from dinhlang.lib.refusal import RefusedError

CLOSE_RULE = "PROV-FB-CLOSE"
BATCH = 200


def follow_unit_change(*, record: Record, at: datetime) -> int:
    """Move the open cases of units that ended or were divided, clocks kept; returns how many moved.

    A case goes to the unit that answers for its village, else to the one successor. Where that leaves several,
    nothing moves: the receiving officer chooses (choose_successor).
    """
    return sum(_follow(int(unit_id), at) for unit_id in record.facts.get("from", []))


def _follow(unit_id: int, at: datetime) -> int:
    """Move what can be moved of one unit's open cases, in batches, each one transaction."""
    heirs = organisations.successors(unit_id, on=at.date())
    if not heirs or [heir.id for heir in heirs] == [unit_id]:
        return 0
    moved, last, states = 0, 0, [state.value for state in OPEN]
    while True:
        with transaction.atomic():
            waiting = Case.objects.select_for_update(of=("self",)).filter(
                unit_id=unit_id, state__in=states, id__gt=last
            )
            batch = list(waiting.order_by("id")[:BATCH])
            for case in batch:
                heir = _heir_for(case, heirs, at)
                if heir is not None and heir.id != unit_id:
                    _move(case, heir, at)
                    moved += 1
        if len(batch) < BATCH:
            return moved
        last = batch[-1].pk


def _heir_for(case: Case, heirs: Sequence[organisations.UnitView], at: datetime) -> organisations.UnitView | None:
    """Return the successor that answers for the place of a case, None when somebody must choose."""
    if case.village_id is not None:
        with suppress(MustChooseError, NoSuccessorError):
            return organisations.responsible_unit(case.village_id, on=at.date())
    return heirs[0] if len(heirs) == 1 else None


def _move(
    case: Case,
    heir: organisations.UnitView,
    at: datetime,
    *,
    acting: Acting = AS_SYSTEM,
    request: Request | None = None,
) -> None:
    """Give one locked case to the heir; state and deadlines stay."""
    facts = {"from": case.unit_id, "to": heir.id, "to_name": heir.name}
    case.unit_id, case.office, case.post_id = heir.id, None, None
    take(case, Event.FOLLOWED_SUCCESSOR, acting=acting, at=at, said=Said(facts), request=request)


@verb
def choose_successor(*, actor: Actor, case_id: int, unit_id: int, at: datetime, request: Request | None = None) -> Case:
    """Say which successor of a split unit answers a case; the clock is kept."""
    case = locked(case_id, request)
    capacity = require_can_take(actor, case, Event.TRANSFERRED)
    heirs = (one for one in organisations.successors(case.unit_id, on=at.date()) if one.id != case.unit_id)
    heir = next((one for one in heirs if one.id == unit_id), None)
    if heir is None:
        raise RefusedError(_("Hãy chọn một trong các đơn vị kế nhiệm."), field="unit")
    _move(case, heir, at, acting=capacity, request=request)
    return case


@transaction.atomic
def refresh_due(*, record: Record) -> None:
    """Bring the inbox date of a case up to date after its deadline was recomputed."""
    if record.subject_kind == KIND:
        case = Case.objects.select_for_update(of=("self",)).get(pk=record.subject_id)
        case.due_at = law.nearest_due(subject_of(case))
        case.save(update_fields=["due_at"])
        bump(topics=topics_of(case))


def close_answered(*, at: datetime, limit: int = 500) -> int:
    """Close answered cases whose window for review has passed; returns how many."""
    closed = 0
    term = law.days_of(CLOSE_RULE, on=at.date())
    ended = Case.objects.filter(state=State.ANSWERED.value, last_answer_at__lt=at - term).order_by("last_answer_at")
    for case_id in list(ended.values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
            if case.state != State.ANSWERED.value:
                continue
            grounds = [law.grounds(CLOSE_RULE, on=at.date())]
            take(case, Event.CLOSED, acting=AS_SYSTEM, at=at, said=Said(grounds=grounds))
            closed += 1
    return closed
