"""Counts that stand together: received, accepted, on time against the first deadline, extended."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Sum
from django.db.models.functions import Coalesce

from dinhlang.apps.feedback.models import Tally


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


def _sum(**where: object) -> Figures:
    sums = Tally.objects.filter(**where).aggregate(
        **{name: Coalesce(Sum(name), 0) for name in COUNTS}, counted_at=Max("counted_at")
    )
    return Figures(**sums)


def province_figures(*, since: date, until: date) -> Figures:
    """Return the figures of all units for the months from `since` to `until` (first days, both included; 1 query)."""
    return _sum(month__gte=since, month__lte=until)


def commune_figures(unit_id: int, *, since: date, until: date) -> Figures:
    """Return the figures of one unit for the months from `since` to `until` (1 query)."""
    return _sum(unit_id=unit_id, month__gte=since, month__lte=until)
