"""Who runs a survey: coordinators. Nobody may see or steer a single answer, so there is no policy for that."""

from django.utils.translation import gettext_lazy as _

from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.lib.refusal import NotAllowedError

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
