"""Documents and lines as plain values, by statements written once: the ORM took longer to make than to ask them."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from dinhlang.domain.coordination.plans import Line

PAPERS = """
    SELECT d.id, d.code, d.symbol, d.kind, d.title, d.passed_on, d.in_force_from,
           CASE WHEN d.end_known_on <= %(as_of)s THEN d.in_force_until END, d.field, d.is_illustration,
           d.issuer_id
           || ARRAY(SELECT unit_id FROM coordination_jointissuer WHERE document_id = d.id ORDER BY place, id)
    FROM coordination_document d WHERE d.id = ANY(%(ids)s)
"""
LINES = """
    SELECT t.id, p.code, p.year, t.number, t.text, t.field, t.owner_id, t.owner_post, t.product, t.indicator,
           t.baseline, t.target, t.set_on, t.due_on, t.done_on, t.dropped_on, t.dropped_reason, t.carried_on,
           t.is_illustration, t.conclusion_id, CASE WHEN c.held_on <= %(as_of)s THEN k.number END,
           (SELECT json_agg(json_build_array(h."on", h.from_unit_id, h.from_post, h.to_unit_id, h.change, h.citation)
                            ORDER BY h."on", h.id)
            FROM coordination_handover h WHERE h.task_id = t.id)
    FROM coordination_task t JOIN coordination_plan p ON p.id = t.plan_id
    LEFT JOIN coordination_conclusion k ON k.id = t.conclusion_id
    LEFT JOIN coordination_conference c ON c.id = k.conference_id
    WHERE t.set_on <= %(as_of)s AND (%(drafts)s OR p.signed_on <= %(as_of)s) AND
"""
BY_NUMBER = " ORDER BY p.year, p.code, t.number LIMIT %(most)s"
OF_PLAN = LINES + "t.plan_id = %(about)s" + BY_NUMBER
OF_CONFERENCE = LINES + "k.conference_id = %(about)s" + BY_NUMBER
BY_ID = LINES + "t.id = ANY(%(about)s)" + BY_NUMBER
# The lines of plans that documents carry, of plans of the programmes that they carry, of the notices that set them.
UNDER = """t.id IN (
        SELECT s.id FROM coordination_task s JOIN coordination_plan q ON q.id = s.plan_id
        WHERE q.document_id = ANY(%(about)s)
        UNION SELECT s.id FROM coordination_task s JOIN coordination_plan q ON q.id = s.plan_id
        JOIN coordination_programme r ON r.id = q.programme_id WHERE r.document_id = ANY(%(about)s)
        UNION SELECT s.id FROM coordination_task s JOIN coordination_conclusion l ON l.id = s.conclusion_id
        JOIN coordination_conference f ON f.id = l.conference_id WHERE f.notice_id = ANY(%(about)s))"""
UNDER_DOCUMENTS = LINES + UNDER + BY_NUMBER
CARRIED = """
    SELECT earlier.id, p.code, earlier.number, earlier.carried_on, later.id, q.code, later.number
    FROM coordination_task earlier JOIN coordination_task later ON later.id = earlier.carried_to_id
    JOIN coordination_plan p ON p.id = earlier.plan_id JOIN coordination_plan q ON q.id = later.plan_id
    WHERE earlier.id = ANY(%(ids)s) OR later.id = ANY(%(ids)s)
"""
SHOWN = """
    SELECT task_id, "on", text, document_id, url, is_illustration
    FROM coordination_evidence WHERE task_id = ANY(%(ids)s) AND "on" <= %(as_of)s ORDER BY "on", id
"""
MOST = 10_000


class KnownPaper(NamedTuple):
    """A document as it was known on a day; `in_force_until` is None as long as nobody could know of an end."""

    pk: int
    code: str
    symbol: str
    kind: str
    title: str
    passed_on: date
    in_force_from: date | None
    in_force_until: date | None
    field: str
    is_illustration: bool
    issuers: list[int]


class KnownLine(NamedTuple):
    """A line of a plan with every day of it; what counts on a day is for the reader to say."""

    pk: int
    plan_code: str
    year: int
    number: int
    text: str
    field: str
    owner_id: int
    owner_post: str
    product: str
    indicator: str
    baseline: str
    target: str
    set_on: date
    due_on: date | None
    done_on: date | None
    dropped_on: date | None
    dropped_reason: str
    carried_on: date | None
    is_illustration: bool
    conclusion_id: int | None
    conclusion_number: int | None
    ways: list[list[Any]] | None  # from unit to unit, in their order

    @property
    def handed(self) -> list["Handed"]:
        """Return its ways from unit to unit, in their order."""
        return [Handed(self.pk, date.fromisoformat(day), *rest) for day, *rest in self.ways or ()]

    @property
    def line(self) -> Line:
        """Return what the rules need of it."""
        return Line(self.due_on, self.set_on, self.done_on, self.dropped_on, self.carried_on)


class Carried(NamedTuple):
    """A line that goes on as a line of the next plan."""

    earlier_id: int
    earlier_code: str
    earlier_number: int
    on: date
    later_id: int
    later_code: str
    later_number: int


class Handed(NamedTuple):
    """A line that passed from one unit or post to another."""

    task_id: int
    on: date
    from_unit_id: int
    from_post: str
    to_unit_id: int
    change: str
    citation: str


class Shown(NamedTuple):
    """What shows that a line was worked on."""

    task_id: int
    on: date
    text: str
    document_id: int | None
    url: str
    is_illustration: bool


def rows(sql: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return what one statement finds."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def papers(ids: Collection[int], as_of: date) -> dict[int, KnownPaper]:
    """Return documents by id, also those passed later. One statement, none for no document."""
    found = rows(PAPERS, {"ids": list(ids), "as_of": as_of}) if ids else []
    return {row[0]: KnownPaper._make(row) for row in found}


def lines(sql: str, about: Any, as_of: date, *, with_drafts: bool = False, most: int = MOST) -> list[KnownLine]:
    """Return the lines set by a day in signed plans, in drafts too for the bodies themselves. One statement."""
    return [
        KnownLine._make(row) for row in rows(sql, {"about": about, "as_of": as_of, "drafts": with_drafts, "most": most})
    ]


def carried(ids: Collection[int]) -> list[Carried]:
    """Return the ways of lines from plan to plan. One statement."""
    return [Carried._make(row) for row in rows(CARRIED, {"ids": list(ids)})] if ids else []


def shown(ids: Collection[int], as_of: date) -> list[Shown]:
    """Return what showed by a day that lines were worked on. One statement."""
    return [Shown._make(row) for row in rows(SHOWN, {"ids": list(ids), "as_of": as_of})] if ids else []
