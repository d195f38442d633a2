"""Divide a unit, or let a part of it go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
class SplitPart:
    """Where a part goes: a new unit or an existing one, with the villages and offices that go with it."""

    into: int | NewUnit
    child_ids: tuple[int, ...] = ()
    share: Share = Share.PART


@transaction.atomic
def split_unit(
    *,
    actor: Actor,
    unit_id: int,
    parts: Sequence[SplitPart],
    on: date,
    citation: str,
    at: datetime,
    goes_on: bool = False,
    note: str = "",
) -> list[int]:
    """Divide a unit; with goes_on it keeps the rest, else it ends. Returns the ids of the takers.

    Villages and offices that no part names stay with a unit that goes on; else they have no parent until
    somebody says where they belong (move_unit), and cases there wait for an officer's choice.
    """
    acting = require_can_change_units(actor)
    decision = periods.decided(on, citation, note)
    existing = {part.into for part in parts if isinstance(part.into, int)}
    units = periods.locked({unit_id} | existing)
    unit = units[unit_id]
    _check(unit, [units[one] for one in existing], parts, on, goes_on=goes_on)
    chosen = [periods.chosen_children(unit_id, part.child_ids, on) for part in parts]
    takers = _takers(unit, units, parts, chosen, on, goes_on=goes_on)
    for rows, taker in zip(chosen, takers, strict=True):
        periods.adopt(rows, taker, on)
    periods.forget_area(existing | ({unit_id} if goes_on else set()))
    arrows: list[tuple[Unit | None, Unit | None, Share]] = [
        (unit, taker, part.share) for part, taker in zip(parts, takers, strict=True)
    ]
    arrows += [(units[one], units[one], Share.WHOLE) for one in existing]
    arrows += [(unit, unit, Share.REMAINDER)] if goes_on else []
    kind = Change.PART_MOVED if goes_on and len(existing) == len(parts) else Change.SPLIT
    periods.write_change(kind, decision, arrows, acting=acting, at=at)
    return [taker.pk for taker in takers]


def _takers(
    unit: Unit,
    units: Mapping[int, Unit],
    parts: Sequence[SplitPart],
    chosen: Sequence[Sequence[UnitParent]],
    on: date,
    *,
    goes_on: bool,
) -> list[Unit]:
    """Return the unit that takes each part, founding the new ones once the divided one has ended."""
    planned = {
        number: periods.with_parent(_coded(part.into, unit, number), [unit], on)
        for number, part in enumerate(parts, 1)
        if isinstance(part.into, NewUnit)
    }
    if not goes_on:
        named = {row.pk for rows in chosen for row in rows}
        periods.leave([row for row in periods.children_on([unit.pk], on) if row.pk not in named], on)
        periods.end([unit], on)
    return [
        units[part.into] if isinstance(part.into, int) else periods.found(planned[number], on, likeness=unit)
        for number, part in enumerate(parts, 1)
    ]


def _coded(new: NewUnit, unit: Unit, number: int) -> NewUnit:
    """Return the new unit with a code: its own, or that of the divided one with a number."""
    return new if new.code else replace(new, code=f"{unit.code}-{number}")


def _check(unit: Unit, existing: Sequence[Unit], parts: Sequence[SplitPart], on: date, *, goes_on: bool) -> None:
    """Raise RefusedError unless the unit may be divided like this on this day."""
    periods.require_can_end(unit, on)
    if len(parts) + goes_on < 2:
        raise RefusedError(_("Chia một đơn vị cần ít nhất hai phần."), field="parts")
    ids = [part.into for part in parts if isinstance(part.into, int)]
    if unit.pk in ids or len(set(ids)) < len(ids):
        raise RefusedError(_("Mỗi phần phải về một đơn vị khác nhau."), field="parts")
    for taker in existing:
        periods.require_goes_on(taker, on)
        if taker.kind != unit.kind:
            raise RefusedError(_("Phần tách ra phải về một đơn vị cùng loại."), field="parts")
    children = [one for part in parts for one in part.child_ids]
    if len(set(children)) < len(children):
        raise RefusedError(_("Một ấp, khóm hay cơ quan chỉ thuộc về một phần."), field="parts")
