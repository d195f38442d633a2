"""Bring a person into office in one step: account, tenure, and the post where it does not exist."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.accounts import policies
from dinhlang.apps.accounts.actions.appoint import appoint
from dinhlang.apps.accounts.actions.create_post import create_post
from dinhlang.apps.accounts.actions.open_account import open_account
from dinhlang.apps.accounts.models import Post, Tenure
from dinhlang.domain.accounts.roles import POST_ROLES, Actor, Role
from dinhlang.lib.refusal import NotFoundError


@transaction.atomic
def appoint_person(*, actor: Actor, post_id: int, email: str, name: str, at: datetime) -> Tenure:
    """Give a post to the person of an address, whose account is made when there is none."""
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        raise NotFoundError(_("Không có chức danh này."))
    policies.require_can_manage_posts(actor, post.unit_id, at=at)
    user = open_account(email=email, name=name)
    return appoint(actor=actor, post_id=post.pk, user_id=user.pk, at=at)


@transaction.atomic
def appoint_officer(
    *,
    actor: Actor,
    email: str,
    name: str,
    unit_id: int,
    title: str,
    roles: Iterable[Role],
    at: datetime,
    sees_identity: bool = False,
) -> Tenure:
    """Give the person of an address a post of the unit; a post of the same title and rights is used when it exists."""
    policies.require_can_manage_posts(actor, unit_id, at=at)
    given = frozenset(roles)
    wanted = [role.value for role in POST_ROLES if role in given]
    same = Post.objects.filter(unit_id=unit_id, title=title.strip(), valid__contains=timezone.localdate(at))
    post = same.filter(roles=wanted, sees_identity=sees_identity).first()
    if post is None:
        post = create_post(actor=actor, unit_id=unit_id, title=title, roles=given, at=at, sees_identity=sees_identity)
    return appoint_person(actor=actor, post_id=post.pk, email=email, name=name, at=at)
