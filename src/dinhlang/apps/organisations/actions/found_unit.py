"""Found a unit, or end one."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dinhlang.apps.organisations.actions import periods
from dinhlang.apps.organisations.actions.periods import NewUnit
from dinhlang.apps.organisations.policies import require_can_change_units
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.organisations.lineage import Change, Share
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def found_unit(*, actor: Actor, new: NewUnit, on: date, citation: str, at: datetime, note: str = "") -> int:
    """Found a unit on nothing (an office, a board, a new village); returns its id."""
    acting = require_can_change_units(actor)
    decision = periods.decided(on, citation, note)
    if new.parent_id is not None:
        periods.require_goes_on(periods.locked([new.parent_id])[new.parent_id], on)
    unit = periods.found(new, on)
    periods.write_change(Change.FOUNDED, decision, [(None, unit, Share.WHOLE)], acting=acting, at=at)
    return unit.pk


@transaction.atomic
def dissolve_unit(*, actor: Actor, unit_id: int, on: date, citation: str, at: datetime, note: str = "") -> None:
    """End a unit that nothing takes the place of."""
    acting = require_can_change_units(actor)
    decision = periods.decided(on, citation, note)
    unit = periods.locked([unit_id])[unit_id]
    periods.require_can_end(unit, on)
    if children := len(periods.children_on([unit_id], on)):
        raise RefusedError(
            _("Còn {count} đơn vị trực thuộc; hãy chuyển hoặc giải thể chúng trước.").format(count=children)
        )
    periods.end([unit], on)
    periods.write_change(Change.DISSOLVED, decision, [(unit, None, Share.WHOLE)], acting=acting, at=at)
