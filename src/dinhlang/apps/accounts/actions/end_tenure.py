"""End a person's time in a post."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.accounts import policies
from dinhlang.apps.accounts.actions.create_post import subject_of
from dinhlang.apps.accounts.models import Tenure
from dinhlang.apps.transparency.actions import record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.refusal import NotFoundError, RefusedError


class AlreadyEndedError(RefusedError):
    """The tenure is over, or has not begun."""


@transaction.atomic
def end_tenure(*, actor: Actor, tenure_id: int, at: datetime) -> Tenure:
    """End a tenure at this moment: the rights of the post are gone with it."""
    held = Tenure.objects.select_for_update(of=("self",)).select_related("post").filter(pk=tenure_id).first()
    if held is None:
        raise NotFoundError(policies.NOT_MANAGED)
    acting = policies.require_can_end_tenure(actor, held, at=at)
    begun, ended = held.valid.lower, held.valid.upper
    if begun >= at or (ended is not None and ended <= at):
        raise AlreadyEndedError(_("Nhiệm kỳ này không còn hiệu lực."))
    held.valid = DateTimeTZRange(begun, at)
    held.save(update_fields=["valid"])
    facts = {"title": held.post.title, "seat": held.seat, "tenure": held.pk}
    record(event="accounts.post_ended", subject=subject_of(held.post), acting=acting, at=at, facts=facts)
    return held
