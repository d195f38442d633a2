"""The lines of plans as they stood on a day: whose they were then, how they ended, what they spring from."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dinhlang.apps.coordination.models import Task
from dinhlang.apps.coordination.queries import records
from dinhlang.apps.coordination.queries.documents import Names
from dinhlang.apps.coordination.queries.records import Carried, Handed, KnownLine, Shown
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
from dinhlang.apps.organisations.queries import named_then
from dinhlang.domain.coordination.documents import Field
from dinhlang.domain.coordination.plans import Line, Outcome

FIELDS = {one.value: one for one in Field}


def line_of(task: Task) -> Line:
    """Return what the rules need of a line."""
    return Line(task.due_on, task.set_on, task.done_on, task.dropped_on, task.carried_on)


@dataclass(frozen=True)
class Owned:
    """Lines with whose they were: food for rows_with(). `owners`: unit, post, since when."""

    tasks: Sequence[KnownLine]
    handovers: Mapping[int, Sequence[Handed]]
    owners: Mapping[int, tuple[int, str, date]]
    carried_to: Mapping[int, Carried]
    carried_from: Mapping[int, Carried]

    @property
    def ids(self) -> list[int]:
        """Return the ids of the lines."""
        return [one.pk for one in self.tasks]

    @property
    def names(self) -> set[tuple[int, date]]:
        """Return what must be named to show the lines."""
        return {(unit_id, day) for unit_id, _, day in self.owners.values()}


def owned(tasks: Sequence[KnownLine], as_of: date) -> Owned:
    """Return lines with whose they were on a day, and the plans between which they went. One query."""
    handovers = {one.pk: one.handed for one in tasks if one.ways}
    ways = records.carried([one.pk for one in tasks])
    owners = {one.pk: _owner(one, handovers.get(one.pk, ()), as_of) for one in tasks}
    return Owned(tasks, handovers, owners, {one.earlier_id: one for one in ways}, {one.later_id: one for one in ways})


def task_rows(ids: Collection[int], as_of: date) -> dict[int, TaskRow]:
    """Return lines of signed plans by id as they stood on a day. Six queries."""
    lines = owned(records.lines(records.BY_ID, list(ids), as_of), as_of)
    return rows_with(lines, named_then(lines.names, as_of), springs(TASK, lines.ids, as_of), as_of)


def rows_with(lines: Owned, named: Names, grown: Mapping[int, tuple[Spring, ...]], as_of: date) -> dict[int, TaskRow]:
    """Return lines by id, with names and springs that were read before."""
    return {one.pk: _row(one, lines, named, grown.get(one.pk, ()), as_of) for one in lines.tasks}


def _owner(task: KnownLine, handovers: Sequence[Handed], as_of: date) -> tuple[int, str, date]:
    """Return the unit and post that had a line on a day, and since when."""
    since = max((one.on for one in handovers if one.on <= as_of), default=task.set_on)
    later = next((one for one in handovers if one.on > as_of), None)
    if later is not None:
        return later.from_unit_id, later.from_post, since
    return task.owner_id, task.owner_post, since


def _row(task: KnownLine, lines: Owned, named: Names, grown: tuple[Spring, ...], as_of: date) -> TaskRow:
    unit_id, post, day = lines.owners[task.pk]
    outcome = task.line.outcome(as_of)
    ended = task.done_on or task.dropped_on or task.carried_on
    after = lines.carried_to.get(task.pk) if outcome is Outcome.CARRIED else None
    before = lines.carried_from.get(task.pk)
    return TaskRow(
        id=task.pk, plan_code=task.plan_code, year=task.year, number=task.number, text=task.text,
        field=FIELDS[task.field], owner=named[unit_id, day], owner_post=post, product=task.product,
        indicator=task.indicator, baseline=task.baseline, target=task.target, set_on=task.set_on, due_on=task.due_on,
        outcome=outcome,
        ended_on=ended if ended is not None and ended <= as_of else None,
        dropped_reason=task.dropped_reason if outcome is Outcome.DROPPED else "",
        carried_to=(after.later_code, after.later_number) if after else None,
        carried_from=(before.earlier_code, before.earlier_number) if before and before.on <= as_of else None,
        conclusion_number=task.conclusion_number, springs=grown, is_illustration=task.is_illustration,
    )  # fmt: skip


def sides(lines: Owned, as_of: date) -> dict[Handed, tuple[tuple[int, date], tuple[int, date]]]:
    """Return both bodies of the handovers done by a day, each with a day on which it bore its name."""
    set_on = {one.pk: one.set_on for one in lines.tasks}
    done = [one for found in lines.handovers.values() for one in found if one.on <= as_of]
    return {one: ((one.from_unit_id, set_on[one.task_id]), (one.to_unit_id, one.on)) for one in done}


def views_with(
    lines: Owned, rows: Mapping[int, TaskRow], shown: Iterable[Shown], documents: Mapping[int, DocumentRow],
    named: Names, as_of: date,
) -> dict[int, TaskView]:  # fmt: skip
    """Return lines by id with their evidence and their ways from body to body, from what was read before."""
    passed: dict[int, list[HandoverRow]] = defaultdict(list)
    for one, (before, after) in sides(lines, as_of).items():
        row = HandoverRow(one.on, named[before], one.from_post, named[after], one.change, one.citation)
        passed[one.task_id].append(row)
    evidence: dict[int, list[EvidenceRow]] = defaultdict(list)
    for own in shown:
        document = documents.get(own.document_id or 0)
        evidence[own.task_id].append(EvidenceRow(own.on, own.text, document, own.url, own.is_illustration))
    return {pk: TaskView(row, tuple(evidence.get(pk, ())), tuple(passed.get(pk, ()))) for pk, row in rows.items()}
