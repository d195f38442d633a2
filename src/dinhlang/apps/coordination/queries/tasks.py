"""The lines of plans as they stood on a day: whose they were then, how they ended, what they spring from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from dinhlang.apps.coordination.models import Evidence, Handover, Task
from dinhlang.apps.coordination.queries.documents import Names
from dinhlang.apps.coordination.queries.shapes import (
    TASK,
    DocumentRow,
    EvidenceRow,
    HandoverRow,
    Spring,
    TaskRow,
    TaskView,
)
from dinhlang.apps.coordination.queries.springs import springs
from dinhlang.apps.organisations.queries import Named, named_then
from dinhlang.domain.coordination.documents import Field
from dinhlang.domain.coordination.plans import Line, Outcome


def line_of(task: Task) -> Line:
    """Return what the rules need of a line."""
    return Line(task.due_on, task.set_on, task.done_on, task.dropped_on, task.carried_on)


def known(as_of: date, *, with_drafts: bool = False) -> QuerySet[Task]:
    """Return the lines that were set by a day in signed plans (in drafts too, for the bodies themselves)."""
    found = Task.objects.filter(set_on__lte=as_of)
    if not with_drafts:
        found = found.filter(plan__signed_on__lte=as_of)
    return found.select_related("plan", "carried_to__plan", "carried_from__plan", "conclusion__conference")


@dataclass(frozen=True)
class Owned:
    """Lines with whose they were: food for rows_with(). `owners`: unit, post, since when."""

    tasks: Sequence[Task]
    handovers: Mapping[int, Sequence[Handover]]
    owners: Mapping[int, tuple[int, str, date]]

    @property
    def names(self) -> set[tuple[int, date]]:
        """Return what must be named to show the lines."""
        return {(unit_id, day) for unit_id, _, day in self.owners.values()}


def owned(tasks: Sequence[Task], as_of: date) -> Owned:
    """Return lines with whose they were on a day. One query."""
    handovers: dict[int, list[Handover]] = defaultdict(list)
    found = Handover.objects.filter(task__in=[task.pk for task in tasks]).select_related("task")
    for one in found.order_by("on", "id") if tasks else ():
        handovers[one.task_id].append(one)
    return Owned(tasks, handovers, {one.pk: _owner(one, handovers[one.pk], as_of) for one in tasks})


def task_rows(tasks: Sequence[Task], as_of: date) -> dict[int, TaskRow]:
    """Return lines by id as they stood on a day. Five queries."""
    lines = owned(tasks, as_of)
    return rows_with(lines, named_then(lines.names, as_of), springs(TASK, [one.pk for one in tasks], as_of), as_of)


def rows_with(lines: Owned, named: Names, grown: Mapping[int, tuple[Spring, ...]], as_of: date) -> dict[int, TaskRow]:
    """Return lines by id, with names and springs that were read before."""
    rows = {}
    for one in lines.tasks:
        unit_id, post, day = lines.owners[one.pk]
        rows[one.pk] = _row(one, named[unit_id, day], post, grown.get(one.pk, ()), as_of)
    return rows


def _owner(task: Task, handovers: Sequence[Handover], as_of: date) -> tuple[int, str, date]:
    """Return the unit and post that had a line on a day, and since when."""
    since = max((one.on for one in handovers if one.on <= as_of), default=task.set_on)
    later = next((one for one in handovers if one.on > as_of), None)
    if later is not None:
        return later.from_unit_id, later.from_post, since
    return task.owner_id, task.owner_post, since


def _row(task: Task, owner: Named, post: str, grown: tuple[Spring, ...], as_of: date) -> TaskRow:
    line = line_of(task)
    outcome = line.outcome(as_of)
    ended = task.done_on or task.dropped_on or task.carried_on
    before = getattr(task, "carried_from", None)
    held = task.conclusion is not None and task.conclusion.conference.held_on <= as_of
    return TaskRow(
        id=task.pk,
        plan_code=task.plan.code,
        year=task.plan.year,
        number=task.number,
        text=task.text,
        field=Field(task.field),
        owner=owner,
        owner_post=post,
        product=task.product,
        indicator=task.indicator,
        baseline=task.baseline,
        target=task.target,
        set_on=task.set_on,
        due_on=task.due_on,
        outcome=outcome,
        ended_on=ended if ended is not None and ended <= as_of else None,
        dropped_reason=task.dropped_reason if outcome is Outcome.DROPPED else "",
        carried_to=_place(task.carried_to) if outcome is Outcome.CARRIED and task.carried_to else None,
        carried_from=_place(before) if before and before.carried_on and before.carried_on <= as_of else None,
        conclusion_number=task.conclusion.number if task.conclusion and held else None,
        springs=grown,
        is_illustration=task.is_illustration,
    )


def _place(task: Task) -> tuple[str, int]:
    return task.plan.code, task.number


def sides(lines: Owned, as_of: date) -> dict[Handover, tuple[tuple[int, date], tuple[int, date]]]:
    """Return both bodies of the handovers done by a day, each with a day on which it bore its name."""
    done = [one for found in lines.handovers.values() for one in found if one.on <= as_of]
    return {one: ((one.from_unit_id, one.task.set_on), (one.to_unit_id, one.on)) for one in done}


def evidence_of(tasks: Iterable[Task], as_of: date) -> list[Evidence]:
    """Return what showed by a day that lines were worked on, with the documents. One query."""
    shown = Evidence.objects.filter(task__in=[one.pk for one in tasks], on__lte=as_of).select_related("document")
    return list(shown.order_by("on", "id"))


def views_with(
    lines: Owned, rows: Mapping[int, TaskRow], shown: Iterable[Evidence], documents: Mapping[int, DocumentRow],
    named: Names, as_of: date,
) -> dict[int, TaskView]:  # fmt: skip
    """Return lines by id with their evidence and their ways from body to body, from what was read before."""
    passed: dict[int, list[HandoverRow]] = defaultdict(list)
    for one, (before, after) in sides(lines, as_of).items():
        passed[one.task_id].append(
            HandoverRow(one.on, named[before], one.from_post, named[after], one.change, one.citation)
        )
    evidence: dict[int, list[EvidenceRow]] = defaultdict(list)
    for own in shown:
        document = documents.get(own.document_id or 0)
        evidence[own.task_id].append(EvidenceRow(own.on, own.text, document, own.url, own.is_illustration))
    return {pk: TaskView(row, tuple(evidence[pk]), tuple(passed[pk])) for pk, row in rows.items()}
