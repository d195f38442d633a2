"""Reads of yearly conferences."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from dinhlang.apps.decisions.models import VillageConference
from dinhlang.apps.law import queries as law
from dinhlang.domain.decisions import notices
from dinhlang.domain.decisions.notices import Notice

MOST_YEARS = 5


@dataclass(frozen=True)
class ConferenceView:
    """One conference of a village and year."""

    id: int
    code: str
    village_id: int
    year: int
    meets_at: datetime
    place: str
    agenda: str
    called_on: date | None
    present: int | None
    households: int | None
    report: str
    reported_at: datetime | None
    is_demo: bool

    @cached_property
    def notices(self) -> tuple[Notice, ...]:
        """Return what the law wants done before the day."""
        return notices.of_conference(timezone.localdate(self.meets_at), law.rulebook(), law.calendar())


def conferences_of(village_id: int) -> list[ConferenceView]:
    """Return the newest conferences of a village. One query."""
    rows = VillageConference.objects.filter(village_id=village_id).order_by("-year")[:MOST_YEARS]
    return [_view(one) for one in rows]


def conference(code: str) -> ConferenceView | None:
    """Return a conference by its code. One query."""
    found = VillageConference.objects.filter(code=code).first()
    return _view(found) if found else None


def _view(one: VillageConference) -> ConferenceView:
    return ConferenceView(
        one.pk, one.code, one.village_id, one.year, one.meets_at, one.place, one.agenda, one.called_on, one.present,
        one.all_of_them, one.report, one.reported_at, one.is_demo,
    )  # fmt: skip
