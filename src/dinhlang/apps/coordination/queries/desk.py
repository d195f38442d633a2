"""What only the desk reads: open lines of some units, what was registered last, reviews that are being written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import ProcrastinateJob

from dinhlang.apps.coordination.models import (
    Conference,
    Contribution,
    Document,
    DocumentRelation,
    Handover,
    IndexValue,
    Indicator,
    Plan,
    Task,
)
from dinhlang.apps.coordination.queries.documents import document_rows, known
from dinhlang.apps.coordination.queries.shapes import DocumentRow, PlanRow, TaskRow
from dinhlang.apps.coordination.queries.tasks import task_rows
from dinhlang.apps.organisations.queries import heirs_of
from dinhlang.domain.coordination.documents import Relation
from dinhlang.lib.refusal import NotFoundError
from dinhlang.lib.remembered import remembered

SOON = timedelta(days=14)


@dataclass(frozen=True)
class OwedSection:
    """A section of a report that a unit still owes."""

    plan_code: str
    year: int
    section: str
    due_on: date


@dataclass(frozen=True)
class OwnWork:
    """How many lines and sections wait for units; late ones, and those due in two weeks."""

    all: int
    late: int
    soon: int


@dataclass(frozen=True)
class AskedAct:
    """An act that a document asks for and that is not there yet."""

    id: int
    symbol: str
    clause: str
    due_on: date | None


@dataclass(frozen=True)
class NearPlan:
    """A plan of any programme, as the forms of another offer it."""

    id: int
    year: int
    programme_title: str
    is_closed: bool


@dataclass(frozen=True)
class Around:
    """What the forms of a plan need of its programme: its id, its last year, the years that have plans, later plans."""

    programme_id: int
    last_year: int
    years: frozenset[int]
    plans: tuple[NearPlan, ...]


def around(programme_code: str) -> Around:
    """Return what lies around the plans of a programme. One query."""
    columns = ("id", "year", "closed_on", "programme_id", "programme__code", "programme__title", "programme__last_year")
    rows = list(Plan.objects.order_by("-year", "code").values_list(*columns))
    own = [row for row in rows if row[4] == programme_code]
    plans = tuple(NearPlan(row[0], row[1], row[5], row[2] is not None) for row in rows)
    return Around(own[0][3], own[0][6], frozenset(row[1] for row in own), plans)


def places(rows: Collection[PlanRow], *, known_on: date, on: date) -> dict[str, frozenset[int]]:
    """Return by code the units that hold the places of the two bodies of plans on a day.

    No query where the rows are of that day; two for rows as known on another.
    """
    if known_on == on:
        return {row.code: frozenset(one.id for body in row.bodies for one in (body.now or (body,))) for row in rows}
    found = Plan.objects.filter(pk__in=[row.id for row in rows]).values_list("code", "lead_body_id", "partner_body_id")
    bodies = {code: (lead, partner) for code, lead, partner in found}
    heirs = heirs_of({one for both in bodies.values() for one in both}, on)
    return {code: frozenset(heir for one in both for heir in heirs[one][0]) for code, both in bodies.items()}


def open_lines(unit_ids: Collection[int], on: date) -> tuple[TaskRow, ...]:
    """Return the lines of signed plans that were units' own and not ended on a day, the nearest deadline first.

    Six queries.
    """
    had = Q(owner__in=unit_ids) | Q(pk__in=Handover.objects.filter(from_unit__in=unit_ids).values("task"))
    found = list(_going(on).filter(had).order_by("due_on", "plan__year", "number").values_list("pk", flat=True))
    rows = task_rows(found, on)
    return tuple(rows[pk] for pk in found if rows[pk].owner.id in unit_ids)


def _going(on: date) -> QuerySet[Task]:
    """Return the lines of signed plans that had not ended by a day."""
    ended = Q(done_on__lte=on) | Q(dropped_on__lte=on) | Q(carried_on__lte=on)
    return Task.objects.filter(set_on__lte=on, plan__signed_on__lte=on).exclude(ended)


def owed_sections(unit_ids: Collection[int], on: date) -> tuple[OwedSection, ...]:
    """Return the sections that units, or those whose place they held, had not handed in by a day, the nearest first.

    Two queries.
    """
    owed = Contribution.objects.filter(asked_on__lte=on).exclude(Q(handed_in_on__lte=on) | Q(plan__closed_on__lte=on))
    columns = ("unit_id", "plan__code", "plan__year", "section", "due_on")
    rows = list(owed.order_by("due_on", "id").values_list(*columns))
    heirs = heirs_of({row[0] for row in rows}, on) if rows else {}
    return tuple(OwedSection(*row[1:]) for row in rows if not set(unit_ids).isdisjoint(heirs[row[0]][0]))


@remembered("coordination", "units")
def own_work(unit_ids: frozenset[int], on: date) -> OwnWork:
    """Return how much of signed plans and their reports waits for units today. Three queries, then remembered."""
    going = _going(on).filter(owner__in=unit_ids)
    return waiting([*going.values_list("due_on", flat=True), *(one.due_on for one in owed_sections(unit_ids, on))], on)


def waiting(days: Sequence[date | None], on: date) -> OwnWork:
    """Return how much waits by the days on which it is due."""
    late = sum(day is not None and day < on for day in days)
    soon = sum(day is not None and on <= day <= on + SOON for day in days)
    return OwnWork(len(days), late, soon)


def asked_acts(on: date) -> tuple[AskedAct, ...]:
    """Return the acts that documents ask for and that are not there yet, the nearest day first. One query."""
    waiting = DocumentRelation.objects.filter(
        relation=Relation.ASSIGNS.value, to_document__isnull=True, from_document__passed_on__lte=on
    )
    columns = ("id", "from_document__symbol", "clause", "due_on")
    return tuple(AskedAct(*row) for row in waiting.order_by("due_on", "id").values_list(*columns))


def asked_place(relation_id: int) -> tuple[int, str]:
    """Return the id of the document that asks for an act, and the words by which it does; raises NotFoundError."""
    found = DocumentRelation.objects.filter(pk=relation_id).values_list("from_document_id", "clause").first()
    if found is None:
        raise NotFoundError(_("Không có việc nào đang chờ như vậy."), field="asked")
    return found


def indicators() -> list[tuple[str, str]]:
    """Return code and name of what is measured. One query."""
    return list(Indicator.objects.order_by("place", "code").values_list("code", "name"))


def methods() -> list[str]:
    """Return how the known values were measured, and how new ones are to be. One query."""
    defined = Indicator.objects.exclude(method="").values_list("method")
    return sorted(one for (one,) in IndexValue.objects.values_list("method").union(defined))


def conference_rows(on: date) -> list[tuple[int, str, date]]:
    """Return id, title and day of the conferences, newest first. One query."""
    held = Conference.objects.filter(held_on__lte=on).order_by("-held_on", "-id")
    return list(held.values_list("id", "title", "held_on"))


def registered_last(on: date, limit: int) -> tuple[DocumentRow, ...]:
    """Return the documents that were written into the register last. Four queries."""
    found = list(known(on).order_by("-id").values_list("pk", flat=True)[:limit])
    rows = document_rows(found, on)
    return tuple(rows[pk] for pk in found)


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
