"""Programmes and yearly plans with their lines, as they stood on a day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dinhlang.apps.coordination.models import Plan, Programme, Task
from dinhlang.apps.coordination.queries import records
from dinhlang.apps.coordination.queries.documents import Names, document_rows, names_of, rows_with
from dinhlang.apps.coordination.queries.shapes import TASK, ContributionRow, DocumentRow, PlanBrief, PlanRow, PlanView
from dinhlang.apps.coordination.queries.springs import LINE, springs
from dinhlang.apps.coordination.queries.tasks import owned, sides, views_with
from dinhlang.apps.coordination.queries.tasks import rows_with as task_rows_with
from dinhlang.apps.organisations.queries import Named, heirs_of, named_then
from dinhlang.domain.coordination.documents import Field
from dinhlang.domain.coordination.plans import Line, score
from dinhlang.lib.remembered import remembered

PLAN = """
    SELECT p.id, p.code, p.year, r.code, r.title, p.lead_body_id, p.partner_body_id, p.signed_on, p.closed_on,
           p.is_illustration, p.document_id, r.document_id,
           (SELECT max(code) FROM coordination_conference WHERE next_plan_id = p.id AND held_on <= %(as_of)s),
           (SELECT max(code) FROM coordination_conference WHERE reviewed_plan_id = p.id AND held_on <= %(as_of)s)
    FROM coordination_plan p JOIN coordination_programme r ON r.id = p.programme_id
    WHERE (p.signed_on <= %(as_of)s OR (%(drafts)s AND p.signed_on IS NULL AND r.signed_on <= %(as_of)s))
"""
ONE_PLAN, ALL_PLANS = f"{PLAN} AND p.code = %(code)s", f"{PLAN} ORDER BY p.year DESC, p.code"
# What domain Line.outcome says, in SQL: done is done in time or late; overdue has not ended and its day has passed.
BRIEFS = """
    SELECT p.code, p.year, p.is_illustration, count(t.id), count(t.id) FILTER (WHERE t.done_on <= %(as_of)s),
           count(t.id) FILTER (WHERE t.due_on < %(as_of)s AND coalesce(t.done_on > %(as_of)s, true)
               AND coalesce(t.dropped_on > %(as_of)s, true) AND coalesce(t.carried_on > %(as_of)s, true))
    FROM coordination_plan p LEFT JOIN coordination_task t ON t.plan_id = p.id AND t.set_on <= %(as_of)s
    WHERE p.signed_on <= %(as_of)s GROUP BY p.id ORDER BY p.year DESC, p.code
"""
SECTIONS = """
    SELECT id, period, section, field, unit_id, asked_on, due_on, text, handed_in_on, is_illustration
    FROM coordination_contribution WHERE plan_id = %(plan)s AND asked_on <= %(as_of)s ORDER BY due_on, section, id
