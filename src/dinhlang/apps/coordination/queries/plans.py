"""Programmes and yearly plans with their lines, as they stood on a day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dinhlang.apps.coordination.models import Conference, Contribution, Plan, Programme, Task
from dinhlang.apps.coordination.queries.documents import document_rows
from dinhlang.apps.coordination.queries.shapes import ContributionRow, DocumentRow, PlanRow, PlanView
from dinhlang.apps.coordination.queries.tasks import known as known_tasks
from dinhlang.apps.coordination.queries.tasks import line_of, task_views
from dinhlang.apps.organisations.queries import Named, heirs_of, named_then
from dinhlang.domain.coordination.documents import Field
from dinhlang.domain.coordination.plans import Line, score


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme with its years and its two bodies, named as on the day of signing."""

    id: int
    code: str
    title: str
    first_year: int
    last_year: int
    bodies: tuple[Named, Named]
    signed_on: date
    document: DocumentRow | None
    is_illustration: bool


def known(as_of: date, *, with_drafts: bool = False) -> QuerySet[Plan]:
    """Return the plans that were signed by a day (drafts too, for the bodies themselves)."""
    signed = Q(signed_on__lte=as_of)
    wanted = signed | Q(signed_on__isnull=True, programme__signed_on__lte=as_of) if with_drafts else signed
    return Plan.objects.filter(wanted).select_related("programme__document", "document")


def programmes(as_of: date) -> tuple[ProgrammeRow, ...]:
    """Return the programmes that were signed by a day, newest first. Six queries."""
    found = list(Programme.objects.filter(signed_on__lte=as_of).select_related("document").order_by("-signed_on", "id"))
    documents = document_rows([one.document for one in found if one.document], as_of)
    wanted = {(unit_id, one.signed_on) for one in found for unit_id in (one.lead_body_id, one.partner_body_id)}
    named = named_then(wanted, as_of)
    return tuple(
        ProgrammeRow(
            one.pk, one.code, one.title, one.first_year, one.last_year,
            (named[one.lead_body_id, one.signed_on], named[one.partner_body_id, one.signed_on]),
            one.signed_on, documents.get(one.document_id or 0), one.is_illustration,
        )
        for one in found
    )  # fmt: skip


def plan_rows(found: Sequence[Plan], as_of: date) -> dict[int, PlanRow]:
    """Return plans by id with the score of their lines. Three queries."""
    lines: dict[int, list[Line]] = defaultdict(list)
    for task in Task.objects.filter(plan__in=[one.pk for one in found]):
        lines[task.plan_id].append(line_of(task))
    days = {one.pk: _named_on(one, as_of) for one in found}
    wanted = {(unit_id, days[one.pk]) for one in found for unit_id in (one.lead_body_id, one.partner_body_id)}
    named = named_then(wanted, as_of)
    return {
        one.pk: PlanRow(
            one.pk, one.code, one.year, one.programme.code, one.programme.title,
            (named[one.lead_body_id, days[one.pk]], named[one.partner_body_id, days[one.pk]]),
            _until(one.signed_on, as_of), _until(one.closed_on, as_of), score(lines[one.pk], as_of),
            one.is_illustration,
        )
        for one in found
    }  # fmt: skip


def _named_on(plan: Plan, as_of: date) -> date:
    return plan.signed_on if plan.signed_on and plan.signed_on <= as_of else as_of


def _until(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None


def plans(as_of: date, *, with_drafts: bool = False) -> tuple[PlanRow, ...]:
    """Return the plans of a day, newest year first. Four queries."""
    found = list(known(as_of, with_drafts=with_drafts).order_by("-year", "code"))
    rows = plan_rows(found, as_of)
    return tuple(rows[one.pk] for one in found)


def plan(code: str, as_of: date, *, with_drafts: bool = False) -> PlanView | None:
    """Return a plan with everything that was known of it on a day. Twenty-four queries, whatever its length."""
    found = known(as_of, with_drafts=with_drafts).filter(code=code).first()
    if found is None:
        return None
    tasks = list(known_tasks(as_of, with_drafts=with_drafts).filter(plan=found).order_by("number"))
    views = task_views(tasks, as_of)
    own = [found.document, found.programme.document]
    documents = document_rows([one for one in own if one is not None and one.passed_on <= as_of], as_of)
    around = Conference.objects.filter(Q(reviewed_plan=found) | Q(next_plan=found), held_on__lte=as_of)
    codes = list(around.values_list("reviewed_plan_id", "code"))
    return PlanView(
        row=plan_rows([found], as_of)[found.pk],
        document=documents.get(found.document_id or 0),
        programme_document=documents.get(found.programme.document_id or 0),
        tasks=tuple(views[one.pk] for one in tasks),
        contributions=contributions(found.pk, as_of),
        set_going_by=next((code for reviewed, code in codes if reviewed != found.pk), ""),
        reviewed_by=next((code for reviewed, code in codes if reviewed == found.pk), ""),
        of_unknown_origin=sum(not views[one.pk].row.springs for one in tasks),
    )


def contributions(plan_id: int, as_of: date) -> tuple[ContributionRow, ...]:
    """Return the sections of a plan's reports that were asked for by a day. Three queries."""
    found = list(Contribution.objects.filter(plan=plan_id, asked_on__lte=as_of).order_by("due_on", "section", "id"))
    named = named_then({(one.unit_id, one.asked_on) for one in found}, as_of)
    rows = []
    for one in found:
        handed_in = _until(one.handed_in_on, as_of)
        line = Line(one.due_on, one.asked_on, done_on=one.handed_in_on)
        rows.append(
            ContributionRow(
                one.pk, one.period, one.section, Field(one.field) if one.field else None,
                named[one.unit_id, one.asked_on], one.due_on, handed_in, line.outcome(as_of),
                one.text if handed_in else "", one.is_illustration,
            )
        )  # fmt: skip
    return tuple(rows)


def bodies_now(plan_code: str, on: date) -> frozenset[int]:
    """Return the units that hold the places of a plan's two bodies on a day. Two queries."""
    found = Plan.objects.filter(code=plan_code).values_list("lead_body_id", "partner_body_id").first()
    return frozenset(heir for heirs, _ in heirs_of(found, on).values() for heir in heirs) if found else frozenset()
