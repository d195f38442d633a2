"""Sign browsers out."""

from django.db import transaction

from dinhlang.apps.accounts import policies, queries
from dinhlang.apps.accounts.models import Session
from dinhlang.domain.accounts.roles import Actor


@transaction.atomic
def end_session(*, actor: Actor, handle: str) -> None:
    """End one session of one's own; whoever uses it is signed out at once."""
    own = Session.objects.filter(user_id=actor.user_id) if actor.user_id is not None else Session.objects.none()
    found = next((row for row in own if queries.handle_of(row.session_key) == handle), None)
    policies.require_can_end_session(actor, found.user_id if found else None)
    if found is not None:
        found.delete()


@transaction.atomic
def end_other_sessions(*, actor: Actor, this: str | None) -> int:
    """End every session of one's own but the one with that key; returns how many."""
    owner = policies.require_can_end_session(actor, actor.user_id)
    return Session.objects.filter(user_id=owner).exclude(session_key=this).delete()[0]


@transaction.atomic
def end_sessions(*, user_id: int) -> int:
    """End every session of an account, after its password changed or it was closed; returns how many."""
    return Session.objects.filter(user_id=user_id).delete()[0]
