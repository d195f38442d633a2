"""Who may do what with a case. Handling a case and seeing who sent it are two different rights."""

from collections.abc import Collection
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from dinhlang.domain.accounts.roles import AS_SYSTEM, POST_ROLES, Acting, Actor, Role, acting
from dinhlang.domain.feedback.states import Event, State, possible
from dinhlang.lib.refusal import NotAllowedError

TRIAGE = (Role.RECEIVER, Role.HEAD)
WORK = (Role.HANDLER, Role.RECEIVER, Role.HEAD)
SIGN = (Role.APPROVER, Role.HEAD)
ROLES_FOR: dict[Event, tuple[Role, ...]] = {
    Event.CLASSIFIED: TRIAGE,
    Event.ASSIGNED: TRIAGE,
    Event.TRANSFERRED: TRIAGE,
    Event.REFUSED: TRIAGE,
    Event.PUBLISHED: TRIAGE,
    Event.WITHHELD: TRIAGE,
    Event.STARTED: WORK,
    Event.PROGRESS_NOTED: WORK,
    Event.INFO_ASKED: WORK,
    Event.ANSWER_DRAFTED: WORK,
    Event.EXTENDED: SIGN,
    Event.ANSWERED: SIGN,
    Event.ANSWER_RETURNED: SIGN,
}
# An office that works on a case does not sign for the unit that owes the answer.
OFFICE_MAY = frozenset({Event.STARTED, Event.PROGRESS_NOTED, Event.INFO_ASKED, Event.ANSWER_DRAFTED})
READERS = (Role.RECEIVER, Role.HANDLER, Role.APPROVER, Role.HEAD, Role.AUDITOR)


class Placed(Protocol):
    """What a policy must know of a case: whose it is."""

    @property
    def unit_id(self) -> int:
        """Return the unit that owes the answer."""

    @property
    def office_id(self) -> int | None:
        """Return the office that works on it."""


def units_of(case: Placed, event: Event) -> Collection[int]:
    """Return the units whose posts may take a step."""
    if event in OFFICE_MAY and case.office_id is not None:
        return (case.unit_id, case.office_id)
    return (case.unit_id,)


def can_take(actor: Actor, case: Placed, event: Event) -> Acting | None:
    """Return the capacity in which the actor may take a step, or None."""
    if actor.is_system:
        return AS_SYSTEM
    roles = ROLES_FOR.get(event, ())
    held = actor.holding(roles, units_of(case, event))
    if held is None:
        return None
    role = next(role for role in roles if role in held.roles)
    return acting(held, role, actor.user_id)


def require_can_take(actor: Actor, case: Placed, event: Event) -> Acting:
    """Return the capacity for a step; raises NotAllowedError."""
    capacity = can_take(actor, case, event)
    if capacity is None:
        raise NotAllowedError(_("Vị trí công tác của bạn không được làm việc này với phiếu này."))
    return capacity


def steps_for(actor: Actor, case: Placed, state: State) -> frozenset[Event]:
    """Return the steps that the actor can take in a state."""
    return frozenset(one for one in possible(state) if can_take(actor, case, one) is not None)


def can_see(actor: Actor, case: Placed) -> bool:
    """Tell whether an official may read the case: its unit, its office, or an auditor who watches that unit."""
    units = [case.unit_id] if case.office_id is None else [case.unit_id, case.office_id]
    return actor.is_system or actor.holding(READERS, units) is not None or audits(actor, case)


def audits(actor: Actor, case: Placed) -> bool:
    """Tell whether the actor is an auditor of the whole province, or of the unit that owes the answer."""
    return any(
        Role.AUDITOR in held.roles and (held.is_provincial or case.unit_id in (held.unit_id, held.watched_unit_id))
        for held in actor.holdings
    )


def can_see_identity(actor: Actor, case: Placed) -> Acting | None:
    """Return the capacity in which the actor may see how to reach the sender: a post of the unit with this right."""
    held = next((one for one in actor.holdings if one.sees_identity and one.unit_id == case.unit_id), None)
    if held is None or not can_see(actor, case):
        return None
    return acting(held, next(role for role in POST_ROLES if role in held.roles), actor.user_id)


def require_can_see_identity(actor: Actor, case: Placed) -> Acting:
    """Return the capacity in which the sender's contact is opened; raises NotAllowedError."""
    capacity = can_see_identity(actor, case)
    if capacity is None:
        raise NotAllowedError(_("Chức danh của bạn xử lý việc này mà không xem danh tính người gửi."))
    return capacity


def readable_units(actor: Actor) -> frozenset[int]:
    """Return the units whose inboxes the actor reads: where a post is held, and what an auditor watches."""
    read = {held.unit_id for held in actor.holdings if held.roles & frozenset(READERS)}
    watched = {held.watched_unit_id for held in actor.holdings if Role.AUDITOR in held.roles and held.watched_unit_id}
    return frozenset(read | watched)


def figure_units(actor: Actor) -> frozenset[int]:
    """Return the units whose figures concern the actor: cases are counted for the unit that owes the answer."""
    above = {
        held.watched_unit_id for held in actor.holdings if held.watched_unit_id and held.roles & frozenset(READERS)
    }
    return readable_units(actor) | above
