"""Review conferences: what was on the agenda, who spoke, what was concluded and what became of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeGuard

from django.db.models import QuerySet

from dinhlang.apps.coordination.models import AgendaItem, Conclusion, Conference, Participant, Plan
from dinhlang.apps.coordination.queries.documents import Names, issuers_of, names_of, rows_with
from dinhlang.apps.coordination.queries.said_shapes import (
    AgendaRow,
    ConclusionRow,
    ConferenceRow,
    ConferenceView,
    ParticipantRow,
)
from dinhlang.apps.coordination.queries.shapes import PAPERS, TASK, DocumentRow, PlanPlace, TaskRow
from dinhlang.apps.coordination.queries.springs import springs
from dinhlang.apps.coordination.queries.tasks import Owned, owned
from dinhlang.apps.coordination.queries.tasks import known as known_tasks
from dinhlang.apps.coordination.queries.tasks import rows_with as task_rows_with
from dinhlang.apps.organisations.queries import named_then
from dinhlang.lib.remembered import remembered


@remembered(PAPERS)
def conferences(as_of: date) -> tuple[ConferenceRow, ...]:
    """Return the conferences that were held by a day, newest first. One query."""
    return tuple(_row(one, as_of) for one in _held(as_of).order_by("-held_on", "-id"))


def conference(code: str, as_of: date) -> ConferenceView | None:
    """Return a conference with what became of its conclusions by a day, None before it was held. Eleven queries."""
    found = _held(as_of).filter(code=code).first()
    if found is None:
        return None
    agenda = list(AgendaItem.objects.filter(conference=found).select_related("document").order_by("number"))
    people = list(Participant.objects.filter(conference=found).order_by("place"))
    tasks = known_tasks(as_of).filter(conclusion__conference=found).order_by("plan__year", "number")
    lines = owned(list(tasks), as_of)
    noted = {one for one in (found.notice, *(item.document for item in agenda)) if one and one.passed_on <= as_of}
    issuers = issuers_of(noted)
    posts = {(one.unit_id, found.held_on) for one in people if one.unit_id}
    named = named_then(names_of(noted, issuers) | lines.names | posts, as_of)
    documents = rows_with(noted, issuers, named, as_of)
    grown = springs(TASK, [one.pk for one in lines.tasks], as_of)
    return ConferenceView(
        row=_row(found, as_of),
        reviewed=PlanPlace(found.reviewed_plan.code, found.reviewed_plan.year),
        next=PlanPlace(found.next_plan.code, found.next_plan.year) if _is_signed(found.next_plan, as_of) else None,
        source=found.source,
        source_url=found.source_url,
        agenda=tuple(_agenda(one, documents) for one in agenda),
        participants=tuple(_participant(one, named, found.held_on) for one in people),
        conclusions=_conclusions(found, lines, task_rows_with(lines, named, grown, as_of)),
        notice=documents.get(found.notice_id or 0),
        statements=tuple(code for code in _said_there(found, as_of)),
    )


def _said_there(found: Conference, as_of: date) -> Iterable[str]:
    return found.statements.filter(said_on__lte=as_of).order_by("id").values_list("code", flat=True)


def _held(as_of: date) -> QuerySet[Conference]:
    return Conference.objects.filter(held_on__lte=as_of).select_related(
        "reviewed_plan__programme", "next_plan__programme", "notice"
    )


def _row(found: Conference, as_of: date) -> ConferenceRow:
    after = found.next_plan if _is_signed(found.next_plan, as_of) else None
    return ConferenceRow(
        found.code, found.title, found.held_on, found.place, found.reviewed_plan.code,
        after.code if after else "", found.is_illustration,
    )  # fmt: skip


def _is_signed(plan: Plan | None, as_of: date) -> TypeGuard[Plan]:
    """Tell whether a plan was signed by a day."""
    return plan is not None and plan.signed_on is not None and plan.signed_on <= as_of


def _agenda(item: AgendaItem, documents: dict[int, DocumentRow]) -> AgendaRow:
    return AgendaRow(item.number, item.text, documents.get(item.document_id or 0), item.is_illustration)


def _participant(one: Participant, named: Names, held_on: date) -> ParticipantRow:
    unit = named[one.unit_id, held_on] if one.unit_id else None
    return ParticipantRow(one.part, one.post_title, unit, one.name, one.summary, one.source, one.is_illustration)


def _conclusions(found: Conference, lines: Owned, rows: Mapping[int, TaskRow]) -> tuple[ConclusionRow, ...]:
    led_to: dict[int | None, list[TaskRow]] = defaultdict(list)
    for one in lines.tasks:
        led_to[one.conclusion_id].append(rows[one.pk])
    return tuple(
        ConclusionRow(one.number, one.text, one.source, one.is_illustration, tuple(led_to[one.pk]))
        for one in Conclusion.objects.filter(conference=found).order_by("number")
    )
