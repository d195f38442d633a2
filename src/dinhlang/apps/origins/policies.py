"""Who says where something comes from: those who work on either end of the arrow."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.policies import can_keep_register
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.origins.queries.things import Thing
from dinhlang.apps.surveys.policies import can_run
from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor, Role, acting
from dinhlang.domain.origins.relations import DECISION, DOCUMENT, INITIATIVE, SURVEY
from dinhlang.lib.refusal import NotAllowedError

JOIN = (Role.RECEIVER, Role.HANDLER, Role.COORDINATOR, Role.HEAD)


def can_join(actor: Actor, one: Thing, at: datetime) -> Acting | None:
    """Return the capacity in which the actor says what a thing comes from or became, or None."""
    if actor.is_system:
        return AS_SYSTEM
    if one.kind == DOCUMENT:
        return can_keep_register(actor)
    if one.kind == SURVEY:  # of the whole province
        return can_run(actor)
    units, roles = [one.unit_id], list(JOIN)
    if one.kind in (DECISION, INITIATIVE):  # of a village: its head leads it, its commune keeps the papers
        roles.append(Role.VILLAGE_HEAD)
        above = organisations.parent_of(one.unit_id, timezone.localdate(at))
        units += [above.id] if above is not None else []
    held = actor.holding(tuple(roles), units)
    return acting(held, next(role for role in roles if role in held.roles), actor.user_id) if held else None


def can_trace(actor: Actor, kind: str, unit_id: int, at: datetime) -> bool:
    """Tell whether the desk of origins of a thing of a unit is there for the actor."""
    return can_join(actor, Thing(kind, 0, unit_id=unit_id), at) is not None


def require_can_join(actor: Actor, first: Thing, second: Thing, at: datetime) -> Acting:
    """Return the capacity for an arrow between two things; raises NotAllowedError."""
    capacity = can_join(actor, first, at) or can_join(actor, second, at)
    if capacity is None:
        raise NotAllowedError(_("Chỉ đơn vị phụ trách một trong hai đầu được ghi mối liên hệ này."))
    return capacity
