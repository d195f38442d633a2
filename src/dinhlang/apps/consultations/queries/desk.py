"""What waits at the desk of consultations."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from django.utils import timezone

from dinhlang.apps.consultations.models import Consultation, DraftFile, Opinion
from dinhlang.apps.consultations.queries.opinions import UNREAD, files_of, opinion_view
from dinhlang.apps.consultations.queries.pages import consultation, points
from dinhlang.apps.consultations.queries.proposals import ProposalView, waiting_proposals
from dinhlang.apps.consultations.queries.rows import rows_of
from dinhlang.apps.consultations.queries.shapes import ConsultationRow, ConsultationView, OpinionView
from dinhlang.apps.law import queries as law
from dinhlang.domain.consultations.similar import nearest
from dinhlang.domain.consultations.steps import Facts, Step, steps

MOST_LOOSE, MOST_DRAFTS = 50, 3


@dataclass(frozen=True)
class DeskView:
    """One consultation with what is still loose; suggested: by opinion id the numbers of the likest points.

    unread: opinions whose words an official has not let be public yet; drafts: .docx files and what became of them.
    """

    found: ConsultationView
    loose: tuple[OpinionView, ...]
    loose_in_all: int
    suggested: dict[int, tuple[int, ...]]
    calendar: tuple[Step, ...]
    unread: tuple[OpinionView, ...]
    drafts: tuple[str, ...]  # waiting | failed, the newest first
    proposals: tuple[ProposalView, ...]  # statements of people that wait to be read
    reviews: tuple[OpinionView, ...]  # withheld ones whose senders ask for another decision, the nearest due first


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
    unread = (
        Opinion.objects.filter(UNREAD, consultation_id=found.row.id).select_related("point", "review").order_by("id")
    )
    reviewed = Opinion.objects.filter(consultation_id=found.row.id, review__decided_at=None, review__isnull=False)
    reviewed = reviewed.select_related("point", "review").order_by("review__due_on", "id")
    lists = [list(one[:MOST_LOOSE]) for one in (rows.select_related("point", "review"), unread, reviewed)]
    files = files_of({one.pk for listed in lists for one in listed})
    loose, waiting, again = (tuple(opinion_view(one, files.get(one.pk, ())) for one in listed) for listed in lists)
    sent = DraftFile.objects.filter(consultation_id=found.row.id).order_by("-id").values_list("state", flat=True)
    drafts = takewhile(lambda state: state != "read", sent[:MOST_DRAFTS])  # what was read later mends what failed
    texts = _texts(found.row.id)
    suggested = {one.id: nearest(one.text, texts) for one in loose}
    return DeskView(
        found, loose, rows.count(), suggested, _calendar(found, at), waiting,
        tuple(drafts), waiting_proposals(found.row.id), again,
    )  # fmt: skip


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
    asked = found.hearings
    heard = [one.heard_on for one in asked if one.heard_on]
    explained = [one.explained_on for one in asked if one.explained_on]
    facts = Facts(
        found.row.matter, plan_sent_on=found.plan_sent_on,
        published_on=timezone.localdate(found.opened_at) if found.opened_at else None,
        closed_on=found.row.closes_on if over else None, summary_on=closed, summary_published_on=closed,
        told_addressees_on=found.told_on, hearing_asked_on=asked[0].asked_on if asked else None,
        heard_on=max(heard) if heard and len(heard) == len(asked) else None,
        explained_to_heard_on=max(explained) if explained and len(explained) == len(asked) else None,
        reported_on=found.reported_on, session_on=found.session_on, decided_on=closed,
        against_majority=found.against_majority, reasons_on=closed if found.reasons else None,
    )  # fmt: skip
    return steps(facts, law.rulebook(), law.calendar(), today=today)
