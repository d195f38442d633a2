"""Who may change the working calendar: administrators and the platform itself."""

from django.utils.translation import gettext_lazy as _

from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.lib.refusal import NotAllowedError


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
