"""Who reads the initiatives of households first, and writes down what comes on paper."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.policies.capacities import AGREE, HELP, LEAD
from dinhlang.apps.decisions.policies.keeping import can_help
from dinhlang.apps.decisions.policies.leading import can_agree, can_lead
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions.initiatives import Call
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.refusal import NotAllowedError


def can_follow_initiative(actor: Actor, village: UnitView, call: Call) -> bool:
    """Tell whether the actor has anything to do with an initiative of a village."""
    return can_lead(actor, village.id) is not None or can_look_at(actor, village, call) is not None


def villages_initiating(actor: Actor, on: date) -> list[UnitView]:
    """Return the villages whose initiatives the actor reads first, writes down or puts to the households."""
    held = organisations.units([one.unit_id for one in actor.holdings if one.roles & {*LEAD, *AGREE, *HELP}], on)
    found = {one.id: one for one in held.values() if one.kind is Kind.VILLAGE}
    for one in held.values():
        if one.kind is Kind.COMMUNE:
            found |= {village.id: village for village in organisations.villages(one.id, on)}
    return sorted(found.values(), key=lambda one: (one.sort_key, one.id))


def can_write_consents(actor: Actor, village: UnitView) -> Acting | None:
    """Return the capacity in which the actor writes down what households bring on paper, or None.

    An officer of the commune or the Front's board; never the head, whom the law obliges by the number.
    """
    return can_help(actor, village) or can_agree(actor, village.id)


def require_can_write_consents(actor: Actor, village: UnitView) -> Acting:
    """Return the capacity for writing down consents; raises NotAllowedError."""
    capacity = can_write_consents(actor, village)
    if capacity is None:
        raise NotAllowedError(_("Chỉ cán bộ tại trụ sở xã và Ban công tác Mặt trận được ghi giúp sáng kiến của hộ."))
    return capacity


def can_look_at(actor: Actor, village: UnitView, call: Call) -> Acting | None:
    """Return the capacity in which the actor reads an initiative first; nobody reads a petition about himself."""
    led = can_lead(actor, village.id) if call is Call.INITIATIVE else None
    return led or can_write_consents(actor, village)


def require_can_look_at(actor: Actor, village: UnitView, call: Call) -> Acting:
    """Return the capacity for reading an initiative first; raises NotAllowedError."""
    capacity = can_look_at(actor, village, call)
    if capacity is None:
        raise NotAllowedError(_("Bạn không phải là người xem sáng kiến này."))
    return capacity
