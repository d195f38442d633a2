"""Who may change units: administrators and the platform itself, nobody else."""

from django.utils.translation import gettext_lazy as _

from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.lib.refusal import NotAllowedError


def can_change_units(actor: Actor) -> Acting | None:
    """Return the capacity in which the actor may change units, None when there is no such capacity."""
    if actor.is_system:
        return AS_SYSTEM
    held = actor.holding([Role.ADMINISTRATOR])
    return acting(held, Role.ADMINISTRATOR, actor.user_id) if held else None


def require_can_change_units(actor: Actor) -> Acting:
    """Return the capacity in which the actor changes units; raises NotAllowedError."""
    capacity = can_change_units(actor)
    if capacity is None:
        raise NotAllowedError(_("Chỉ quản trị viên được thay đổi danh sách đơn vị."))
    return capacity
