"""Who prepares a consultation, who opens and closes it, who reads its desk. To give an opinion nobody needs leave."""

from django.utils.translation import gettext_lazy as _

from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.lib.refusal import NotAllowedError

KEEP = (Role.RECEIVER, Role.HANDLER, Role.HEAD)  # drafts, gathers opinions, proposes answers
DECIDE = (Role.HEAD,)  # opens, closes with the answer to every point
READ = (Role.RECEIVER, Role.HANDLER, Role.APPROVER, Role.HEAD, Role.AUDITOR)


def _capacity(actor: Actor, roles: tuple[Role, ...], unit_id: int) -> Acting | None:
    if actor.is_system:
        return AS_SYSTEM
    held = actor.holding(roles, [unit_id])
    if held is None:
        return None
    return acting(held, next(role for role in roles if role in held.roles), actor.user_id)


def can_keep(actor: Actor, unit_id: int) -> Acting | None:
    """Return the capacity in which the actor prepares consultations of a unit and gathers opinions, or None."""
    return _capacity(actor, KEEP, unit_id)


def require_can_keep(actor: Actor, unit_id: int) -> Acting:
    """Return the capacity for the desk of a unit; raises NotAllowedError."""
    capacity = can_keep(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ của đơn vị lấy ý kiến được làm việc này."))
    return capacity


def can_decide(actor: Actor, unit_id: int) -> Acting | None:
    """Return the capacity in which the actor opens and closes consultations of a unit, or None."""
    return _capacity(actor, DECIDE, unit_id)


def require_can_decide(actor: Actor, unit_id: int) -> Acting:
    """Return the capacity for opening and closing; raises NotAllowedError."""
    capacity = can_decide(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(_("Chỉ người đứng đầu đơn vị được mở và kết thúc việc lấy ý kiến."))
    return capacity


def can_read(actor: Actor, unit_id: int) -> bool:
    """Tell whether an official may see the desk of a consultation."""
    audits = any(Role.AUDITOR in held.roles and held.is_provincial for held in actor.holdings)
    return audits or _capacity(actor, READ, unit_id) is not None


def can_open_desk(actor: Actor) -> bool:
    """Tell whether the actor has anything to do at the desk of consultations."""
    return actor.holding(READ) is not None
