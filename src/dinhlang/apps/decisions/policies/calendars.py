"""Who writes down what was done of a decision's calendar."""

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.policies.answering import can_annul
from dinhlang.apps.decisions.policies.leading import can_convene
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions.matters import Matter, Step
from dinhlang.lib.refusal import NotAllowedError


def can_keep_calendar(actor: Actor, unit: UnitView, matter: Matter, step: Step | None) -> Acting | None:
    """Return the capacity in which the actor says what was done: who convenes, or the People's Committee, or None."""
    return can_convene(actor, unit.id, matter, step) or can_annul(actor, unit)


def require_can_keep_calendar(actor: Actor, unit: UnitView, matter: Matter, step: Step | None) -> Acting:
    """Return the capacity for the calendar; raises NotAllowedError."""
    capacity = can_keep_calendar(actor, unit, matter, step)
    if capacity is None:
        raise NotAllowedError(_("Chỉ người triệu tập và lãnh đạo Ủy ban nhân dân cấp xã được ghi việc đã làm."))
    return capacity
