"""Who leads what a village or commune decides, and who agrees for the Front."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.policies.capacities import AGREE, ANSWER, LEAD, capacity_of, fronts_of
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions.matters import Matter, Step
from dinhlang.domain.decisions.origins import is_about_the_head
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.refusal import NotAllowedError


def can_lead(actor: Actor, unit_id: int) -> Acting | None:
    """Return the capacity in which the actor leads the decisions of a village, or of a whole commune, or None."""
    return capacity_of(actor, LEAD, [unit_id])


def require_can_lead(actor: Actor, unit_id: int) -> Acting:
    """Return the capacity for leading a decision; raises NotAllowedError."""
    capacity = can_lead(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(
            _("Chỉ Trưởng thôn, ấp, Tổ trưởng tổ dân phố được làm bước này; việc chung toàn xã do Chủ tịch xã.")
        )
    return capacity


def can_agree(actor: Actor, unit_id: int) -> Acting | None:
    """Return the capacity in which the actor agrees for the Front's board of a village, or None."""
    return capacity_of(actor, AGREE, [unit_id])


def require_can_agree(actor: Actor, unit_id: int) -> Acting:
    """Return the capacity of the Front's board; raises NotAllowedError."""
    capacity = can_agree(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(_("Chỉ Trưởng Ban công tác Mặt trận được làm bước này."))
    return capacity


def can_agree_for(actor: Actor, unit: UnitView, *, on: date) -> Acting | None:
    """Return the capacity in which the actor agrees for the Front of a village, or of a whole commune, or None."""
    if unit.kind is Kind.COMMUNE:
        return capacity_of(actor, ANSWER, fronts_of(unit.id, on))
    return can_agree(actor, unit.id)


def units_agreeing(actor: Actor, on: date) -> list[int]:
    """Return the villages and communes for whose Front the actor agrees; none asked where nobody could. One query."""
    held = [one.unit_id for one in actor.holdings if one.roles & set(ANSWER)]
    units = organisations.units(held, on).values() if held else []
    own = [one.id for one in units if one.kind is Kind.VILLAGE and can_agree(actor, one.id) is not None]
    return own + [one.parent_id for one in units if one.kind is Kind.FRONT and one.parent_id is not None]


def require_can_agree_for(actor: Actor, unit: UnitView, *, on: date) -> Acting:
    """Return the capacity of the Front of a village or commune; raises NotAllowedError."""
    if unit.kind is not Kind.COMMUNE:
        return require_can_agree(actor, unit.id)
    capacity = can_agree_for(actor, unit, on=on)
    if capacity is None:
        raise NotAllowedError(_("Chỉ lãnh đạo Ủy ban Mặt trận Tổ quốc cấp xã được thống nhất việc chung toàn xã."))
    return capacity


def can_convene(actor: Actor, unit_id: int, matter: Matter, step: Step | None) -> Acting | None:
    """Return the capacity in which the actor convenes the households: the head, or None.

    Where the head is elected or leaves the Front's board does: it leads the election team, in which no candidate
    is (Decree 59, Articles 3.1, 6.1.b).
    """
    return can_agree(actor, unit_id) if is_about_the_head(matter, step) else can_lead(actor, unit_id)


def require_can_convene(actor: Actor, unit_id: int, matter: Matter, step: Step | None) -> Acting:
    """Return the capacity for convening; raises NotAllowedError."""
    if not is_about_the_head(matter, step):
        return require_can_lead(actor, unit_id)
    capacity = can_agree(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(_("Bầu, cho thôi Trưởng thôn, ấp do Trưởng Ban công tác Mặt trận triệu tập."))
    return capacity
