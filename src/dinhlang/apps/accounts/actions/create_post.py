"""Set up a post in a unit."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from dinhlang.apps.accounts import policies
from dinhlang.apps.accounts.models import Post
from dinhlang.apps.transparency.actions import Subject, record
from dinhlang.domain.accounts.roles import POST_ROLES, Actor, Role


@transaction.atomic
def create_post(
    *,
    actor: Actor,
    unit_id: int,
    title: str,
    roles: Iterable[Role],
    at: datetime,
    sees_identity: bool = False,
    seats: int = 1,
) -> Post:
    """Set up a post from the day of `at` on, with the roles that it will give to whoever holds it."""
    acting = policies.require_can_manage_posts(actor, unit_id, at=at)
    given = frozenset(roles)
    post = Post.objects.create(
        unit_id=unit_id,
        title=title.strip(),
        roles=[role.value for role in POST_ROLES if role in given],
        sees_identity=sees_identity,
        seats=seats,
        valid=DateRange(timezone.localdate(at), None),
    )
    facts = {"title": post.title, "roles": post.roles, "sees_identity": sees_identity, "seats": seats}
    record(event="accounts.post_created", subject=subject_of(post), acting=acting, at=at, facts=facts)
    return post


def subject_of(post: Post) -> Subject:
    """Return the name of a post in the record: number and no person."""
    return Subject("accounts.post", post.pk, f"chuc-danh-{post.pk}")
