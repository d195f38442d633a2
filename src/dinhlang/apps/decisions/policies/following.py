"""Whose decisions somebody has to do with."""

from datetime import date

from dinhlang.apps.decisions.policies.capacities import AGREE, ANSWER, LEAD
from dinhlang.apps.decisions.policies.keeping import villages_kept
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.organisations.kinds import Kind


def units_deciding(actor: Actor, on: date) -> list[UnitView]:
    """Return the villages and communes whose decisions the actor leads, agrees to, recognises or annuls, on a day."""
    held = organisations.units([one.unit_id for one in actor.holdings if one.roles & {*LEAD, *AGREE}], on)
    found = {one.id: one for one in held.values() if one.kind is Kind.VILLAGE}
    above = {one.unit_id for one in actor.holdings if one.roles & set(ANSWER)}
    for one in organisations.units(above, on).values():
        commune = one if one.kind is Kind.COMMUNE else _commune_of_front(one, on)
        if commune is not None:
            found |= {unit.id: unit for unit in (commune, *organisations.villages(commune.id, on))}
    return sorted(found.values(), key=lambda one: (one.kind is Kind.VILLAGE, one.sort_key, one.id))


def _commune_of_front(one: UnitView, on: date) -> UnitView | None:
    if one.kind is not Kind.FRONT or one.parent_id is None:
        return None
    above = organisations.unit(one.parent_id, on)
    return above if above is not None and above.kind is Kind.COMMUNE else None


def units_followed(actor: Actor, on: date) -> list[UnitView]:
    """Return the units with whose decisions the actor has to do: who decides there, and who keeps and types."""
    deciding = units_deciding(actor, on)
    known = {one.id for one in deciding}
    return [*deciding, *(one for one in villages_kept(actor, on) if one.id not in known)]


def can_follow(actor: Actor, unit: UnitView, on: date) -> bool:
    """Tell whether the actor has anything to do with the decisions of a village or commune."""
    return any(one.id == unit.id for one in units_followed(actor, on))
