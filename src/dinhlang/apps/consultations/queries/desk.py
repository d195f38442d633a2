"""What waits at the desk of consultations."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from dinhlang.apps.consultations.models import Consultation, Opinion
from dinhlang.apps.consultations.queries.pages import consultation, opinion_view, points, rows_of
from dinhlang.apps.consultations.queries.shapes import ConsultationRow, ConsultationView, OpinionView
from dinhlang.apps.law import queries as law
from dinhlang.domain.consultations.similar import nearest
from dinhlang.domain.consultations.steps import Facts, Step, steps

MOST_LOOSE = 50


@dataclass(frozen=True)
class DeskView:
    """One consultation with what is still loose; suggested: by opinion id the numbers of the likest points."""

    found: ConsultationView
    loose: tuple[OpinionView, ...]
    loose_in_all: int
    suggested: dict[int, tuple[int, ...]]
    calendar: tuple[Step, ...]


def rows_of_units(unit_ids: Collection[int], at: datetime) -> tuple[ConsultationRow, ...]:
    """Return the newest consultations of some units, also those in preparation."""
    found = Consultation.objects.filter(unit_id__in=unit_ids).order_by("-drafted_on", "-id")[:MOST_LOOSE]
    return rows_of(list(found), at)


def desk(code: str, at: datetime) -> DeskView | None:
    """Return one consultation for its desk."""
    found = consultation(code, at, inside=True)
    if found is None:
        return None
    rows = Opinion.objects.filter(consultation_id=found.row.id, point=None).order_by("id")
    loose = tuple(opinion_view(one) for one in rows.select_related("point")[:MOST_LOOSE])
    texts = _texts(found.row.id)
    suggested = {one.id: nearest(one.text, texts) for one in loose}
    return DeskView(found, loose, rows.count(), suggested, _calendar(found, at))


def newest_opinion(consultation_id: int) -> int:
    """Return the id of the opinion that came last."""
    return Opinion.objects.filter(consultation_id=consultation_id).latest("pk").pk


def _texts(consultation_id: int) -> dict[int, str]:
    """Return by number what each point says."""
    return {one.number: one.title for one in points(consultation_id)}


def _calendar(found: ConsultationView, at: datetime) -> tuple[Step, ...]:
    closed = timezone.localdate(found.closed_at) if found.closed_at else None
    today = timezone.localdate(at)
    over = found.row.closes_on is not None and today > found.row.closes_on
    facts = Facts(
        found.row.matter, plan_sent_on=found.plan_sent_on,
        published_on=timezone.localdate(found.opened_at) if found.opened_at else None,
        closed_on=found.row.closes_on if over else None, summary_on=closed, summary_published_on=closed,
        decided_on=closed, against_majority=found.against_majority, reasons_on=closed if found.reasons else None,
    )  # fmt: skip
    return steps(facts, law.rulebook(), law.calendar(), today=today)
