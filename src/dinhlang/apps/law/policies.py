"""Who may change the working calendar, and who may hold village sessions."""

from django.utils.translation import gettext_lazy as _

from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.lib.refusal import NotAllowedError

TEACH = (Role.HEAD, Role.APPROVER, Role.RECEIVER, Role.COORDINATOR)


def can_change_calendar(actor: Actor) -> Acting | None:
    """Return the capacity in which the actor may add days to the calendar, None when there is none."""
    if actor.is_system:
        return AS_SYSTEM
    held = actor.holding([Role.ADMINISTRATOR])
    return acting(held, Role.ADMINISTRATOR, actor.user_id) if held else None


def require_can_change_calendar(actor: Actor) -> Acting:
    """Return the capacity in which the actor adds days to the calendar; raises NotAllowedError."""
    capacity = can_change_calendar(actor)
    if capacity is None:
        raise NotAllowedError(_("Chỉ quản trị viên được thêm ngày nghỉ, ngày làm bù vào lịch."))
    return capacity


def can_teach(actor: Actor, commune_id: int) -> Acting | None:
    """Return the capacity in which the actor holds sessions in a commune: a post of the commune itself."""
    if actor.is_system:
        return AS_SYSTEM
    held = actor.holding(TEACH, [commune_id])
    role = next((one for one in TEACH if held and one in held.roles), None)
    return acting(held, role, actor.user_id) if held and role else None


def require_can_teach(actor: Actor, commune_id: int) -> Acting:
    """Return the capacity for holding sessions; raises NotAllowedError."""
    capacity = can_teach(actor, commune_id)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ của chính xã này được ghi buổi họp và số liệu học luật."))
    return capacity
