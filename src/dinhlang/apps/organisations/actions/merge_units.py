"""Make one unit of several, whole or in part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dinhlang.apps.organisations.actions import periods
from dinhlang.apps.organisations.actions.periods import NewUnit
from dinhlang.apps.organisations.models import Unit, UnitParent
from dinhlang.apps.organisations.policies import require_can_change_units
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.organisations.lineage import Change, Share
from dinhlang.lib.refusal import RefusedError


@dataclass(frozen=True)
class Portion:
    """What a unit gives: all of it or what is left of it (it ends), or a part with some villages (it goes on)."""

    unit_id: int
    share: Share = Share.WHOLE
    child_ids: tuple[int, ...] = ()  # only for a part: the villages and offices that go with it


@transaction.atomic
def merge_units(
    *,
    actor: Actor,
    portions: Sequence[Portion],
    into: int | NewUnit,
    on: date,
    citation: str,
    at: datetime,
    note: str = "",
) -> int:
    """Merge units, or parts of them, into a new or an existing unit; returns its id. Villages and offices follow."""
    acting = require_can_change_units(actor)
    decision = periods.decided(on, citation, note)
    units = periods.locked({portion.unit_id for portion in portions} | ({into} if isinstance(into, int) else set()))
    sources = [units[portion.unit_id] for portion in portions]
    _check(portions, sources, into, on)
    ending = [units[portion.unit_id] for portion in portions if portion.share is not Share.PART]
    moving = _moving(portions, on)
    target = _target(into, units, sources, ending, on)
    periods.adopt(moving, target, on)
    periods.forget_area([portion.unit_id for portion in portions if portion.share is Share.PART])
    arrows = [*_arrows(portions, units, target), *([(target, target, Share.WHOLE)] if isinstance(into, int) else [])]
    kind = Change.MERGED if ending else Change.PART_MOVED
    periods.write_change(kind, decision, arrows, acting=acting, at=at)
    return target.pk


def _moving(portions: Sequence[Portion], on: date) -> list[UnitParent]:
    """Return the rows of villages and offices that change their unit: all of an ending one, the chosen of a part."""
    whole = [portion.unit_id for portion in portions if portion.share is not Share.PART]
    rows = periods.children_on(whole, on)
    for portion in portions:
        if portion.share is Share.PART:
            rows += periods.chosen_children(portion.unit_id, portion.child_ids, on)
    return rows


def _target(
    into: int | NewUnit, units: Mapping[int, Unit], sources: Sequence[Unit], ending: Sequence[Unit], on: date
) -> Unit:
    """End the units that end and return the one that takes them in, founding it when it is new."""
    if isinstance(into, NewUnit):
        planned = periods.with_parent(into, sources, on)
        periods.end(ending, on)
        return periods.found(planned, on, likeness=sources[0])
    _check_target(units[into], sources, on)
    periods.end(ending, on)
    periods.forget_area([into])
    return units[into]


def _arrows(portions: Sequence[Portion], units: Mapping[int, Unit], target: Unit) -> periods.Arrows:
    """Return one arrow for each portion, and one to itself for each unit that goes on with the rest."""
    gone: periods.Arrows = [(units[portion.unit_id], target, portion.share) for portion in portions]
    kept: periods.Arrows = [
        (units[portion.unit_id], units[portion.unit_id], Share.REMAINDER)
        for portion in portions
        if portion.share is Share.PART
    ]
    return [*gone, *kept]


def _check(portions: Sequence[Portion], sources: Sequence[Unit], into: int | NewUnit, on: date) -> None:
    """Raise RefusedError unless the sources may be merged on this day."""
    ids = [portion.unit_id for portion in portions]
    if not ids or len(set(ids)) < len(ids):
        raise RefusedError(_("Hãy chọn các đơn vị khác nhau để gộp."), field="from")
    if into in ids:
        raise RefusedError(_("Đơn vị nhận không thể là một trong các đơn vị được gộp."), field="into")
    if len({unit.kind for unit in sources}) > 1:
        raise RefusedError(_("Chỉ gộp được các đơn vị cùng loại."), field="from")
    for unit in sources:
        periods.require_can_end(unit, on)


def _check_target(target: Unit, sources: Sequence[Unit], on: date) -> None:
    """Raise RefusedError unless an existing unit can take the sources in."""
    periods.require_goes_on(target, on)
    if target.kind != sources[0].kind:
        raise RefusedError(_("Chỉ gộp được các đơn vị cùng loại."), field="into")
