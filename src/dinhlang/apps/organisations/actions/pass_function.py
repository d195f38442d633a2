"""End a body whose tasks another body takes over: no renaming, no merger ("kế thừa nhiệm vụ")."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dinhlang.apps.organisations.actions import periods
from dinhlang.apps.organisations.actions.periods import NewUnit
from dinhlang.apps.organisations.models import Unit
from dinhlang.apps.organisations.policies import require_can_change_units
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.organisations.lineage import Change, Share
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def pass_function(
    *, actor: Actor, unit_id: int, to: int | NewUnit, on: date, citation: str, at: datetime, note: str = ""
) -> int:
    """End a body and pass its tasks to another, newly set up or there already; returns the id of that one."""
    acting = require_can_change_units(actor)
    decision = periods.decided(on, citation, note)
    units = periods.locked({unit_id} | ({to} if isinstance(to, int) else set()))
    ending = units[unit_id]
    periods.require_can_end(ending, on)
    if periods.children_on([unit_id], on):
        raise RefusedError(_("Còn đơn vị trực thuộc; hãy chuyển hoặc giải thể chúng trước."), field="from")
    if isinstance(to, NewUnit):
        target = _set_up(to, ending, decision, acting, at)
    else:
        target = units[to]
        if target.pk == ending.pk:
            raise RefusedError(_("Một đơn vị không thể kế thừa nhiệm vụ của chính mình."), field="into")
        periods.require_goes_on(target, on)
    periods.end([ending], on)
    arrows: list[tuple[Unit | None, Unit | None, Share]] = [(ending, target, Share.WHOLE)]
    if not isinstance(to, NewUnit):
        arrows.append((target, target, Share.WHOLE))
    periods.write_change(Change.FUNCTION_PASSED, decision, arrows, acting=acting, at=at)
    return target.pk


def _set_up(new: NewUnit, ending: Unit, decision: periods.Decision, acting: Acting, at: datetime) -> Unit:
    """Found the new body on the day, under what the old one belonged to; its founding is a change of its own."""
    if not new.code or new.code == ending.code:
        raise RefusedError(_("Cơ quan mới lập có mã của riêng mình."), field="code")
    unit = periods.found(periods.with_parent(new, [ending], decision.on), decision.on, likeness=ending)
    periods.write_change(Change.FOUNDED, decision, [(None, unit, Share.WHOLE)], acting=acting, at=at)
    return unit
