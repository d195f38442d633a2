"""What documents and tasks spring from: the wishes and the cases of people."""

from collections.abc import Collection, Mapping
from datetime import date

from dinhlang.apps.coordination.models import Document, Task
from dinhlang.apps.coordination.queries.shapes import (
    CASE,
    DOCUMENT,
    TASK,
    CaseGrown,
    GrownDocument,
    GrownTask,
    Spring,
)
from dinhlang.apps.feedback.models import PUBLIC, Case
from dinhlang.apps.links.queries import Linked, springing_from, springs_of_kinds
from dinhlang.domain.coordination.plans import Line

LINE = ("due_on", "set_on", "done_on", "dropped_on", "carried_on")  # the columns of a Line, in its order


def springs(kind: str, ids: Collection[int], as_of: date) -> dict[int, tuple[Spring, ...]]:
    """Return by id what things spring from; a case that is not public shows neither number nor title. Two queries."""
    return {own: found for (_, own), found in springs_of_all({kind: ids}, as_of).items()}


def springs_of_all(wanted: Mapping[str, Collection[int]], as_of: date) -> dict[tuple[str, int], tuple[Spring, ...]]:
    """Return by kind and id what things of several kinds spring from. Two queries, one where nothing is known."""
    linked = springs_of_kinds({kind: ids for kind, ids in wanted.items() if ids}, as_of)
    cases = {one.id for ends in linked.values() for one in ends if one.kind == CASE}
    public = Case.objects.filter(pk__in=cases, publication=PUBLIC).values_list("pk", "number", "title")
    shown = {pk: (number, title) for pk, number, title in public} if cases else {}
    return {own: tuple(_spring(one, shown) for one in ends) for own, ends in linked.items()}


def _spring(end: Linked, shown: Mapping[int, tuple[str, str]]) -> Spring:
    code, title = shown.get(end.id, ("", "")) if end.kind == CASE else (end.code, "")
    return Spring(end.kind, end.id, code, title, end.on)


def grown_from_case(case_id: int, as_of: date) -> CaseGrown:
    """Return the lines of signed plans and the documents that spring from a case. One query, three at most."""
    grown = springing_from(CASE, [case_id], as_of).get(case_id, ())
    if not grown:
        return CaseGrown((), ())
    task_ids = [one.id for one in grown if one.kind == TASK]
    document_ids = [one.id for one in grown if one.kind == DOCUMENT]
    lines = Task.objects.filter(pk__in=task_ids, plan__signed_on__lte=as_of, set_on__lte=as_of)
    columns = ("plan__code", "plan__year", "number", "text", *LINE)
    papers = Document.objects.filter(pk__in=document_ids, passed_on__lte=as_of).values_list("code", "symbol", "title")
    return CaseGrown(
        tuple(
            GrownTask(code, year, number, text, Line(*days).outcome(as_of))
            for code, year, number, text, *days in lines.order_by("plan__year", "number").values_list(*columns)
        )
        if task_ids
        else (),
        tuple(GrownDocument(*row) for row in papers.order_by("passed_on", "id")) if document_ids else (),
    )
