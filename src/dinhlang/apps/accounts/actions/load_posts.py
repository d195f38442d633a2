"""Load the posts of many units with their holders at once: a demonstration, or a province that begins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange
from django.utils import timezone

from dinhlang.apps.accounts.actions.create_post import subject_of
from dinhlang.apps.accounts.models import Post, Tenure, User
from dinhlang.apps.transparency.actions import Act, record_many
from dinhlang.domain.accounts.roles import AS_SYSTEM, Role
from dinhlang.lib.copying import copy_in


@dataclass(frozen=True)
class Seat:
    """One seat of a post and who holds it; the seats of a post stand together and in order."""

    unit_id: int
    title: str
    role: Role
    sees_identity: bool
    seat: int
    email: str
    name: str
    more: tuple[Role, ...] = ()  # further roles of the same post


@transaction.atomic
def load_posts(*, seats: Iterable[Seat], since: datetime, is_demo: bool = False) -> int:
    """Set up posts, accounts without passwords, and tenures from a moment on; returns how many seats were filled.

    Only for units that have no posts yet. What the single verbs record is recorded here too.
    """
    rows = list(seats)
    posts = _posts(rows, since)
    users = [
        User(email=row.email.lower(), name=row.name, is_demo=is_demo, password=make_password(None)) for row in rows
    ]
    copy_in(users)
    copy_in(EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in users)
    tenures = [
        Tenure(post=posts[row.unit_id, row.title], user=user, seat=row.seat, valid=DateTimeTZRange(since, None))
        for row, user in zip(rows, users, strict=True)
    ]
    copy_in(tenures)
    acts = [_created(post, since) for post in posts.values()] + [_given(one, since) for one in tenures]
    record_many(acts=acts)
    return len(rows)


def _posts(rows: Sequence[Seat], since: datetime) -> dict[tuple[int, str], Post]:
    """Insert one post for each unit and title, with as many seats as rows name."""
    wanted: dict[tuple[int, str], Post] = {}
    for row in rows:
        post = wanted.setdefault(
            (row.unit_id, row.title),
            Post(
                unit_id=row.unit_id, title=row.title, roles=[one.value for one in (row.role, *row.more)],
                sees_identity=row.sees_identity,
                valid=DateRange(timezone.localdate(since), None),
            ),
        )  # fmt: skip
        post.seats = max(post.seats, row.seat)
    copy_in(wanted.values())
    return wanted


def _created(post: Post, at: datetime) -> Act:
    facts = {"title": post.title, "roles": post.roles, "sees_identity": post.sees_identity, "seats": post.seats}
    return Act("accounts.post_created", subject_of(post), AS_SYSTEM, at, facts=facts)


def _given(tenure: Tenure, at: datetime) -> Act:
    facts = {"title": tenure.post.title, "seat": tenure.seat, "tenure": tenure.pk}
    holder = {"holder": str(tenure.user_id).encode()}
    return Act("accounts.post_given", subject_of(tenure.post), AS_SYSTEM, at, facts=facts, parts=holder)
