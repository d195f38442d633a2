"""The last 90 days unit by unit and week by week, from published cases only: behind each number stands its list."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from dinhlang.apps.feedback.models import PUBLIC
from dinhlang.domain.feedback.ratios import Ratios

DAYS = timedelta(days=90)
# By the index of published cases; a case is due once it was answered or its first deadline has passed.
WINDOW = """
SELECT unit_id, date_trunc('week', received_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, count(*),
       count(*) FILTER (WHERE answered_at IS NOT NULL OR first_due_at < %(at)s),
       count(*) FILTER (WHERE answered_at <= first_due_at),
       count(*) FILTER (WHERE times_reopened > 0
                        OR coalesce(answered_at, %(at)s) > first_due_at)
FROM feedback_case
WHERE publication = %(public)s AND received_at >= %(since)s AND received_at < %(at)s AND accepted IS NOT FALSE
GROUP BY 1, 2 ORDER BY 2
"""


@dataclass(frozen=True)
class Window:
    """The last 90 days: of all, by unit, by the Monday of each week."""

    since: date
    until: date
    whole: Ratios
    units: dict[int, Ratios]
    weeks: dict[date, Ratios]


def last_days(at: datetime) -> Window:
    """Return what became of the published cases of the last 90 days. One query."""
    with connection.cursor() as cursor:
        cursor.execute(WINDOW, {"at": at, "since": at - DAYS, "public": PUBLIC})
        rows = cursor.fetchall()
    whole, units, weeks = Ratios(), dict[int, Ratios](), dict[date, Ratios]()
    for unit, week, *counts in rows:
        one = Ratios(*counts)
        whole += one
        units[unit] = units.get(unit, Ratios()) + one
        weeks[week] = weeks.get(week, Ratios()) + one
    return Window((at - DAYS).date(), at.date(), whole, units, weeks)
