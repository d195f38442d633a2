"""Count a unit's month from its cases; the pages read the counts, never the cases."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction

from dinhlang.apps.feedback.models import Tally
from dinhlang.apps.feedback.queries.figures import FIGURES_TOPIC
from dinhlang.apps.transparency.actions import bump

COUNT = """
WITH wanted AS (
    SELECT id, unit_id,
        month AT TIME ZONE %(zone)s AS start, (month + interval '1 month') AT TIME ZONE %(zone)s AS ending
    FROM feedback_tally WHERE stale FOR UPDATE SKIP LOCKED
), counted AS (
    SELECT wanted.id,
        count(c.id) AS received,
        count(c.id) FILTER (WHERE c.accepted) AS accepted,
        count(c.id) FILTER (WHERE c.accepted IS FALSE) AS refused,
        count(c.answered_at) AS answered,
        count(c.id) FILTER (WHERE c.answered_at <= c.first_due_at) AS on_time,
        count(c.id) FILTER (WHERE c.times_extended > 0) AS extended,
        count(c.id) FILTER (
            WHERE c.accepted IS NOT FALSE AND c.first_due_at < coalesce(c.answered_at, %(at)s)
        ) AS overdue
    FROM wanted LEFT JOIN feedback_case c
        ON c.unit_id = wanted.unit_id AND c.received_at >= wanted.start AND c.received_at < wanted.ending
    GROUP BY wanted.id
)
UPDATE feedback_tally t SET
    received = counted.received, accepted = counted.accepted, refused = counted.refused,
    answered = counted.answered, on_time = counted.on_time, extended = counted.extended,
    overdue = counted.overdue, counted_at = %(at)s, stale = false
FROM counted WHERE t.id = counted.id
"""
MARK_ALL = """
INSERT INTO feedback_tally
    (unit_id, month, received, accepted, refused, answered, on_time, extended, overdue, stale)
SELECT DISTINCT unit_id, date_trunc('month', received_at AT TIME ZONE %(zone)s)::date, 0, 0, 0, 0, 0, 0, 0, true
FROM feedback_case
ON CONFLICT (unit_id, month) DO UPDATE SET stale = true
"""


def mark_stale(*, months: Iterable[tuple[int, date]]) -> None:
    """Say that something happened to cases of these (unit id, first day of month)."""
    rows = [Tally(unit_id=unit, month=month, stale=True) for unit, month in sorted(set(months))]
    Tally.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["unit", "month"], update_fields=["stale"], batch_size=1000
    )


def mark_unfinished() -> None:
    """Say that months with unanswered cases must be counted: a deadline may have passed meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE feedback_tally SET stale = true WHERE received > answered + refused")


@transaction.atomic
def count_stale(*, at: datetime) -> int:
    """Count every stale month of every unit in one statement; returns how many rows were counted."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"at": at, "zone": str(at.tzinfo)})
        counted = int(cursor.rowcount)
    if counted:
        bump(topics=[FIGURES_TOPIC])
    return counted


def recount_all(*, at: datetime) -> int:
    """Count every unit and month anew: after a bulk load, and nightly as reconciliation."""
    with connection.cursor() as cursor:
        cursor.execute(MARK_ALL, {"zone": str(at.tzinfo)})
    return count_stale(at=at)
