"""One document in both directions: on what it stands, and what became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dinhlang.apps.coordination.queries import records
from dinhlang.apps.coordination.queries.documents import names_of, rows_with
from dinhlang.apps.coordination.queries.shapes import (
    DOCUMENT,
    TASK,
    AskedAct,
    DocumentRow,
    DocumentView,
    Grown,
    RelatedDocument,
    Summary,
)
from dinhlang.apps.coordination.queries.springs import springs_of_all
from dinhlang.apps.coordination.queries.tasks import owned
from dinhlang.apps.coordination.queries.tasks import rows_with as task_rows_with
from dinhlang.apps.organisations.queries import named_then
from dinhlang.domain.coordination.documents import DOWNWARD, Relation
from dinhlang.domain.coordination.plans import Line, Outcome
from dinhlang.domain.law.rule import Confidence
from dinhlang.lib.remembered import remembered

DEEPEST, MOST = 8, 300  # a document under which thousands of acts stand shows the first ones and says so
GROWN = """
    WITH RECURSIVE grown(id, above, relation, clause, depth, path) AS (
        SELECT r.from_document_id, r.to_document_id, r.relation, r.clause, 1,
               ARRAY[r.to_document_id, r.from_document_id]
        FROM coordination_documentrelation r JOIN coordination_document d ON d.id = r.from_document_id
        WHERE r.to_document_id = %(root)s
          AND r.relation = ANY(%(downward)s) AND d.passed_on <= %(as_of)s
        UNION ALL
        SELECT r.from_document_id, r.to_document_id, r.relation, r.clause, grown.depth + 1,
               grown.path || r.from_document_id
        FROM grown JOIN coordination_documentrelation r ON r.to_document_id = grown.id
        JOIN coordination_document d ON d.id = r.from_document_id
        WHERE r.relation = ANY(%(downward)s) AND d.passed_on <= %(as_of)s
          AND r.from_document_id <> ALL(grown.path) AND grown.depth < %(deepest)s
    )
    SELECT id, above, relation, clause, depth, path FROM grown ORDER BY path LIMIT %(most)s
"""
ONE = """
    SELECT id, signed_by_post, signed_by_name, changes, affects, costs, timing, objections, summarised_on,
           source, source_url, confidence
    FROM coordination_document WHERE code = %(code)s AND passed_on <= %(as_of)s
"""
TOUCHING = """
    SELECT r.from_document_id, r.to_document_id, r.relation, r.clause, r.due_on
    FROM coordination_documentrelation r JOIN coordination_document d ON d.id = r.from_document_id
    WHERE (r.from_document_id = %(id)s OR r.to_document_id = %(id)s) AND d.passed_on <= %(as_of)s
    ORDER BY d.passed_on, r.id
"""
WAITING = """
    SELECT d.code, d.symbol, r.clause, r.due_on, d.passed_on, act.passed_on
    FROM coordination_documentrelation r JOIN coordination_document d ON d.id = r.from_document_id
    LEFT JOIN coordination_document act ON act.id = r.to_document_id
    WHERE r.relation = 'assigns' AND d.passed_on <= %(as_of)s AND (act.id IS NULL OR act.passed_on > %(as_of)s)
    ORDER BY r.due_on NULLS LAST, r.id LIMIT %(most)s
