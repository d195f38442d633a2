"""Consultations as anybody may read them: the list, one whole, one's own opinion by its code."""

from collections import Counter
from datetime import datetime

from django.db.models import Count, Sum
from django.utils import timezone

from dinhlang.apps.consultations.models import Consultation, Hearing, Opinion, OpinionMap, Point, Statement, Version
from dinhlang.apps.consultations.queries.households import households
from dinhlang.apps.consultations.queries.opinions import opinion_view
from dinhlang.apps.consultations.queries.rows import row_of, rows_of
from dinhlang.apps.consultations.queries.shapes import (
    BlockView,
    ConsultationRow,
    ConsultationView,
    HearingView,
    MapView,
    OpinionView,
    PointView,
    StandingView,
    StatementView,
    Totals,
)
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.consultations.matters import MATTERS
from dinhlang.domain.feedback.codes import lookup_hash

ANSWERS = ("changes", "gains", "pays", "loses", "affects", "costs", "timing", "objections")
MOST_LISTED = 100


def list_page(at: datetime) -> tuple[ConsultationRow, ...]:
    """Return the newest consultations that were put before the people; two SQL queries."""
    found = Consultation.objects.filter(opened_at__lte=at).order_by("-opened_at", "-id")[:MOST_LISTED]
    return rows_of(list(found), at)


def rows_of_year(year: int, at: datetime) -> tuple[ConsultationRow, ...]:
    """Return the consultations that were put before the people in a year, newest first; two SQL queries."""
    found = Consultation.objects.filter(opened_at__year=year, opened_at__lte=at).order_by("-opened_at", "-id")
    return rows_of(list(found), at)


def standing(code: str, at: datetime) -> StandingView | None:
    """Return how a consultation stands that was put before the people; four SQL queries."""
    one = Consultation.objects.filter(code=code, opened_at__lte=at).first()
    if one is None:
        return None
    said = Opinion.objects.filter(consultation=one).aggregate(people=Sum("people", default=0), opinions=Count("id"))
    return StandingView(rows_of([one], at)[0], one.outcome, said["people"], said["opinions"], points(one.pk))


def consultation_id(code: str, at: datetime) -> int | None:
    """Return the id of a consultation that was put before the people."""
    return Consultation.objects.filter(code=code, opened_at__lte=at).values_list("pk", flat=True).first()


def consultation(code: str, at: datetime, *, inside: bool = False) -> ConsultationView | None:
    """Return one consultation with its draft, points and totals; `inside`: before it is opened too. Ten queries."""
    found = Consultation.objects.filter(code=code).first()
    if found is None or not (inside or (found.opened_at is not None and found.opened_at <= at)):
        return None
    unit = organisations.units([found.unit_id], timezone.localdate(at))[found.unit_id]
    versions = list(Version.objects.filter(consultation=found).order_by("-number"))
    return ConsultationView(
        row=row_of(found, unit.name, at), unit=unit,
        answers=tuple((name, text) for name in ANSWERS if (text := getattr(found, name))),
        opened_at=found.opened_at, closed_at=found.closed_at, outcome=found.outcome,
        against_majority=found.against_majority, reasons=found.reasons, plan_sent_on=found.plan_sent_on,
        version=versions[0].number if versions else 0,
        revised=tuple((one.number, one.made_at, one.reason) for one in versions),
        blocks=_blocks(found, versions[0]) if versions else (), points=points(found.pk), totals=_totals(found),
        statements=statements(found.pk), opinion_map=_map(found),
        households=households(found, timezone.localdate(at)), told_on=found.told_on, reported_on=found.reported_on,
        session_on=found.session_on, hearings=_hearings(found),
    )  # fmt: skip


def _hearings(found: Consultation) -> tuple[HearingView, ...]:
    if not MATTERS[found.matter].addressee:
        return ()
    return tuple(
        HearingView(
            one.number, one.asked_on, one.is_dialogue, one.heard_on, one.summary, one.explained_on, one.explanation
        )
        for one in Hearing.objects.filter(consultation=found).order_by("number")
    )  # fmt: skip


def _blocks(found: Consultation, newest: Version) -> tuple[BlockView, ...]:
    counted = Opinion.objects.filter(consultation=found).exclude(anchor="").values_list("anchor")
    by_anchor = dict(counted.annotate(number=Count("id")))
    return tuple(BlockView(one["anchor"], one["text"], by_anchor.get(one["anchor"], 0)) for one in newest.blocks)


def points(consultation_id: int) -> tuple[PointView, ...]:
    """Return the points of a consultation in their order."""
    found = Point.objects.filter(consultation_id=consultation_id).order_by("number")
    counted = found.annotate(people=Sum("opinions__people", default=0), sheets=Count("opinions"))
    return tuple(
        PointView(one.number, one.title, one.answer, one.reason, one.anchor, one.people, one.sheets) for one in counted
    )


def _totals(found: Consultation) -> Totals:
    rows = Opinion.objects.filter(consultation=found).values_list("origin", "stance")
    stances, people, sheets = Counter[str](), Counter[str](), Counter[str]()
    for origin, stance, said_by, number in rows.annotate(said_by=Sum("people"), number=Count("id")):
        stances[stance] += said_by
        people[origin] += said_by
        sheets[origin] += number
    origins = tuple((one, people[one], sheets[one]) for one in sorted(people))
    return Totals(people.total(), sheets.total(), dict(stances), origins)


def statements(consultation_id: int) -> tuple[StatementView, ...]:
    """Return the statements with their votes as the worker last counted them."""
    tallies = OpinionMap.objects.filter(consultation_id=consultation_id).values_list("tallies", flat=True).first() or {}
    found = Statement.objects.filter(consultation_id=consultation_id).select_related("superseded_by").order_by("number")
    return tuple(
        StatementView(
            one.pk, one.number, one.text, one.superseded_by.number if one.superseded_by else None, one.taken_out_why,
            (counted[0], counted[1], counted[2]) if (counted := tallies.get(str(one.number))) else None,
        )
        for one in found
    )  # fmt: skip


def _map(found: Consultation) -> MapView | None:
    made = OpinionMap.objects.filter(consultation=found).first()
    if made is None:
        return None
    return MapView(
        made.made_at, made.votes, made.participants, made.is_last, made.groups, made.consensus, made.divisive
    )  # fmt: skip


def own_opinion(code: str) -> tuple[OpinionView, str, PointView | None] | None:
    """Return an opinion by its secret code, the consultation's code, and the point where it went."""
    one = (
        Opinion.objects.select_related("point", "consultation", "review")
        .filter(lookup_hash=lookup_hash(code), consultation__opened_at__isnull=False)
        .first()
    )
    if one is None:
        return None
    found = points(one.consultation_id) if one.point else ()
    point = next((each for each in found if one.point and each.number == one.point.number), None)
    return opinion_view(one), one.consultation.code, point
