"""Review conferences: what was on the agenda, who spoke, what was concluded and what became of it."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dinhlang.apps.coordination.queries import records
from dinhlang.apps.coordination.queries.documents import Names, names_of, rows_with
from dinhlang.apps.coordination.queries.said_shapes import (
    AgendaRow,
    ConclusionRow,
    ConferenceRow,
    ConferenceView,
    ParticipantRow,
)
from dinhlang.apps.coordination.queries.shapes import PAPERS, TASK, PlanPlace, TaskRow
from dinhlang.apps.coordination.queries.springs import springs
from dinhlang.apps.coordination.queries.tasks import Owned, owned
from dinhlang.apps.coordination.queries.tasks import rows_with as task_rows_with
from dinhlang.apps.organisations.queries import named_then
from dinhlang.lib.remembered import remembered

HELD = """
    SELECT f.id, f.code, f.title, f.held_on, f.place, f.source, f.source_url, f.is_illustration, f.notice_id,
           r.code, r.year, n.code, n.year,
           ARRAY(SELECT code FROM coordination_statement
                 WHERE conference_id = f.id AND said_on <= %(as_of)s ORDER BY id)
    FROM coordination_conference f JOIN coordination_plan r ON r.id = f.reviewed_plan_id
    LEFT JOIN coordination_plan n ON n.id = f.next_plan_id AND n.signed_on <= %(as_of)s
    WHERE f.held_on <= %(as_of)s
"""
ONE, ALL = f"{HELD} AND f.code = %(code)s", f"{HELD} ORDER BY f.held_on DESC, f.id DESC"
AGENDA = """
    SELECT number, text, document_id, is_illustration
    FROM coordination_agendaitem WHERE conference_id = %(conference)s ORDER BY number
"""
PEOPLE = """
    SELECT part, post_title, unit_id, name, summary, source, is_illustration
    FROM coordination_participant WHERE conference_id = %(conference)s ORDER BY place
"""
CONCLUSIONS = """
    SELECT id, number, text, source, is_illustration
    FROM coordination_conclusion WHERE conference_id = %(conference)s ORDER BY number
"""


class Held(NamedTuple):
    """A conference with the plans around it; the next one only once it is signed."""

    pk: int
    code: str
    title: str
    held_on: date
    place: str
    source: str
    source_url: str
    is_illustration: bool
    notice_id: int | None
    reviewed_code: str
    reviewed_year: int
    next_code: str | None
    next_year: int | None
    statements: list[str]


class Point(NamedTuple):
    """A point of the agenda."""

    number: int
    text: str
    document_id: int | None
    is_illustration: bool


class Person(NamedTuple):
    """Somebody who chaired, reported or spoke."""

    part: str
    post_title: str
    unit_id: int | None
    name: str
    summary: str
    source: str
    is_illustration: bool


@remembered(PAPERS)
def conferences(as_of: date) -> tuple[ConferenceRow, ...]:
    """Return the conferences that were held by a day, newest first. One query."""
    return tuple(_row(Held._make(row)) for row in records.rows(ALL, {"as_of": as_of}))


def conference(code: str, as_of: date) -> ConferenceView | None:
    """Return a conference with what became of its conclusions by a day, None before it was held. Eleven queries."""
    row = next(iter(records.rows(ONE, {"code": code, "as_of": as_of})), None)
    if row is None:
        return None
    found, given = Held._make(row), {"conference": row[0]}
    agenda = [Point._make(one) for one in records.rows(AGENDA, given)]
    people = [Person._make(one) for one in records.rows(PEOPLE, given)]
    lines = owned(records.lines(records.OF_CONFERENCE, found.pk, as_of), as_of)
    papers = records.papers({pk for pk in (found.notice_id, *(one.document_id for one in agenda)) if pk}, as_of)
    noted = [one for one in papers.values() if one.passed_on <= as_of]
    posts = {(one.unit_id, found.held_on) for one in people if one.unit_id}
    named = named_then(names_of(noted) | lines.names | posts, as_of)
    documents = rows_with(noted, named, as_of)
    rows = task_rows_with(lines, named, springs(TASK, lines.ids, as_of), as_of)
    return ConferenceView(
        row=_row(found),
        reviewed=PlanPlace(found.reviewed_code, found.reviewed_year),
        next=PlanPlace(found.next_code, found.next_year or 0) if found.next_code else None,
        source=found.source,
        source_url=found.source_url,
        agenda=tuple(
            AgendaRow(one.number, one.text, documents.get(one.document_id or 0), one.is_illustration) for one in agenda
        ),
        participants=tuple(_participant(one, named, found.held_on) for one in people),
        conclusions=_conclusions(given, lines, rows),
        notice=documents.get(found.notice_id or 0),
        statements=tuple(found.statements),
    )


def _row(found: Held) -> ConferenceRow:
    return ConferenceRow(
        found.code, found.title, found.held_on, found.place, found.reviewed_code, found.next_code or "",
        found.is_illustration,
    )  # fmt: skip


def _participant(one: Person, named: Names, held_on: date) -> ParticipantRow:
    unit = named[one.unit_id, held_on] if one.unit_id else None
    return ParticipantRow(one.part, one.post_title, unit, one.name, one.summary, one.source, one.is_illustration)


def _conclusions(given: Mapping[str, int], lines: Owned, rows: Mapping[int, TaskRow]) -> tuple[ConclusionRow, ...]:
    led_to: dict[int | None, list[TaskRow]] = defaultdict(list)
    for one in lines.tasks:
        led_to[one.conclusion_id].append(rows[one.pk])
    return tuple(
        ConclusionRow(number, text, source, is_illustration, tuple(led_to[pk]))
        for pk, number, text, source, is_illustration in records.rows(CONCLUSIONS, given)
    )
