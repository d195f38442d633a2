"""Who posts days and keeps minutes, who leads dialogues, who counts requests. To book or to ask nobody needs leave."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.refusal import NotAllowedError

KEEP = (Role.RECEIVER, Role.HANDLER, Role.HEAD)  # the schedule, the queue, the minutes, the questions
LEAD = (Role.HEAD,)  # names the heads, answers, promises, publishes
READ = (Role.RECEIVER, Role.HANDLER, Role.APPROVER, Role.HEAD, Role.AUDITOR)
COUNT = (Role.HEAD, Role.APPROVER, Role.COORDINATOR)  # at the Front


def _capacity(actor: Actor, roles: tuple[Role, ...], unit_ids: list[int]) -> Acting | None:
    if actor.is_system:
        return AS_SYSTEM
    held = actor.holding(roles, unit_ids)
    if held is None:
        return None
    return acting(held, next(role for role in roles if role in held.roles), actor.user_id)


def can_keep(actor: Actor, unit_id: int) -> Acting | None:
    """Return the capacity in which the actor keeps the reception of a unit, or None."""
    return _capacity(actor, KEEP, [unit_id])


def require_can_keep(actor: Actor, unit_id: int) -> Acting:
    """Return the capacity for the desk of reception of a unit; raises NotAllowedError."""
    capacity = can_keep(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ của đơn vị tiếp dân được làm việc này."))
    return capacity


def can_lead(actor: Actor, unit_id: int) -> Acting | None:
    """Return the capacity in which the actor speaks for a unit, or None."""
    return _capacity(actor, LEAD, [unit_id])


def require_can_lead(actor: Actor, unit_id: int) -> Acting:
    """Return the capacity of the head of a unit; raises NotAllowedError."""
    capacity = can_lead(actor, unit_id)
    if capacity is None:
        raise NotAllowedError(_("Chỉ người đứng đầu đơn vị được làm việc này."))
    return capacity


def can_count_requests(actor: Actor, unit_id: int, on: date) -> Acting | None:
    """Return the capacity in which the Front counts who asks for a dialogue in a commune, or None."""
    fronts = [one.id for one in organisations.below(unit_id, on) if one.kind is Kind.FRONT]
    return _capacity(actor, COUNT, fronts)


def require_can_count_requests(actor: Actor, unit_id: int, on: date) -> Acting:
    """Return the capacity of the Front; raises NotAllowedError."""
    capacity = can_count_requests(actor, unit_id, on)
    if capacity is None:
        raise NotAllowedError(_("Chỉ Ủy ban Mặt trận Tổ quốc của xã được kiểm và ghi số cử tri yêu cầu đối thoại."))
    return capacity


def can_read(actor: Actor, unit_id: int) -> bool:
    """Tell whether an official may see the desk of reception of a unit."""
    return _capacity(actor, READ, [unit_id]) is not None


def can_open_desk(actor: Actor) -> bool:
    """Tell whether the actor has anything to do at the desk of reception."""
    return actor.holding((*READ, Role.COORDINATOR)) is not None
