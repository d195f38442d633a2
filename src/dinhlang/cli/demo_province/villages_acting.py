"""Who acts in the invented decisions: somebody of the past who held a post."""

from datetime import date

from dinhlang.apps.organisations import queries as units
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import Actor, Holding, Role
from dinhlang.domain.organisations.kinds import Kind


def acting(unit: UnitView, title: str, role: Role, *, unit_id: int | None = None, user_id: int | None = None) -> Actor:
    """Return somebody who held a post then: an invented one has no account of then, unless user_id names one."""
    held = Holding(0, unit_id or unit.id, unit.name, title, frozenset({role}))
    return Actor(user_id=user_id, holdings=(held,))


def head_of(village: UnitView) -> Actor:
    """Return the head of a village."""
    return acting(village, "Trưởng ấp", Role.VILLAGE_HEAD)


def board_of(village: UnitView) -> Actor:
    """Return the head of the Front's board of a village."""
    return acting(village, "Trưởng Ban công tác Mặt trận", Role.APPROVER)


def chairman_of(commune: UnitView) -> Actor:
    """Return the Chairman of the People's Committee of a commune."""
    return acting(commune, "Chủ tịch UBND", Role.HEAD)


def front_of(commune: UnitView, on: date) -> Actor:
    """Return who leads the Front of a commune."""
    found = next(one for one in units.below(commune.id, on) if one.kind is Kind.FRONT)
    return acting(found, "Chủ tịch Ủy ban Mặt trận xã", Role.APPROVER)
