"""Who keeps the register and the plans: coordinators; a plan belongs to the bodies that stand in its two places now."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.lib.refusal import NotAllowedError

REGISTER = (Role.COORDINATOR,)
COORDINATE = (Role.COORDINATOR, Role.HEAD)
WORK = (Role.COORDINATOR, Role.HEAD, Role.HANDLER, Role.RECEIVER)


def _capacity(actor: Actor, roles: tuple[Role, ...], units: Collection[int] | None) -> Acting | None:
    """Return the capacity by the first fitting post, in the order of the roles."""
    if actor.is_system:
        return AS_SYSTEM
    held = actor.holding(roles, units)
    if held is None:
        return None
    return acting(held, next(role for role in roles if role in held.roles), actor.user_id)


def can_keep_register(actor: Actor) -> Acting | None:
    """Return the capacity in which the actor registers documents, statements and values, or None."""
    return _capacity(actor, REGISTER, None)


def require_can_keep_register(actor: Actor) -> Acting:
    """Return the capacity for the register; raises NotAllowedError."""
    capacity = can_keep_register(actor)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ tổng hợp, phối hợp được ghi vào sổ này."))
    return capacity


def can_coordinate(actor: Actor, bodies: Collection[int]) -> Acting | None:
    """Return the capacity in which the actor keeps the plans of two bodies (those of today), or None."""
    return _capacity(actor, COORDINATE, bodies)


def require_can_coordinate(actor: Actor, bodies: Collection[int]) -> Acting:
    """Return the capacity for the plans of two bodies; raises NotAllowedError."""
    capacity = can_coordinate(actor, bodies)
    if capacity is None:
        raise NotAllowedError(
            _("Chỉ cán bộ phối hợp hoặc người đứng đầu của hai cơ quan ký kế hoạch làm được việc này.")
        )
    return capacity


def can_begin_programme(actor: Actor) -> Acting | None:
    """Return the capacity in which the actor may write down a programme of a body of its own, or None."""
    return _capacity(actor, COORDINATE, None)


def require_can_begin_programme(actor: Actor) -> Acting:
    """Return the capacity for a programme of a body of one's own; raises NotAllowedError."""
    capacity = can_begin_programme(actor)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ phối hợp hoặc người đứng đầu cơ quan ghi được chương trình phối hợp."))
    return capacity


def working_units(actor: Actor) -> frozenset[int]:
    """Return the units for which the actor may tell of work on lines and hand in sections."""
    return frozenset(held.unit_id for held in actor.holdings if held.roles & set(WORK))


def can_report(actor: Actor, bodies: Collection[int], owner: Collection[int]) -> Acting | None:
    """Return the capacity in which the actor tells of work on a line or a section: its unit, or the two bodies."""
    return can_coordinate(actor, bodies) or _capacity(actor, WORK, owner)


def require_can_report(actor: Actor, bodies: Collection[int], owner: Collection[int]) -> Acting:
    """Return the capacity for telling of work; raises NotAllowedError."""
    capacity = can_report(actor, bodies, owner)
    if capacity is None:
        raise NotAllowedError(_("Chỉ đơn vị chủ trì việc này hoặc hai cơ quan ký kế hoạch được ghi kết quả."))
    return capacity


def can_read_drafts(actor: Actor, bodies: Collection[int]) -> bool:
    """Tell whether an official may read plans that are not signed yet: the two bodies, and auditors of the province."""
    audits = any(Role.AUDITOR in held.roles and held.is_provincial for held in actor.holdings)
    return audits or can_coordinate(actor, bodies) is not None


def can_open_desk(actor: Actor) -> bool:
    """Tell whether the actor has anything to do at the desk of coordination."""
    return actor.holding((Role.COORDINATOR,)) is not None or any(
        Role.AUDITOR in held.roles and held.is_provincial for held in actor.holdings
    )
