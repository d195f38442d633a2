"""Who makes public, who stands for it, and who may only look."""

from django.utils.translation import gettext_lazy as _

from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.lib.refusal import NotAllowedError

KEEP = (Role.RECEIVER, Role.HANDLER, Role.HEAD)  # notes events, keeps evidence
PUBLISH = (Role.RECEIVER, Role.HEAD)  # puts before the public, corrects, withdraws
READ = (Role.RECEIVER, Role.HANDLER, Role.APPROVER, Role.HEAD, Role.AUDITOR)


def _capacity(actor: Actor, roles: tuple[Role, ...], unit_id: int) -> Acting | None:
    if actor.is_system:
        return AS_SYSTEM
    held = actor.holding(roles, [unit_id])
    if held is None:
        return None
    return acting(held, next(role for role in roles if role in held.roles), actor.user_id)


def can_keep(actor: Actor, unit_id: int) -> Acting | None:
    """Return the capacity in which the actor notes what is due and keeps evidence for a unit, or None."""
    return _capacity(actor, KEEP, unit_id)


def require_can_keep(actor: Actor, unit_id: int) -> Acting:
    """Return the capacity for the register of a unit; raises NotAllowedError."""
    capacity = can_keep(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ của đơn vị này được ghi vào sổ công khai của đơn vị."))
    return capacity


def can_speak_for(actor: Actor, unit_id: int, village_id: int | None) -> Acting | None:
    """Return the capacity for what happens in a village: its head's, else that of the unit's own officials.

    The caller makes sure that the village is one of the unit's.
    """
    if village_id is not None:
        held = actor.holding([Role.VILLAGE_HEAD], [village_id])
        if held is not None:
            return acting(held, Role.VILLAGE_HEAD, actor.user_id)
    return can_keep(actor, unit_id)


def require_can_speak_for(actor: Actor, unit_id: int, village_id: int | None) -> Acting:
    """Return the capacity for what happens in a village; raises NotAllowedError."""
    capacity = can_speak_for(actor, unit_id, village_id)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ xã, hoặc Trưởng ấp, Trưởng khóm của chính nơi ấy, được ghi việc này."))
    return capacity


def own_village(actor: Actor) -> int | None:
    """Return the village that the actor heads, None for everybody else."""
    held = actor.holding([Role.VILLAGE_HEAD])
    return held.unit_id if held else None


def can_publish(actor: Actor, unit_id: int) -> Acting | None:
    """Return the capacity in which the actor publishes, corrects and withdraws for a unit, or None."""
    return _capacity(actor, PUBLISH, unit_id)


def require_can_publish(actor: Actor, unit_id: int) -> Acting:
    """Return the capacity for publishing; raises NotAllowedError."""
    capacity = can_publish(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ tiếp nhận hoặc người đứng đầu của đơn vị được công khai, sửa, gỡ."))
    return capacity


def said_by(acting_: Acting) -> str:
    """Return how the register names who says something: the post, of a village head with the village."""
    if acting_.role is Role.VILLAGE_HEAD:
        return f"{acting_.post_title} {acting_.unit_name}"
    return acting_.post_title or acting_.role.value


def require_another(acting_: Acting, shown_by: str) -> None:
    """Refuse that the post which says it posted something also confirms it."""
    if acting_.role is not Role.SYSTEM and said_by(acting_) == shown_by:
        raise NotAllowedError(_("Người niêm yết không tự xác nhận; xin nhờ người khác."))


def can_read(actor: Actor, unit_id: int) -> bool:
    """Tell whether an official may see the drafts and the requests of a unit."""
    audits = any(Role.AUDITOR in held.roles and held.is_provincial for held in actor.holdings)
    return audits or _capacity(actor, READ, unit_id) is not None


def require_can_read(actor: Actor, unit_id: int) -> None:
    """Refuse everybody who has nothing to do with the unit."""
    if not can_read(actor, unit_id):
        raise NotAllowedError(_("Trang này của đơn vị khác."))


def can_open_desk(actor: Actor) -> bool:
    """Tell whether the actor has anything to do at the desk of disclosure."""
    return actor.holding(READ) is not None
