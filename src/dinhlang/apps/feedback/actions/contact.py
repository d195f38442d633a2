"""Open how to reach the sender: a right of its own, used one case at a time, seen by the sender."""

from datetime import datetime

from dinhlang.apps.feedback.actions.step import locked, take, verb
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.feedback.policies import require_can_see_identity
from dinhlang.apps.transparency.actions import Request
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.feedback.states import Event


@verb
def open_contact(*, actor: Actor, case_id: int, at: datetime, request: Request | None = None) -> Case:
    """Record that an official opens how to reach the sender of a case; the door may then show it, this once."""
    case = locked(case_id, request)
    capacity = require_can_see_identity(actor, case)
    take(case, Event.CONTACT_OPENED, acting=capacity, at=at, request=request)
    return case
