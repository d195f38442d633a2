"""Who runs a survey: coordinators. Nobody may see or steer a single answer, so there is no policy for that."""

from django.utils.translation import gettext_lazy as _

from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.lib.refusal import NotAllowedError

EXPLAINERS = (Role.HEAD, Role.APPROVER)
TYPISTS = (Role.COORDINATOR, Role.RECEIVER, Role.HANDLER)


def can_run(actor: Actor) -> Acting | None:
    """Return the capacity in which the actor opens surveys, prints slips and enrols interviewers, or None."""
    if actor.is_system:
        return AS_SYSTEM
    held = actor.holding((Role.COORDINATOR,))
    return acting(held, Role.COORDINATOR, actor.user_id) if held else None


def require_can_run(actor: Actor) -> Acting:
    """Return the capacity for running surveys; raises NotAllowedError."""
    capacity = can_run(actor)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ tổng hợp, phối hợp được mở cuộc khảo sát."))
    return capacity


def can_type(actor: Actor) -> Acting | None:
    """Return the capacity in which the actor types paper sheets, or None: a person, for two different ones must."""
    held = actor.holding(TYPISTS)
    return acting(held, next(role for role in TYPISTS if role in held.roles), actor.user_id) if held else None


def require_can_type(actor: Actor) -> Acting:
    """Return the capacity for typing paper sheets; raises NotAllowedError."""
    capacity = can_type(actor)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ được giao nhập phiếu mới nhập được phiếu giấy."))
    return capacity


def explaining_units(actor: Actor) -> frozenset[int]:
    """Return the units for which the actor explains falls: those that the actor leads."""
    return frozenset(held.unit_id for held in actor.holdings if held.roles & set(EXPLAINERS))


def can_explain(actor: Actor, unit_id: int | None) -> Acting | None:
    """Return the capacity in which the actor explains a fall handed to a unit: who leads it, or runs surveys."""
    held = actor.holding(EXPLAINERS, (unit_id,)) if unit_id is not None else None
    if held is None:
        return can_run(actor)
    return acting(held, next(role for role in EXPLAINERS if role in held.roles), actor.user_id)


def require_can_explain(actor: Actor, unit_id: int | None) -> Acting:
    """Return the capacity for explaining a fall; raises NotAllowedError."""
    capacity = can_explain(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(
            _("Chỉ người đứng đầu đơn vị được giao hoặc cán bộ tổng hợp giải thích được chỉ số giảm.")
        )
    return capacity
