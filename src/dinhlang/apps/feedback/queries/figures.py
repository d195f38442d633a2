"""Counts that stand together: received, accepted, on time against the first deadline, extended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Sum

from dinhlang.apps.feedback.models import Tally
from dinhlang.apps.law import queries as law
from dinhlang.domain.feedback.words import RATINGS
from dinhlang.domain.law.rule import Rule
from dinhlang.lib.remembered import remembered

RATING_RULE = "PROV-FB-RATING"
FIGURES_TOPIC = "figures"  # bumped whenever months were counted anew


@dataclass(frozen=True)
class Figures:
    """Cases received in a period and what became of them. `due` = those whose first deadline has an outcome."""

    received: int = 0
    accepted: int = 0
    refused: int = 0
    answered: int = 0
    on_time: int = 0
    extended: int = 0
    overdue: int = 0
    counted_at: datetime | None = None

    @property
    def due(self) -> int:
        """Return how many first deadlines were met or missed: the denominator of `on_time`."""
        return self.on_time + self.overdue


COUNTS = ("received", "accepted", "refused", "answered", "on_time", "extended", "overdue")


SUMS = f"""
SELECT {", ".join(f"coalesce(sum({name}), 0)" for name in COUNTS)}, max(counted_at)
FROM feedback_tally WHERE month BETWEEN %s AND %s
"""  # noqa: S608 - our own column names; as a query of the ORM this costs eight times as much


@remembered(FIGURES_TOPIC)
def _sum(since: date, until: date, unit_id: int | None = None) -> Figures:
    narrowed, more = ("", []) if unit_id is None else (" AND unit_id = %s", [unit_id])
    with connection.cursor() as cursor:
        cursor.execute(SUMS + narrowed, [since, until, *more])
        *sums, counted_at = cursor.fetchone()
    return Figures(**dict(zip(COUNTS, map(int, sums), strict=True)), counted_at=counted_at)


def province_figures(*, since: date, until: date) -> Figures:
    """Return the figures of all units for the months from `since` to `until` (first days, both included; 1 query)."""
    return _sum(since, until)


def commune_figures(unit_id: int, *, since: date, until: date) -> Figures:
    """Return the figures of one unit for the months from `since` to `until` (1 query)."""
    return _sum(since, until, unit_id)


def figures_by_unit(*, since: date, until: date) -> dict[int, tuple[int, int, int]]:
    """Return for each unit with cases (received, answered by the first deadline, missed it) in a period (1 query)."""
    months = Tally.objects.filter(month__range=(since, until)).values_list("unit_id")
    summed = months.annotate(Sum("received"), Sum("on_time"), Sum("overdue"))
    return {unit: (received, met, missed) for unit, received, met, missed in summed}


def counted_units(unit_ids: Collection[int]) -> list[int]:
    """Return those of some units that ever owed an answer: they have figures (1 query)."""
    return list(
        Tally.objects.filter(unit_id__in=unit_ids).order_by("unit_id").values_list("unit_id", flat=True).distinct()
    )


@dataclass(frozen=True)
class Ratings:
    """What senders thought of a unit's answers, in whole lots only. levels: {3: hài lòng, 2: bình thường, 1: không}."""

    levels: dict[int, int]
    lot: int
    days: int
    rule: Rule

    @property
    def count(self) -> int:
        """Return how many ratings are shown."""
        return sum(self.levels.values())


# Lots follow the order of arrival and never change, so that no two readings differ by fewer ratings than a lot holds.
LOTS = """
WITH old AS (
    SELECT r.level, row_number() OVER (ORDER BY r.at, r.record_id) AS place, count(*) OVER () AS known
    FROM feedback_rating r JOIN feedback_case c ON c.id = r.case_id
    WHERE c.unit_id = %(unit)s AND r.at < %(until)s
)
SELECT level, count(*) FROM old WHERE place <= known / %(lot)s * %(lot)s GROUP BY level
"""


def unit_ratings(unit_id: int, *, at: datetime) -> Ratings:
    """Return the ratings of a unit's answers that may be shown to it: old enough, and in whole lots (1 query).

    The unit never learns of a single rating, not even that one came in (rights 5).
    """
    rule, delay = law.rule(RATING_RULE, on=at.date()), law.days_of(RATING_RULE, on=at.date())
    lot = int(rule.details["lot"])
    with connection.cursor() as cursor:
        cursor.execute(LOTS, {"unit": unit_id, "until": at - delay, "lot": lot})
        counted = dict(cursor.fetchall())
    levels = {level: counted.get(level, 0) for level in sorted(RATINGS, reverse=True)}
    return Ratings(levels, lot, delay.days, rule)
