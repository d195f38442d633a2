"""Give a unit another name; it stays the same unit."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from dinhlang.apps.organisations.actions import periods
from dinhlang.apps.organisations.policies import require_can_change_units
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.organisations import names
from dinhlang.domain.organisations.kinds import PLACES, Kind, Subkind
from dinhlang.domain.organisations.lineage import Change, Share
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def rename_unit(
    *, actor: Actor, unit_id: int, name: str, on: date, citation: str, at: datetime, note: str = ""
) -> None:
    """Give a unit another name from a day on; its old address in the web still leads to it."""
    acting = require_can_change_units(actor)
    decision = periods.decided(on, citation, note)
    unit = periods.locked([unit_id])[unit_id]
    periods.require_can_end(unit, on)
    name = names.tidy(name)
    row = unit.names.get(valid__contains=on)
    if not name or name == row.name:
        raise RefusedError(_("Hãy ghi một tên khác tên đang dùng."), field="name")
    told = names.word_of(name)[0]
    if Kind(unit.kind) in PLACES and told not in (Subkind.NONE, Subkind(unit.subkind)):
        raise RefusedError(_("Đổi loại (ví dụ xã thành phường) là lập đơn vị mới, không phải đổi tên."), field="name")
    row.valid = DateRange(row.valid.lower, on)
    row.save(update_fields=["valid"])
    parent = unit.parents.filter(valid__contains=on).first()
    periods.add_name(unit, name, on, periods.parent_slug(parent.parent_id if parent else None, on))
    periods.write_change(Change.RENAMED, decision, [(unit, unit, Share.WHOLE)], acting=acting, at=at)
