"""The posts that an account holds: every page of the desk asks for them first."""

from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from dinhlang.apps.accounts.models import Tenure
from dinhlang.domain.accounts.roles import Holding, Role
from dinhlang.domain.organisations.kinds import PLACES, Kind

# A unit has one name and one unit above it on a day (exclusion constraints): no tenure comes twice. The query of the
# ORM that says the same takes three times as long to build as to answer.
HELD = """
SELECT t.post_id, p.unit_id, coalesce(n.name, ''), p.title, p.roles, p.sees_identity, above.parent_id, u.kind, a.kind
FROM accounts_tenure t
JOIN accounts_post p ON p.id = t.post_id AND p.valid @> %(day)s
JOIN organisations_unit u ON u.id = p.unit_id
LEFT JOIN organisations_unitname n ON n.unit_id = u.id AND n.valid @> %(day)s
LEFT JOIN organisations_unitparent above ON above.unit_id = u.id AND above.valid @> %(day)s
LEFT JOIN organisations_unit a ON a.id = above.parent_id
WHERE t.user_id = %(user)s AND t.valid @> %(at)s
ORDER BY t.post_id
"""


def holdings_of(user_id: int, *, at: datetime) -> tuple[Holding, ...]:
    """Return every post that an account holds at a moment (1 query)."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, {"user": user_id, "at": at, "day": day_of(at)})
        return tuple(_held(*row) for row in cursor.fetchall())


def day_of(at: datetime) -> date:
    """Return the day of a moment here."""
    return timezone.localdate(at)


def holding(tenure: Tenure) -> Holding:
    """Return a tenure with what was annotated to it (unit_name, above_id, above_kind) as a holding."""
    post, seen = tenure.post, vars(tenure)
    return _held(
        post.pk, post.unit_id, seen["unit_name"] or "", post.title, post.roles, post.sees_identity,
        seen["above_id"], post.unit.kind, seen["above_kind"],
    )  # fmt: skip


def _held(
    post_id: int, unit_id: int, unit_name: str, title: str, roles: list[str], sees_identity: Any, above_id: int | None,
    kind: str, above_kind: str | None,
) -> Holding:  # fmt: skip
    return Holding(
        post_id=post_id,
        unit_id=unit_id,
        unit_name=unit_name,
        title=title,
        roles=frozenset(Role(role) for role in roles),
        sees_identity=bool(sees_identity),
        watched_unit_id=above_id,
        is_provincial=_is_provincial(kind, above_kind),
    )


def _is_provincial(kind: str, above: str | None) -> bool:
    """Tell whether a unit works for the whole province: the province itself, or a body right under it."""
    if kind in PLACES:
        return kind == Kind.PROVINCE.value
    return above == Kind.PROVINCE.value
