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


EVENTS = """
SELECT id, number, unit_id, received_at, first_due_at, answered_at, times_reopened
FROM feedback_case
WHERE publication = %(public)s AND received_at >= %(since)s AND received_at < %(at)s AND accepted IS NOT FALSE
  AND (%(unit)s::bigint IS NULL OR unit_id = %(unit)s)
  AND (NOT %(due)s OR answered_at IS NOT NULL OR first_due_at < %(at)s)
  AND (received_at, id) < (%(until)s, %(last)s)
ORDER BY received_at DESC, id DESC LIMIT %(count)s OFFSET %(start)s
"""


@dataclass(frozen=True)
class Event:
    """What became of one published case, without its words and without its sender."""

    id: int
    number: str
    unit_id: int
    received_at: datetime
    first_due_at: datetime | None
    answered_at: datetime | None
    times_reopened: int

    @property
    def is_on_time(self) -> bool:
        """Tell whether its answer came by the first deadline."""
        return bool(self.answered_at and self.first_due_at and self.answered_at <= self.first_due_at)

    def is_complained(self, at: datetime) -> bool:
        """Tell whether it was reopened, or its answer came, or is still missing, after the first deadline."""
        late = self.first_due_at is not None and (self.answered_at or at) > self.first_due_at
        return late or self.times_reopened > 0


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


def events(
    at: datetime, *, unit_id: int | None, due_only: bool, count: int, start: int = 0, after: Event | None = None
) -> list[Event]:
    """Return the cases that last_days() counts, the newest first: of all or of a unit, all or those due. One query.

    `after` is the last one that was had already: a long table is read piece by piece without counting from the top.
    """
    until, last = (after.received_at, after.id) if after else (at, 0)
    asked: dict[str, datetime | str | int | bool | None] = {
        "at": at, "since": at - DAYS, "public": PUBLIC, "unit": unit_id, "due": due_only, "start": start,
        "count": count, "until": until, "last": last,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(EVENTS, asked)
        return [Event(*row) for row in cursor.fetchall()]
