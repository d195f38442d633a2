"""Close an account."""

from datetime import datetime

from django.db import transaction

from dinhlang.apps.accounts import policies
from dinhlang.apps.accounts.actions.end_session import end_sessions
from dinhlang.apps.accounts.models import User
from dinhlang.apps.transparency.actions import Subject, record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.refusal import NotFoundError


@transaction.atomic
def disable_account(*, actor: Actor, user_id: int, at: datetime) -> None:
    """Close an account at once, with every session it has; its posts stay in the history until they are ended."""
    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFoundError(policies.NOT_TO_CLOSE)
    acting = policies.require_can_disable_account(actor, user, at=at)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user_id=user.pk)
    subject = Subject("accounts.account", user.pk, f"tai-khoan-{user.pk}")
    record(event="accounts.account_disabled", subject=subject, acting=acting, at=at)