"""


class KnownPlan(NamedTuple):
    """A plan with its programme (`above_id`: its document) and the codes of the conferences around it."""

    pk: int
    code: str
    year: int
    programme_code: str
    programme_title: str
    lead_body_id: int
    partner_body_id: int
    signed_on: date | None
    closed_on: date | None
    is_illustration: bool
    document_id: int | None
    above_id: int | None
    set_going_by: str | None
    reviewed_by: str | None


class Owed(NamedTuple):
    """A section of a report."""

    pk: int
    period: str
    section: str
    field: str
    unit_id: int
    asked_on: date
    due_on: date
    text: str
    handed_in_on: date | None
    is_illustration: bool


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


def programmes(as_of: date) -> tuple[ProgrammeRow, ...]:
    """Return the programmes that were signed by a day, newest first. Six queries."""
    found = list(Programme.objects.filter(signed_on__lte=as_of).order_by("-signed_on", "id"))
    documents = document_rows({one.document_id for one in found if one.document_id}, as_of)
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


def plan_rows(found: Sequence[KnownPlan], as_of: date) -> dict[int, PlanRow]:
    """Return plans by id with the score of their lines. Three queries."""
    days = Task.objects.filter(plan__in=[one.pk for one in found]).values_list("plan_id", *LINE)
    lines: dict[int, list[Line]] = defaultdict(list)
    for plan_id, *line in days:
        lines[plan_id].append(Line(*line))
    named = named_then({pair for one in found for pair in _bodies(one, as_of)}, as_of)
    return {one.pk: _row(one, lines[one.pk], named, as_of) for one in found}


def _row(plan: KnownPlan, lines: Sequence[Line], named: Names, as_of: date) -> PlanRow:
    lead, partner = _bodies(plan, as_of)
    return PlanRow(
        plan.pk, plan.code, plan.year, plan.programme_code, plan.programme_title, (named[lead], named[partner]),
        _until(plan.signed_on, as_of), _until(plan.closed_on, as_of), score(lines, as_of), plan.is_illustration,
    )  # fmt: skip


def _bodies(plan: KnownPlan, as_of: date) -> tuple[tuple[int, date], tuple[int, date]]:
    """Return the two bodies of a plan, each with the day whose name it bears there."""
    day = _named_on(plan, as_of)
    return (plan.lead_body_id, day), (plan.partner_body_id, day)


def _named_on(plan: KnownPlan, as_of: date) -> date:
    return plan.signed_on if plan.signed_on and plan.signed_on <= as_of else as_of


def _until(day: date | None, as_of: date) -> date | None:
    return day if day is not None and day <= as_of else None


def plans(as_of: date, *, with_drafts: bool = False) -> tuple[PlanRow, ...]:
    """Return the plans of a day, newest year first. Four queries."""
    found = [KnownPlan._make(row) for row in records.rows(ALL_PLANS, {"as_of": as_of, "drafts": with_drafts})]
    rows = plan_rows(found, as_of)
    return tuple(rows[one.pk] for one in found)


@remembered("coordination")
def plan_briefs(as_of: date) -> tuple[PlanBrief, ...]:
    """Return the signed plans of a day, newest year first, counted by the database. One query."""
    return tuple(PlanBrief(*row) for row in records.rows(BRIEFS, {"as_of": as_of}))


def plan(code: str, as_of: date, *, with_drafts: bool = False) -> PlanView | None:
    """Return a plan with everything that was known of it on a day. Ten queries, whatever its length."""
    one = next(iter(records.rows(ONE_PLAN, {"code": code, "as_of": as_of, "drafts": with_drafts})), None)
    if one is None:
        return None
    found = KnownPlan._make(one)
    lines = owned(records.lines(records.OF_PLAN, found.pk, as_of, with_drafts=with_drafts), as_of)
    shown, owed = records.shown(lines.ids, as_of), _asked_for(found.pk, as_of)
    wanted_papers = {pk for pk in (found.document_id, found.above_id, *(one.document_id for one in shown)) if pk}
    papers = [one for one in records.papers(wanted_papers, as_of).values() if one.passed_on <= as_of]
    both = {pair for pairs in sides(lines, as_of).values() for pair in pairs}
    wanted = names_of(papers) | lines.names | both | set(_bodies(found, as_of))
    named = named_then(wanted | {(one.unit_id, one.asked_on) for one in owed}, as_of)
    documents = rows_with(papers, named, as_of)
    rows = task_rows_with(lines, named, springs(TASK, lines.ids, as_of), as_of)
    views = views_with(lines, rows, shown, documents, named, as_of)
    return PlanView(
        row=_row(found, [one.line for one in lines.tasks], named, as_of),
        document=documents.get(found.document_id or 0),
        programme_document=documents.get(found.above_id or 0),
        tasks=tuple(views.values()),
        contributions=tuple(_contribution(one, named, as_of) for one in owed),
        set_going_by=found.set_going_by or "",
        reviewed_by=found.reviewed_by or "",
        of_unknown_origin=sum(not row.springs for row in rows.values()),
    )


def _asked_for(plan_id: int, as_of: date) -> list[Owed]:
    """Return the sections of a plan's reports that were asked for by a day. One query."""
    return [Owed._make(row) for row in records.rows(SECTIONS, {"plan": plan_id, "as_of": as_of})]


def _contribution(one: Owed, named: Names, as_of: date) -> ContributionRow:
    handed_in = _until(one.handed_in_on, as_of)
    line = Line(one.due_on, one.asked_on, done_on=one.handed_in_on)
    return ContributionRow(
        one.pk, one.period, one.section, Field(one.field) if one.field else None, named[one.unit_id, one.asked_on],
        one.due_on, handed_in, line.outcome(as_of), one.text if handed_in else "", one.is_illustration,
    )  # fmt: skip


def bodies_now(plan_code: str, on: date) -> frozenset[int]:
    """Return the units that hold the places of a plan's two bodies on a day. Two queries."""
    found = Plan.objects.filter(code=plan_code).values_list("lead_body_id", "partner_body_id").first()
    return frozenset(heir for heirs, _ in heirs_of(found, on).values() for heir in heirs) if found else frozenset()
