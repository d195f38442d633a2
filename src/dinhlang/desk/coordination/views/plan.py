"""A plan at the desk: its lines, its sections, its reviews, and the forms of what the official may do with them."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.coordination import policies, queries
from dinhlang.apps.coordination.queries import desk as queries_of_desk
from dinhlang.apps.origins import policies as origins
from dinhlang.desk.coordination import reports
from dinhlang.desk.coordination.fields import Choices
from dinhlang.desk.coordination.lists import plan_lists
from dinhlang.desk.coordination.verbs import ON_LINE, ON_PLAN, ON_SECTION, Verb, fields_of_closing, one_of
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer, refused_in_the_past
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.coordination import words
from dinhlang.domain.coordination.plans import Outcome
from dinhlang.domain.origins import relations
from dinhlang.lib.as_of import AsOf, asked
from dinhlang.lib.clock import now
from dinhlang.lib.pages import fresh_page
from dinhlang.lib.typed import whole

GOING_ON = (Outcome.OPEN, Outcome.OVERDUE)
REVIEW = "tong-ket"
WORKED_ON = (*GOING_ON, Outcome.DONE, Outcome.DONE_LATE)


@dataclass(frozen=True)
class Desk:
    """A plan as one official sees it."""

    actor: Actor
    plan: queries.PlanView
    around: queries_of_desk.Around
    bodies: frozenset[int]  # those that stand in the plan's two places today
    lists: dict[str, Choices]
    as_of: AsOf  # a day of the past is for reading only

    @property
    def coordinates(self) -> bool:
        """Tell whether the official keeps this plan."""
        return not self.as_of.is_past and policies.can_coordinate(self.actor, self.bodies) is not None

    @property
    def reads_reports(self) -> bool:
        """Tell whether the official may read what is written about the plan before it is public."""
        return policies.can_read_drafts(self.actor, self.bodies)

    def reports_on(self, row: queries.TaskRow) -> bool:
        """Tell whether the official may tell of work on a line."""
        return self.concerns(row) and not self.as_of.is_past

    def concerns(self, row: queries.TaskRow) -> bool:
        """Tell whether a line is the official's to work on."""
        return policies.can_report(self.actor, self.bodies, [row.owner.id]) is not None

    def writes(self, section: queries.ContributionRow) -> bool:
        """Tell whether the official may hand in a section."""
        return self.owes(section) and not self.as_of.is_past

    def owes(self, section: queries.ContributionRow) -> bool:
        """Tell whether a section is the official's to write."""
        owners = [one.id for one in section.unit.now] or [section.unit.id]
        return policies.can_report(self.actor, self.bodies, owners) is not None

    @property
    def unfinished(self) -> list[queries.TaskRow]:
        """Return the lines that stand between this plan and the end of its year."""
        return [one.row for one in self.plan.tasks if one.row.outcome in GOING_ON]

    def form(self, verb: Verb) -> Form:
        """Return a form about the whole plan."""
        more = tuple(field for row in self.unfinished for field in fields_of_closing(row))
        keys = {"programme_id": self.around.programme_id} if verb.name == "lap" else {"plan_id": self.plan.row.id}
        return Form(verb, keys, self.lists, more_fields=more if verb.name == "khep" else ())

    def line_form(self, verb: Verb, row: queries.TaskRow) -> Form:
        """Return a form about one line."""
        return Form(verb, {"task_id": row.id}, self.lists, about=str(row.number))

    def section_form(self, verb: Verb, section: queries.ContributionRow) -> Form:
        """Return a form about one section."""
        return Form(verb, {"contribution_id": section.id}, self.lists, about=str(section.id))


def _desk(request: ActorRequest, code: str) -> Desk:
    """Return a plan for an official whom it concerns; for all others it is not there."""
    on = now().date()
    as_of = asked(request, on)
    found = queries.plan(code, as_of.on, with_drafts=not as_of.is_past)
    if found is None:
        raise Http404
    around = queries_of_desk.around(found.row.programme_code)
    bodies = queries_of_desk.places([found.row], known_on=as_of.on, on=on)[code]
    desk = Desk(request.actor, found, around, bodies, plan_lists(found.row, around, on), as_of)
    concerned = desk.reads_reports or (
        found.row.signed_on is not None
        and (any(desk.concerns(one.row) for one in found.tasks) or any(map(desk.owes, found.contributions)))
    )
    if not concerned:
        raise Http404
    return desk


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_page("coordination", "units")
def plan(request: ActorRequest, code: str) -> HttpResponse:
    """Show a plan with the forms of what the official may do; take the step of a form that was sent."""
    desk = _desk(request, code)
    if refused := refused_in_the_past(request, desk.as_of):
        return refused
    picked = whole(request.POST.get("about", "") if request.method == "POST" else request.GET.get("viec", ""))
    show = partial(_page, request, desk, picked)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = _sent(desk, request.POST.get("verb", ""), picked)
    place = f"&viec={picked}#viec-{picked}" if one_of(ON_LINE, form.verb.name) else ""
    address = f"{reverse('desk-coordination:plan', args=[code])}?xong={form.verb.name}{place}"
    return answer(request, form, show, address)