"""
DOWN = [one.value for one in DOWNWARD]
CHANGING = (Relation.REPLACES, Relation.AMENDS)
ASKING = (Relation.ASSIGNS,)


class Told(NamedTuple):
    """What a document says of itself beside what its row in a list says."""

    pk: int
    signed_by_post: str
    signed_by_name: str
    changes: str
    affects: str
    costs: str
    timing: str
    objections: str
    summarised_on: date | None
    source: str
    source_url: str
    confidence: str


class Step(NamedTuple):
    """How one document stands to another; an act that is asked for and not there yet has no second one."""

    from_id: int
    to_id: int | None
    relation: Relation
    clause: str
    due_on: date | None


Branch = tuple[int, int, Relation, str, int]  # document, what it stands on, relation, clause, depth


def document(code: str, as_of: date) -> DocumentView | None:
    """Return a document as it stood on a day, None where nobody could know of it yet. Ten queries."""
    row = next(iter(records.rows(ONE, {"code": code, "as_of": as_of})), None)
    if row is None:
        return None
    found = Told._make(row)
    relations, branches = _relations(found.pk, as_of), _branches(found.pk, as_of)
    under = [found.pk, *(pk for pk, *_ in branches)]
    ends = {pk for one in relations for pk in (one.from_id, one.to_id) if pk}
    papers = records.papers(ends | set(under), as_of)
    lines = owned(records.lines(records.UNDER_DOCUMENTS, under, as_of, most=MOST), as_of)
    named = named_then(names_of(papers.values()) | lines.names, as_of)
    rows = rows_with(papers.values(), named, as_of)
    grown = springs_of_all({DOCUMENT: [found.pk], TASK: lines.ids}, as_of)
    tasks = task_rows_with(lines, named, {pk: ends for (kind, pk), ends in grown.items() if kind == TASK}, as_of)
    around = Around(found.pk, relations, rows, as_of)
    return DocumentView(
        row=rows[found.pk],
        signed_by_post=found.signed_by_post,
        signed_by_name=found.signed_by_name,
        summary=_summary(found, as_of),
        source=found.source,
        source_url=found.source_url,
        confidence=Confidence(found.confidence),
        stands_on=around.forwards(DOWNWARD),
        changes_to=around.forwards(CHANGING),
        changed_by=around.backwards(CHANGING),
        asks_for=around.forwards(ASKING),
        asked_by=around.backwards(ASKING),
        became=tuple(
            Grown(depth, above, relation, clause, rows[pk]) for pk, above, relation, clause, depth in branches
        ),
        tasks=tuple(tasks.values()),
        springs=grown.get((DOCUMENT, found.pk), ()),
        is_cut=MOST in (len(branches), len(lines.tasks)),
    )


def _summary(found: Told, as_of: date) -> Summary:
    """Return the five answers as far as they had been written by a day."""
    if found.summarised_on is not None and found.summarised_on > as_of:
        return Summary("", "", "", "", "")
    return Summary(found.changes, found.affects, found.costs, found.timing, found.objections)


def _relations(document_id: int, as_of: date) -> list[Step]:
    """Return what is known of a document's relations on a day; a document that was not passed yet stays out."""
    given = {"id": document_id, "as_of": as_of}
    return [
        Step(from_id, to_id, Relation(relation), clause, due_on)
        for from_id, to_id, relation, clause, due_on in records.rows(TOUCHING, given)
    ]


def _branches(document_id: int, as_of: date) -> list[Branch]:
    given = {"root": document_id, "downward": DOWN, "as_of": as_of, "deepest": DEEPEST, "most": MOST}
    return [
        (pk, above, Relation(relation), clause, depth)
        for pk, above, relation, clause, depth, _path in records.rows(GROWN, given)
    ]


@dataclass(frozen=True)
class Around:
    """The steps from and to a document, with what stands at their other ends."""

    own: int
    steps: Sequence[Step]
    rows: Mapping[int, DocumentRow]
    as_of: date

    def forwards(self, wanted: Collection[Relation]) -> tuple[RelatedDocument, ...]:
        """Return the steps that lead away from the document ("this … that")."""
        away = [one for one in self.steps if one.from_id == self.own and one.relation in wanted]
        return tuple(self._related(one, one.to_id) for one in away if self._is_known(one))

    def backwards(self, wanted: Collection[Relation]) -> tuple[RelatedDocument, ...]:
        """Return the steps that lead to the document ("that … this")."""
        here = [one for one in self.steps if one.to_id == self.own and one.relation in wanted]
        return tuple(self._related(one, one.from_id) for one in here if self._is_known(one))

    def _there(self, pk: int | None) -> DocumentRow | None:
        found = self.rows.get(pk or 0)
        return found if found is not None and found.passed_on <= self.as_of else None

    def _is_known(self, step: Step) -> bool:
        """Tell whether both documents are there; one that is asked for may come later."""
        return step.relation is Relation.ASSIGNS or self._there(step.to_id) is not None

    def _related(self, step: Step, other: int | None) -> RelatedDocument:
        outcome = None
        if step.relation is Relation.ASSIGNS:
            act = self.rows.get(step.to_id or 0)
            outcome = asked_outcome(
                step.due_on, self.rows[step.from_id].passed_on, act.passed_on if act else None, self.as_of
            )
        return RelatedDocument(step.relation, self._there(other), step.clause, step.due_on, outcome)


def asked_outcome(due_on: date | None, asked_on: date, came_on: date | None, as_of: date) -> Outcome:
    """Return where an act that a document asks for stands on a day."""
    return Line(due_on, asked_on, done_on=max(came_on, asked_on) if came_on else None).outcome(as_of)


@remembered("coordination", "units")
def asked_acts(as_of: date) -> tuple[AskedAct, ...]:
    """Return the acts asked for that had not come by a day, the nearest deadline first. One query."""
    return tuple(
        AskedAct(code, symbol, clause, due_on, asked_outcome(due_on, asked_on, came_on, as_of))
        for code, symbol, clause, due_on, asked_on, came_on in records.rows(WAITING, {"as_of": as_of, "most": MOST})
    )
