"""The queue of a day, and one's own visit by its code."""

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from dinhlang.apps.law import queries as law
from dinhlang.apps.reception.models import Visit
from dinhlang.apps.reception.queries.shapes import Unanswered, VisitView
from dinhlang.domain.feedback.codes import lookup_code, lookup_hash
from dinhlang.domain.reception.often import representatives
from dinhlang.domain.reception.schedule import triage_due
from dinhlang.domain.reception.visits import Outcome, Stage
from dinhlang.lib.keyed import keyed

MOST_LISTED = 200
OPEN = ("", Outcome.MORE_TIME.value)


def visits(day_id: int, at: datetime) -> tuple[VisitView, ...]:
    """Return the visits of a day in the order of the queue; one SQL query."""
    rows = list(Visit.objects.filter(day_id=day_id).select_related("day").order_by("number")[:MOST_LISTED])
    waiting = [one.number for one in rows if one.state == Stage.WAITING.value]
    return tuple(_view(one, sum(number < one.number for number in waiting), at) for one in rows)


def own_visit(code: str, at: datetime) -> tuple[VisitView, str] | None:
    """Return a visit by its secret code, and the code of its day; two SQL queries."""
    one = Visit.objects.filter(lookup_hash=lookup_hash(code)).select_related("day").first()
    if one is None:
        return None
    before = Visit.objects.filter(day_id=one.day_id, state=Stage.WAITING.value, number__lt=one.number).count()
    return _view(one, before, at), one.day.code


def door_code(visit_id: int) -> str:
    """Return the code of somebody who came without booking: only this deployment can derive it, for the slip."""
    return lookup_code(keyed("reception.door", str(visit_id)))


def unanswered(unit_ids: Collection[int], at: datetime) -> tuple[Unanswered, ...]:
    """Return the visits of some units whose people still wait for an answer, the longest first; one SQL query."""
    rows = Visit.objects.filter(received_at__isnull=False, outcome__in=OPEN, day__head__unit_id__in=unit_ids)
    columns = "day__code", "day__head__title", "number", "received_at", "outcome"
    book, calendar, today = law.rulebook(), law.calendar(), timezone.localdate(at)
    found = []
    for day, head, number, received, outcome in rows.order_by("received_at").values_list(*columns)[:MOST_LISTED]:
        on = timezone.localdate(received)
        due = triage_due(on, book, calendar) if not outcome else None
        found.append(Unanswered(day, head, number, on, due, is_late=due is not None and today > due))
    return tuple(found)


def visit_places(visit_id: int) -> tuple[int, str] | None:
    """Return the unit that received a visit and what was written down; None where nobody was received."""
    row = Visit.objects.filter(pk=visit_id, received_at__isnull=False).values_list("day__head__unit_id", "minutes")
    return row.first()


def _view(one: Visit, ahead: int, at: datetime) -> VisitView:
    book, today = law.rulebook(), timezone.localdate(at)
    due = triage_due(timezone.localdate(one.received_at), book, law.calendar()) if one.received_at else None
    told = timezone.localdate(one.answered_at) if one.answered_at else None
    return VisitView(
        one.pk, one.number, one.topic, one.people, representatives(one.people, book, on=one.day.on), one.is_online,
        one.state, one.received_at, one.minutes, one.outcome, one.outcome_words, one.answered_at, due,
        due is not None and (told or today) > due, one.case_number, ahead, _door_code(one),
    )  # fmt: skip


def _door_code(one: Visit) -> str:
    """Return the code of a visit that began at the door, "" for one that was booked."""
    code = door_code(one.pk)
    return code if one.lookup_hash is not None and bytes(one.lookup_hash) == lookup_hash(code) else ""
