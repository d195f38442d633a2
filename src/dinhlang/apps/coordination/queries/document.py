"""One document in both directions: on what it stands, and what became of it."""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models import F, Q, Subquery

from dinhlang.apps.coordination.models import Document, DocumentRelation, Task
from dinhlang.apps.coordination.queries.documents import issuers_of, names_of, rows_with
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
from dinhlang.apps.coordination.queries.tasks import known as known_tasks
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
        WHERE r.to_document_id = (SELECT id FROM coordination_document WHERE code = %(root)s)
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
CHANGING = (Relation.REPLACES, Relation.AMENDS)
ASKING = (Relation.ASSIGNS,)
Branch = tuple[int, int, Relation, str, int]  # document, what it stands on, relation, clause, depth


def document(code: str, as_of: date) -> DocumentView | None:
    """Return a document as it stood on a day, None where nobody could know of it yet. Ten queries."""
    relations, branches = _relations(code, as_of), _branches(code, as_of)
    everything = _everything(code, relations, branches)
    found = next((one for one in everything if one.code == code and one.passed_on <= as_of), None)
    if found is None:
        return None
    lines = owned(_tasks_under([found.pk, *(pk for pk, *_ in branches)], as_of), as_of)
    issuers = issuers_of(everything)
    named = named_then(names_of(everything, issuers) | lines.names, as_of)
    rows = rows_with(everything, issuers, named, as_of)
    grown = springs_of_all({DOCUMENT: [found.pk], TASK: [one.pk for one in lines.tasks]}, as_of)
    tasks = task_rows_with(lines, named, {pk: ends for (kind, pk), ends in grown.items() if kind == TASK}, as_of)
    return DocumentView(
        row=rows[found.pk],
        signed_by_post=found.signed_by_post,
        signed_by_name=found.signed_by_name,
        summary=_summary(found, as_of),
        source=found.source,
        source_url=found.source_url,
        confidence=Confidence(found.confidence),
        stands_on=_forwards(found, relations, DOWNWARD, rows, as_of),
        changes_to=_forwards(found, relations, CHANGING, rows, as_of),
        changed_by=_backwards(found, relations, CHANGING, rows, as_of),
        asks_for=_forwards(found, relations, ASKING, rows, as_of),
        asked_by=_backwards(found, relations, ASKING, rows, as_of),
        became=tuple(
            Grown(depth, above, relation, clause, rows[pk]) for pk, above, relation, clause, depth in branches
        ),
        tasks=tuple(tasks[one.pk] for one in lines.tasks),
        springs=grown.get((DOCUMENT, found.pk), ()),
        is_cut=MOST in (len(branches), len(lines.tasks)),
    )


def _summary(found: Document, as_of: date) -> Summary:
    """Return the five answers as far as they had been written by a day."""
    if found.summarised_on is not None and found.summarised_on > as_of:
        return Summary("", "", "", "", "")
    return Summary(found.changes, found.affects, found.costs, found.timing, found.objections)


def _relations(code: str, as_of: date) -> list[DocumentRelation]:
    """Return what is known of a document's relations on a day; a document that was not passed yet stays out."""
    own = Subquery(Document.objects.filter(code=code).values("pk")[:1])  # asked for once: both indexes are used
    touching = DocumentRelation.objects.filter(Q(from_document=own) | Q(to_document=own))
    return list(touching.filter(from_document__passed_on__lte=as_of).order_by("from_document__passed_on", "id"))


def _branches(code: str, as_of: date) -> list[Branch]:
    with connection.cursor() as cursor:
        downward = [one.value for one in DOWNWARD]
        cursor.execute(GROWN, {"root": code, "downward": downward, "as_of": as_of, "deepest": DEEPEST, "most": MOST})
        return [
            (pk, above, Relation(relation), clause, depth)
            for pk, above, relation, clause, depth, _path in cursor.fetchall()
        ]


def _everything(code: str, relations: Sequence[DocumentRelation], branches: Sequence[Branch]) -> list[Document]:
    """Return the document and every other that its page names, and give each relation its two."""
    ends = {pk for one in relations for pk in (one.from_document_id, one.to_document_id) if pk}
    named = Document.objects.filter(Q(code=code) | Q(pk__in=ends | {pk for pk, *_ in branches}))
    known_ones = {one.pk: one for one in named}
    for one in relations:
        one.from_document = known_ones[one.from_document_id]
        one.to_document = known_ones.get(one.to_document_id or 0)
    return list(known_ones.values())


def _forwards(
    found: Document,
    relations: Sequence[DocumentRelation],
    wanted: Sequence[Relation],
    rows: dict[int, DocumentRow],
    as_of: date,
) -> tuple[RelatedDocument, ...]:
    """Return the steps that lead away from a document ("this … that")."""
    own = [one for one in relations if one.from_document_id == found.pk and Relation(one.relation) in wanted]
    return tuple(_related(one, one.to_document, rows, as_of) for one in own if _is_known(one, as_of))


def _backwards(
    found: Document,
    relations: Sequence[DocumentRelation],
    wanted: Sequence[Relation],
    rows: dict[int, DocumentRow],
    as_of: date,
) -> tuple[RelatedDocument, ...]:
    """Return the steps that lead to a document ("that … this")."""
    own = [one for one in relations if one.to_document_id == found.pk and Relation(one.relation) in wanted]
    return tuple(_related(one, one.from_document, rows, as_of) for one in own if _is_known(one, as_of))


def _is_known(relation: DocumentRelation, as_of: date) -> bool:
    """Tell whether both documents are there; one that is asked for may come later."""
    other = relation.to_document
    return Relation(relation.relation) is Relation.ASSIGNS or (other is not None and other.passed_on <= as_of)


def _related(
    relation: DocumentRelation, other: Document | None, rows: dict[int, DocumentRow], as_of: date
) -> RelatedDocument:
    there = other if other is not None and other.passed_on <= as_of else None
    outcome = asked_outcome(relation, as_of) if Relation(relation.relation) is Relation.ASSIGNS else None
    row = rows[there.pk] if there else None
    return RelatedDocument(Relation(relation.relation), row, relation.clause, relation.due_on, outcome)


def asked_outcome(relation: DocumentRelation, as_of: date) -> Outcome:
    """Return where an act that a document asks for stands on a day."""
    act = relation.to_document
    asked_on = relation.from_document.passed_on
    came_on = None if act is None else max(act.passed_on, asked_on)
    return Line(relation.due_on, asked_on, done_on=came_on).outcome(as_of)


def _tasks_under(document_ids: Sequence[int], as_of: date) -> list[Task]:
    """Return the lines of the plans that documents carry, and of the notices that set them. One query."""
    carried = Q(plan__document__in=document_ids) | Q(plan__programme__document__in=document_ids)
    concluded = Q(conclusion__conference__notice__in=document_ids)
    return list(known_tasks(as_of).filter(carried | concluded).order_by("plan__year", "plan__code", "number")[:MOST])


@remembered("coordination", "units")
def asked_acts(as_of: date) -> tuple[AskedAct, ...]:
    """Return the acts asked for that had not come by a day, the nearest deadline first. One query."""
    asked = DocumentRelation.objects.filter(relation=Relation.ASSIGNS.value, from_document__passed_on__lte=as_of)
    open_ones = asked.exclude(to_document__passed_on__lte=as_of).select_related("from_document", "to_document")
    return tuple(
        AskedAct(one.from_document.code, one.from_document.symbol, one.clause, one.due_on, asked_outcome(one, as_of))
        for one in open_ones.order_by(F("due_on").asc(nulls_last=True), "id")[:MOST]
    )
