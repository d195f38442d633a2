"""The roles of those who decide, keep, help and answer, and the capacity in which somebody holds one."""

from datetime import date

from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.domain.organisations.kinds import Kind

KEEP = (Role.VILLAGE_HEAD, Role.HEAD, Role.RECEIVER)  # of the village, or of its commune
LEAD = (Role.VILLAGE_HEAD, Role.HEAD)  # of the unit that decides itself, never of one above it
AGREE = (Role.APPROVER,)  # the head of the Front's board of the village
ANSWER = (Role.HEAD, Role.APPROVER)
HELP = (Role.RECEIVER, Role.HANDLER, Role.HEAD)  # of the commune, at its office


def capacity_of(actor: Actor, roles: tuple[Role, ...], unit_ids: list[int]) -> Acting | None:
    """Return the capacity in which the actor holds one of some roles in one of some units, or None."""
    if actor.is_system:
        return AS_SYSTEM
    held = actor.holding(roles, unit_ids)
    if held is None:
        return None
    return acting(held, next(role for role in roles if role in held.roles), actor.user_id)


def own_and_above(unit: UnitView) -> list[int]:
    """Return a unit and the one above it."""
    return [unit.id] if unit.parent_id is None else [unit.id, unit.parent_id]


def fronts_of(commune_id: int, on: date) -> list[int]:
    """Return the Committee of the Front of a commune."""
    return [one.id for one in organisations.below(commune_id, on) if one.kind is Kind.FRONT]
