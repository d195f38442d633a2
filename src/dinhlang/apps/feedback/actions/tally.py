"""Count a unit's month anew from its cases; the pages read the counts, never the cases."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction

from dinhlang.apps.feedback.models import Case
from dinhlang.apps.transparency.models import ContentBump

RECOUNT = """
INSERT INTO feedback_tally
  (unit_id, month, received, accepted, refused, answered, on_time, extended, overdue, counted_at)
SELECT unit_id, date_trunc('month', received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
       count(*), count(*) FILTER (WHERE accepted), count(*) FILTER (WHERE accepted IS FALSE),
       count(answered_at), count(*) FILTER (WHERE answered_at <= first_due_at),
       count(*) FILTER (WHERE times_extended > 0),
       count(*) FILTER (WHERE accepted IS NOT FALSE AND first_due_at < coalesce(answered_at, %(at)s)), %(at)s
FROM feedback_case
WHERE received_at >= %(start)s AND received_at < %(end)s AND unit_id = ANY(%(units)s)
GROUP BY 1, 2
ON CONFLICT (unit_id, month) DO UPDATE SET
  received = excluded.received, accepted = excluded.accepted, refused = excluded.refused,
  answered = excluded.answered, on_time = excluded.on_time, extended = excluded.extended,
  overdue = excluded.overdue, counted_at = excluded.counted_at
"""


def recount(*, unit_ids: Iterable[int], start: datetime, end: datetime, at: datetime) -> None:
    """Count the months of the units between two month starts (one statement); idempotent.

    Rows whose unit lost all its cases (transferred away) are set to what is true: removed and counted anew.
    """
    units = list(set(unit_ids))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM feedback_tally WHERE unit_id = ANY(%s) AND month >= %s AND month < %s",
            [units, start.date(), end.date()],
        )
        cursor.execute(RECOUNT, {"units": units, "start": start, "end": end, "at": at})
        ContentBump.objects.create(topic="figures")


def recount_all(*, at: datetime) -> None:
    """Count every unit and month anew: after a bulk load, and nightly as reconciliation."""
    units = list(Case.objects.values_list("unit_id", flat=True).distinct())
    first = datetime.combine(date(2000, 1, 1), datetime.min.time(), tzinfo=at.tzinfo)
    last = datetime.combine(date(9999, 1, 1), datetime.min.time(), tzinfo=at.tzinfo)
    recount(unit_ids=units, start=first, end=last, at=at)
