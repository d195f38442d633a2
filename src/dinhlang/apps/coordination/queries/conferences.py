"""Review conferences: what was on the agenda, who spoke, what was concluded and what became of it."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet

from dinhlang.apps.coordination.models import AgendaItem, Conclusion, Conference, Participant
from dinhlang.apps.coordination.queries.documents import document_rows
from dinhlang.apps.coordination.queries.plans import plan_rows
from dinhlang.apps.coordination.queries.said_shapes import (
    AgendaRow,
    ConclusionRow,
    ConferenceRow,
    ConferenceView,
    ParticipantRow,
)
from dinhlang.apps.coordination.queries.shapes import DocumentRow, TaskRow
from dinhlang.apps.coordination.queries.tasks import known as known_tasks
from dinhlang.apps.coordination.queries.tasks import task_rows
from dinhlang.apps.organisations.queries import named_then


def conferences(as_of: date) -> tuple[ConferenceRow, ...]:
    """Return the conferences that were held by a day, newest first. One query."""
    return tuple(_row(one, as_of) for one in _held(as_of).order_by("-held_on", "-id"))


def conference(code: str, as_of: date) -> ConferenceView | None:
    """Return a conference with what became of its conclusions by a day, None before it was held. Eighteen queries."""
    found = _held(as_of).filter(code=code).first()
    if found is None:
        return None
    agenda = list(AgendaItem.objects.filter(conference=found).select_related("document").order_by("number"))
    papers = [found.notice, *(one.document for one in agenda)]
    documents = document_rows({one for one in papers if one is not None and one.passed_on <= as_of}, as_of)
    shown = [one for one in (found.reviewed_plan, found.next_plan) if one and one.signed_on and one.signed_on <= as_of]
    plans = plan_rows(shown, as_of)
    return ConferenceView(
        row=_row(found, as_of),
        reviewed=plans[found.reviewed_plan_id],
        next=plans.get(found.next_plan_id or 0),
        source=found.source,
        source_url=found.source_url,
        agenda=tuple(_agenda(one, documents) for one in agenda),
        participants=_participants(found, as_of),
        conclusions=_conclusions(found, as_of),
        notice=documents.get(found.notice_id or 0),
        statements=tuple(found.statements.filter(said_on__lte=as_of).order_by("id").values_list("code", flat=True)),
    )


def _held(as_of: date) -> QuerySet[Conference]:
    return Conference.objects.filter(held_on__lte=as_of).select_related(
        "reviewed_plan__programme", "next_plan__programme", "notice"
    )


def _row(found: Conference, as_of: date) -> ConferenceRow:
    after = found.next_plan
    is_signed = after is not None and after.signed_on is not None and after.signed_on <= as_of
    return ConferenceRow(
        found.code, found.title, found.held_on, found.place, found.reviewed_plan.code,
        after.code if after and is_signed else "", found.is_illustration,
    )  # fmt: skip


def _agenda(item: AgendaItem, documents: dict[int, DocumentRow]) -> AgendaRow:
    return AgendaRow(item.number, item.text, documents.get(item.document_id or 0), item.is_illustration)


def _participants(found: Conference, as_of: date) -> tuple[ParticipantRow, ...]:
    people = list(Participant.objects.filter(conference=found).order_by("place"))
    named = named_then({(one.unit_id, found.held_on) for one in people if one.unit_id}, as_of)
    return tuple(
        ParticipantRow(
            one.part, one.post_title, named[one.unit_id, found.held_on] if one.unit_id else None, one.name,
            one.summary, one.source, one.is_illustration,
        )
        for one in people
    )  # fmt: skip


def _conclusions(found: Conference, as_of: date) -> tuple[ConclusionRow, ...]:
    tasks = list(known_tasks(as_of).filter(conclusion__conference=found).order_by("plan__year", "number"))
    rows = task_rows(tasks, as_of)
    led_to: dict[int | None, list[TaskRow]] = defaultdict(list)
    for one in tasks:
        led_to[one.conclusion_id].append(rows[one.pk])
    return tuple(
        ConclusionRow(one.number, one.text, one.source, one.is_illustration, tuple(led_to[one.pk]))
        for one in Conclusion.objects.filter(conference=found).order_by("number")
    )