def _sent(desk: Desk, name: str, about: int | None) -> Form:
    """Return the form that was sent; a line or section of another plan is not there."""
    if verb := one_of(ON_PLAN, name):
        return desk.form(verb)
    if verb := one_of(ON_LINE, name):
        row = next((one.row for one in desk.plan.tasks if one.row.number == about), None)
        if row is not None:
            return desk.line_form(verb, row)
    if verb := one_of(ON_SECTION, name):
        section = next((one for one in desk.plan.contributions if one.id == about), None)
        if section is not None:
            return desk.section_form(verb, section)
    raise Http404


def _traces(request: ActorRequest, desk: Desk) -> set[int]:
    """Return the lines of a signed plan of which the official says where they come from."""
    if not desk.plan.row.signed_on or desk.as_of.is_past:
        return set()
    lines = [one.row for one in desk.plan.tasks]
    may = {
        unit: origins.can_trace(request.actor, relations.TASK, unit, now()) for unit in {one.owner.id for one in lines}
    }
    return {one.id for one in lines if may[one.owner.id]}


def _page(request: ActorRequest, desk: Desk, picked: int | None, attempt: Attempt, status: int) -> HttpResponse:
    offered = _offered(desk)
    done = one_of(ON_PLAN + ON_LINE + ON_SECTION, request.GET.get("xong", ""))
    shown = {
        "as_of": desk.as_of,
        "plan": desk.plan,
        "words": words,
        "picked": picked,
        "line_forms": _line_forms(desk, picked),
        "section_forms": _section_forms(desk),
        "plan_forms": [desk.form(one) for one in ON_PLAN if one.name in offered],
        "review_form": _review_form(desk) if REVIEW in offered else None,
        "unfinished": desk.unfinished if desk.coordinates else [],
        "may_tell": {one.row.number for one in desk.plan.tasks if desk.reports_on(one.row)},
        "traces": _traces(request, desk),
        "reports": reports.reports_of(desk.plan.row.code) if desk.reads_reports and not desk.as_of.is_past else None,
        "done": done.done if done else "",
        "attempt": attempt,
        "today": now().date(),
    }
    return render(request, "desk/coordination/plan.html", shown, status=status)


def _review_form(desk: Desk) -> Form | None:
    """Return the form by which the review as of today is asked for with one press."""
    verb = one_of(ON_PLAN, REVIEW)
    return desk.form(verb) if verb else None


def _offered(desk: Desk) -> set[str]:
    """Return the verbs about the whole plan that are of use now."""
    if not desk.coordinates:
        return set()
    row, names = desk.plan.row, {"lap"} if desk.lists["years"] else set[str]()
    if row.closed_on is None:
        names |= {"them-viec", "loi-hua"}
    if row.signed_on is None:
        return names | {"ky"}
    names |= {REVIEW}
    if not desk.plan.reviewed_by:
        names |= {"hoi-nghi"}
    if row.closed_on is None:
        names |= {"giao-phan"} | ({"khep"} if desk.lists["later_plans"] else set())
    return names


def _line_forms(desk: Desk, number: int | None) -> list[Form]:
    """Return the forms about the line that was picked."""
    row = next((one.row for one in desk.plan.tasks if one.row.number == number), None)
    if row is None or not desk.reports_on(row):
        return []
    goes_on = desk.plan.row.signed_on is not None and row.outcome in GOING_ON
    shows = desk.plan.row.signed_on is not None and desk.plan.row.closed_on is None and row.outcome in WORKED_ON
    fits = {
        "minh-chung": shows,
        "xong": goes_on,
        "giao-lai": goes_on,
        "phieu": True,
        "thoi": goes_on and desk.coordinates,
    }
    return [desk.line_form(one, row) for one in ON_LINE if fits[one.name]]


def _section_forms(desk: Desk) -> dict[int, Form]:
    """Return by id the forms of the sections that the official may hand in."""
    if desk.plan.row.closed_on is not None:
        return {}
    return {one.id: desk.section_form(ON_SECTION[0], one) for one in desk.plan.contributions if desk.writes(one)}


@official()
@never_cache
@require_GET
def report(request: ActorRequest, code: str) -> FileResponse:
    """Send a written review of a plan to those who may read its drafts."""
    desk = _desk(request, code)
    try:
        day = date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError as error:
        raise Http404 from error
    found = reports.download(desk.plan.row.code, day, request.GET.get("loai", "")) if desk.reads_reports else None
    if found is None:
        raise Http404
    return found
