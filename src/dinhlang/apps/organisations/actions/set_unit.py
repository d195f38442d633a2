"""What can be set about a unit without changing what it is: contact, signatures, the unit above."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from dinhlang.apps.organisations.actions import periods
from dinhlang.apps.organisations.models import UnitParent
from dinhlang.apps.organisations.policies import require_can_change_units
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.organisations.names import tidy
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def set_unit_contact(*, actor: Actor, unit_id: int, address: str, phone: str, working_hours: str, at: datetime) -> None:
    """Set where a unit is, its telephone and when it is open."""
    acting = require_can_change_units(actor)
    unit = periods.locked([unit_id])[unit_id]
    unit.address, unit.phone, unit.working_hours = tidy(address), tidy(phone), tidy(working_hours)
    unit.save(update_fields=["address", "phone", "working_hours"])
    facts = {"address": unit.address, "phone": unit.phone, "working_hours": unit.working_hours}
    periods.record_about(unit, "unit_contact_set", facts, acting=acting, at=at)


@transaction.atomic
def set_answer_approval(*, actor: Actor, unit_id: int, needed: bool, at: datetime) -> None:
    """Say whether a second person signs each answer of a unit."""
    acting = require_can_change_units(actor)
    unit = periods.locked([unit_id])[unit_id]
    unit.answer_needs_approval = needed
    unit.save(update_fields=["answer_needs_approval"])
    periods.record_about(unit, "unit_approval_set", {"needed": needed}, acting=acting, at=at)


@transaction.atomic
def move_unit(*, actor: Actor, unit_id: int, parent_id: int, on: date, citation: str, at: datetime) -> None:
    """Put a unit under another one from a day on (an ấp after its commune was divided)."""
    acting = require_can_change_units(actor)
    decision = periods.decided(on, citation)
    units = periods.locked([unit_id, parent_id])
    unit, parent = units[unit_id], units[parent_id]
    for one in (unit, parent):
        periods.require_goes_on(one, on)
    if unit_id == parent_id or _is_above(unit_id, parent_id, on):
        raise RefusedError(_("Một đơn vị không thể trực thuộc chính mình."), field="parent")
    rows = list(unit.parents.filter(valid__contains=on))
    if unit.parents.filter(valid__startswith__gt=on).exists():
        raise RefusedError(_("Đã ghi một lần chuyển sau ngày này; hãy ghi theo thứ tự thời gian."), field="on")
    before = rows[0].parent_id if rows else None
    if before == parent_id:
        raise RefusedError(_("Đơn vị đang trực thuộc nơi này rồi."), field="parent")
    if rows:
        periods.adopt(rows, parent, on)
    else:
        UnitParent.objects.create(unit=unit, parent=parent, valid=DateRange(on, None))
    facts = {"parent_before": before, "parent": parent_id, "on": on.isoformat()}
    periods.record_about(unit, "unit_moved", facts, acting=acting, at=at, citation=decision.citation, on=on)


def _is_above(unit_id: int, other_id: int, on: date) -> bool:
    """Tell whether a unit stands above another on a day."""
    seen: set[int] = set()
    above: int | None = other_id
    while above is not None and above not in seen:
        seen.add(above)
        above = UnitParent.objects.filter(unit_id=above, valid__contains=on).values_list("parent_id", flat=True).first()
    return unit_id in seen
