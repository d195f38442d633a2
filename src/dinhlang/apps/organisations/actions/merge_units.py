"""Make one unit of several, whole or in part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dinhlang.apps.organisations.actions import periods
from dinhlang.apps.organisations.actions.periods import NewUnit
from dinhlang.apps.organisations.models import Unit
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
    partial = [portion for portion in portions if portion.share is Share.PART]
    moving = periods.children_on([unit.pk for unit in ending], on)
    for portion in partial:
        moving += periods.chosen_children(portion.unit_id, portion.child_ids, on)
    if isinstance(into, int):
        target = units[into]
        _check_target(target, sources, on)
        # Its area was that of before.
        Unit.objects.filter(pk=into).update(area_km2=None)
        periods.end(ending, on)
    else:
        planned = periods.with_parent(into, sources, on)
        periods.end(ending, on)
        target = periods.found(planned, on, likeness=sources[0])
    periods.adopt(moving, target, on)
    arrows: list[tuple[Unit | None, Unit | None, Share]] = [
        (units[portion.unit_id], target, portion.share) for portion in portions
    ]
    arrows += [(units[portion.unit_id], units[portion.unit_id], Share.REMAINDER) for portion in partial]
    if isinstance(into, int):
        arrows.append((target, target, Share.WHOLE))
    kind = Change.MERGED if ending else Change.PART_MOVED
    periods.write_change(kind, decision, arrows, acting=acting, at=at)
    return target.pk


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
