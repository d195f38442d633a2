"""Who keeps the roll of a village, who leads a vote, who helps at an office."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.refusal import NotAllowedError

KEEP = (Role.HEAD, Role.RECEIVER)  # of the village, or of its commune


def _capacity(actor: Actor, roles: tuple[Role, ...], unit_ids: list[int]) -> Acting | None:
    if actor.is_system:
        return AS_SYSTEM
    held = actor.holding(roles, unit_ids)
    if held is None:
        return None
    return acting(held, next(role for role in roles if role in held.roles), actor.user_id)


def _own_and_above(unit: UnitView) -> list[int]:
    return [unit.id] if unit.parent_id is None else [unit.id, unit.parent_id]


def can_keep_roll(actor: Actor, village: UnitView) -> Acting | None:
    """Return the capacity in which the actor keeps the roll of a village, or None."""
    return _capacity(actor, KEEP, _own_and_above(village))


def require_can_keep_roll(actor: Actor, village: UnitView) -> Acting:
    """Return the capacity for the roll of a village; raises NotAllowedError."""
    capacity = can_keep_roll(actor, village)
    if capacity is None:
        raise NotAllowedError(_("Chỉ Trưởng thôn, ấp, tổ dân phố và cán bộ xã phụ trách được sửa danh sách hộ."))
    return capacity


def can_open_rolls(actor: Actor) -> bool:
    """Tell whether the actor may keep any roll."""
    return actor.holding(KEEP) is not None


def villages_kept(actor: Actor, on: date) -> list[UnitView]:
    """Return the villages whose rolls the actor keeps on a day: the own one, or all of the own commune."""
    own = [one.unit_id for one in actor.holdings if one.roles & set(KEEP)]
    found = {one.id: one for one in organisations.units(own, on).values() if one.kind is Kind.VILLAGE}
    for unit_id in own:
        found |= {one.id: one for one in organisations.villages(unit_id, on)}
    return sorted(found.values(), key=lambda one: (one.sort_key, one.id))
