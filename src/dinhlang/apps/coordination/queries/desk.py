"""What only the desk reads: open lines of some units, what was registered last, reviews that are being written."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from procrastinate.contrib.django.models import ProcrastinateJob

from dinhlang.apps.coordination.models import Conference, Contribution, Document, Plan
from dinhlang.apps.coordination.queries.documents import document_rows, known
from dinhlang.apps.coordination.queries.shapes import DocumentRow, TaskRow
from dinhlang.apps.coordination.queries.tasks import known as known_tasks
from dinhlang.apps.coordination.queries.tasks import task_rows


@dataclass(frozen=True)
class OwedSection:
    """A section of a report that a unit still owes."""

    plan_code: str
    year: int
    section: str
    due_on: date


def open_lines(unit_ids: Collection[int], on: date) -> tuple[TaskRow, ...]:
    """Return the lines of signed plans that units have not ended, the nearest deadline first. Six queries."""
    going = known_tasks(on).filter(
        owner__in=unit_ids, done_on__isnull=True, dropped_on__isnull=True, carried_on__isnull=True
    )
    found = list(going.order_by("due_on", "plan__year", "number"))
    rows = task_rows(found, on)
    return tuple(rows[one.pk] for one in found)


def owed_sections(unit_ids: Collection[int]) -> tuple[OwedSection, ...]:
    """Return the sections that units have not handed in, the nearest deadline first. One query."""
    owed = Contribution.objects.filter(unit__in=unit_ids, handed_in_on__isnull=True, plan__closed_on__isnull=True)
    columns = ("plan__code", "plan__year", "section", "due_on")
    return tuple(OwedSection(*row) for row in owed.order_by("due_on", "id").values_list(*columns))


def registered_last(on: date, limit: int) -> tuple[DocumentRow, ...]:
    """Return the documents that were written into the register last. Four queries."""
    found = list(known(on).order_by("-id")[:limit])
    rows = document_rows(found, on)
    return tuple(rows[one.pk] for one in found)


def issuer_ids() -> frozenset[int]:
    """Return the units that issued any document of the register. One query."""
    return frozenset(Document.objects.values_list("issuer_id", flat=True).distinct())


def conference_place(code: str) -> tuple[int, int | None] | None:
    """Return the ids of a conference and of the plan that it sets going. One query."""
    return Conference.objects.filter(code=code).values_list("id", "next_plan_id").first()


def plan_code(plan_id: int) -> str:
    """Return the code of a plan. One query."""
    return Plan.objects.values_list("code", flat=True).get(pk=plan_id)


def reviews_unwritten(task_name: str, code: str) -> tuple[frozenset[date], frozenset[date]]:
    """Return the days whose review of a plan is in work, and those where writing it failed. One query."""
    jobs = ProcrastinateJob.objects.filter(task_name=task_name, args__code=code)
    found = [(date.fromisoformat(args["on"]), status) for args, status in jobs.values_list("args", "status")]
    in_work = frozenset(day for day, status in found if status in ("todo", "doing"))
    return in_work, frozenset(day for day, status in found if status == "failed") - in_work
