"""The lines of plans as they stood on a day: whose they were then, how they ended, what they spring from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from dinhlang.apps.coordination.models import Evidence, Handover, Task
from dinhlang.apps.coordination.queries.documents import document_rows
from dinhlang.apps.coordination.queries.shapes import TASK, EvidenceRow, HandoverRow, Spring, TaskRow, TaskView
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


def task_rows(tasks: Sequence[Task], as_of: date) -> dict[int, TaskRow]:
    """Return lines by id as they stood on a day. Five queries."""
    handovers = _handovers(tasks)
    owners = {one.pk: _owner(one, handovers[one.pk], as_of) for one in tasks}
    named = named_then({(unit_id, day) for unit_id, _, day in owners.values()}, as_of)
    grown = springs(TASK, [one.pk for one in tasks], as_of)
    rows = {}
    for one in tasks:
        unit_id, post, day = owners[one.pk]
        rows[one.pk] = _row(one, named[unit_id, day], post, grown.get(one.pk, ()), as_of)
    return rows


def _handovers(tasks: Sequence[Task]) -> dict[int, list[Handover]]:
    found: dict[int, list[Handover]] = defaultdict(list)
    known_ways = Handover.objects.filter(task__in=[task.pk for task in tasks]).select_related("task")
    for one in known_ways.order_by("on", "id"):
        found[one.task_id].append(one)
    return found


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


def task_views(tasks: Sequence[Task], as_of: date) -> dict[int, TaskView]:
    """Return lines by id with their evidence and their ways from body to body. Twelve queries."""
    rows = task_rows(tasks, as_of)
    evidence = _evidence(tasks, as_of)
    passed: dict[int, list[HandoverRow]] = defaultdict(list)
    done = [one for found in _handovers(tasks).values() for one in found if one.on <= as_of]
    named = named_then({pair for one in done for pair in _sides(one)}, as_of)
    for one in done:
        before, after = (named[side] for side in _sides(one))
        passed[one.task_id].append(HandoverRow(one.on, before, after, one.change, one.citation))
    return {pk: TaskView(row, tuple(evidence[pk]), tuple(passed[pk])) for pk, row in rows.items()}


def _sides(handover: Handover) -> tuple[tuple[int, date], tuple[int, date]]:
    """Return both bodies with the day on which each bore its name: the old one before, the new one since."""
    return (handover.from_unit_id, handover.task.set_on), (handover.to_unit_id, handover.on)


def _evidence(tasks: Iterable[Task], as_of: date) -> dict[int, list[EvidenceRow]]:
    shown = Evidence.objects.filter(task__in=[one.pk for one in tasks], on__lte=as_of).select_related("document")
    found = list(shown.order_by("on", "id"))
    documents = document_rows([one.document for one in found if one.document], as_of)
    rows: dict[int, list[EvidenceRow]] = defaultdict(list)
    for one in found:
        document = documents.get(one.document_id or 0)
        rows[one.task_id].append(EvidenceRow(one.on, one.text, document, one.url, one.is_illustration))
    return rows
