"""The desk of a village that decides: its list, a new proposal, one decision step by step."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import policies, queries
from dinhlang.apps.decisions.queries import DecisionView, telling
from dinhlang.apps.decisions.queries.papers import convener
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.origins import policies as origins
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.decisions import papers, verbs
from dinhlang.domain.decisions.ballots import Window
from dinhlang.domain.decisions.forms import Form as DecisionForm
from dinhlang.domain.decisions.origins import OF_BOARDS, STANDING
from dinhlang.domain.decisions.states import State
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.domain.origins import relations
from dinhlang.lib.clock import now
from dinhlang.lib.downloads import file_response

GONE = (State.WITHDRAWN, State.VOID, State.ANNULLED)


@official()
@never_cache
@require_safe
def decisions(request: ActorRequest) -> HttpResponse:
    """Show what the official's villages decide, and what waits for the official."""
    on = timezone.localdate(now())
    found = policies.units_followed(request.actor, on)
    is_of_commune = any(one.kind is Kind.COMMUNE for one in found)  # its matters tell of the parts of their villages
    rows = queries.decisions_of([one.id for one in found], parts=not is_of_commune)
    led = [one for one in found if policies.can_lead(request.actor, one.id)]
    began = [one for one in found if one in led or policies.can_agree(request.actor, one.id)]
    units = {one.id: one for one in found}
    waiting = [one for one in rows if one.unit_id in units and _waits(request, one, units[one.unit_id])]
    shown = {
        "rows": [one for one in rows if one not in waiting], "waiting": waiting, "units": units, "led": led,
        "began": began,
    }  # fmt: skip
    return render(request, "desk/decisions/decisions.html", telling.spoken(on, **shown))


def _waits(request: ActorRequest, one: DecisionView, unit: UnitView) -> bool:
    """Tell whether a decision waits for a step of the official; the day of a meeting to come is not waited for."""
    at, actor = now(), request.actor
    on = timezone.localdate(at)
    if (one.state is State.SCHEDULED and one.day > on) or queries.again(one):
        return False
    leads = policies.can_convene(actor, unit.id, one.matter, one.step) is not None
    agrees = policies.can_agree_for(actor, unit, on=on) is not None
    answers = one.body is not None and policies.can_answer(actor, unit, one.body, on=on) is not None
    found = verbs.open_to(one, at, leads=leads, agrees=agrees, answers=answers, annuls=False)
    return verbs.next_of(found, one) is not None


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: ActorRequest, slug: str) -> HttpResponse:
    """Show the form of a new proposal of a village, or take it."""
    on = timezone.localdate(now())
    unit = organisations.unit_by_slug(slug, on)
    if unit is None or policies.can_lead(request.actor, unit.id) is None:
        raise Http404
    is_commune = unit.kind is Kind.COMMUNE
    choices = {
        "matters": [one for one in telling.matters(of_commune=is_commune) if one[0] != OF_BOARDS],
        "steps": telling.steps(), "forms": telling.forms(of_commune=is_commune),
    }  # fmt: skip
    verb, earlier = verbs.PROPOSE_FOR_COMMUNE if is_commune else verbs.PROPOSE, _earlier(request, unit)
    form = Form(verb, {"unit_id": unit.id}, choices, initial=earlier)

    def show(attempt: Attempt, status: int) -> HttpResponse:
        matrix = telling.form_matrix(on, of_commune=is_commune)
        shown = telling.spoken(
            on,
            village=unit,
            form=form,
            attempt=attempt,
            done="",
            matrix=matrix,
            is_again=bool(earlier),
            is_commune=is_commune,
        )
        return render(request, "desk/decisions/propose.html", shown, status=status)

    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    return answer(request, form, show, f"{reverse('desk-decisions:decisions')}?xong={form.verb.name}")


def _earlier(request: ActorRequest, unit: UnitView) -> dict[str, str]:
    """Return what a proposal begins with that puts an earlier matter of the unit once more: its words, to change."""
    one = queries.decision(request.GET.get("tu", ""))
    if one is None or one.unit_id != unit.id or not one.may_be_put_anew:
        return {}
    return {
        "matter": one.matter.code, "step": one.step.value if one.step else "", "form": one.form.value,
        "question": one.question, "explanation": one.explanation,
    }  # fmt: skip


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: ActorRequest, code: str) -> HttpResponse:
    """Show one decision with its next step; take the form that was sent."""
    one, unit = _decision(request, code)
    forms = _forms(request, one, unit)

    def show(attempt: Attempt, status: int) -> HttpResponse:
        return _page(request, one, unit, forms, attempt, status)

    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    sent = (request.POST.get("verb", ""), request.POST.get("about", ""))
    form = next((form for form in forms if (form.verb.name, form.about) == sent), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-decisions:decision', args=[code])}?xong={form.verb.name}")


@official()
@never_cache
@require_safe
def paper(request: ActorRequest, code: str, name: str, kind: str) -> HttpResponseBase:
    """Hand out the minutes or the decision, to those who lead."""
    one, unit = _decision(request, code)
    convenes = policies.can_convene(request.actor, unit.id, one.matter, one.step)
    found = papers.download(one, name, kind) if convenes else None
    if found is None:
        raise Http404
    return found


def _decision(request: ActorRequest, code: str) -> tuple[DecisionView, UnitView]:
    """Return a decision of the official's villages; "not yours" and "not there" are the same page."""
    one, on = queries.decision(code), timezone.localdate(now())
    unit = organisations.unit(one.unit_id, on) if one else None
    if one is None or unit is None or not policies.can_follow(request.actor, unit, on):
        raise Http404
    return one, unit


def _forms(request: ActorRequest, one: DecisionView, unit: UnitView) -> list[Form]:
    """Return the forms that are open to the official, those of objections to the result last."""
    on, actor = timezone.localdate(now()), request.actor
    annuls = policies.can_annul(actor, unit) is not None
    found = verbs.open_to(
        one, now(),
        leads=policies.can_convene(actor, unit.id, one.matter, one.step) is not None,
        agrees=policies.can_agree_for(actor, unit, on=on) is not None,
        answers=one.body is not None and policies.can_answer(actor, unit, one.body, on=on) is not None,
        annuls=annuls,
    )  # fmt: skip
    if one.is_election and queries.waits_for_candidates(one.id):
        found = [verb for verb in found if verb not in (verbs.OPEN, verbs.FREEZE)]
    if queries.again(one):
        found = [verb for verb in found if verb is not verbs.BALLOTS_AFTER]
    lists = {"ways": telling.ways(), "choices": telling.choices(), "outcomes": telling.outcomes()}
    forms = [Form(verb, {"decision_id": one.id}, lists, initial=_initial(verb.name, one, unit)) for verb in found]
    said = queries.result_objections(one.id) if annuls else []
    keeps = one.state not in GONE and policies.can_keep_calendar(actor, unit, one.matter, one.step) is not None
    return forms + [
        Form(verbs.ANSWER_RESULT, {"objection_id": row.id}, lists, about=str(row.number))
        for row in said if row.outcome is None
    ] + [
        Form(verbs.NOTICE_DONE, {"decision_id": one.id, "rule_id": item.notice.rule.id}, {}, item.notice.rule.id)
        for item in (queries.asked(one) if keeps else [])
    ]  # fmt: skip


def _initial(verb: str, one: DecisionView, unit: UnitView) -> dict[str, str]:
    """Return what a form begins with: who was there as tapped, the place and the chair as planned."""
    if verb in (verbs.SLIPS.name, verbs.MINUTES.name):
        return {"chair": convener(one, unit)}
    if verb != verbs.COUNT.name:
        return {}
    there = queries.present(one.id)
    return {"place-1": one.place, "chair": convener(one, unit), "present-1": str(there or "")}


def _page(
    request: ActorRequest, one: DecisionView, unit: UnitView, forms: list[Form], attempt: Attempt, status: int
) -> HttpResponse:
    on = timezone.localdate(now())
    done = next((verb.done for verb in verbs.ALL if verb.name == request.GET.get("xong", "")), "")
    leads = policies.can_convene(request.actor, unit.id, one.matter, one.step) is not None
    answers = policies.can_annul(request.actor, unit) is not None
    parts = queries.parts_of(one.id) if one.is_of_commune else []
    origin, later = queries.origins(one.id)
    shown: dict[str, Any] = {
        "one": one, "village": unit, "attempt": attempt, "done": done if not attempt.id else "", "leads": leads,
        **_ordered([form for form in forms if not form.about], one),
        "answers": {form.about: form for form in forms if form.about}, "parts": parts,
        "units": organisations.units([part.unit_id for part in parts], on),
        "minutes": queries.minutes(one.id) if leads else None, "papers": papers.papers_of(one) if leads else [],
        "sheets": queries.sheets_of(one.id) if leads or answers else [], "said": queries.result_objections(one.id),
        "reads": answers,
        "rolls": queries.roll_size(unit.id, on), "origin": origin, "later": later,
        "may_change": one.state in STANDING and policies.can_lead(request.actor, unit.id) is not None,
        "keeps_account": one.has_account and policies.can_keep_account(request.actor, unit),
        "types": policies.can_type(request.actor, unit) is not None,
        "election": queries.election(one.id) if one.is_election else None,
        "shut": Window(one.opened_at, one.opens_at, one.closes_at).shut(now()), "tapped": _tapped(one),
        "compared": _compared(one), "again": queries.again(one),
        "notices_done": queries.notices_done(one),
        "traces": origins.can_trace(request.actor, relations.DECISION, unit.id, now()),
        "hands": policies.can_hand_slip(request.actor, unit.id) is not None,
    }  # fmt: skip
    return render(request, "desk/decisions/decision.html", telling.spoken(on, **shown), status=status)


def _ordered(forms: list[Form], one: DecisionView) -> dict[str, Any]:
    """Return the next step apart from the others: what ends or only tells of a matter is never offered as the next."""
    following = verbs.next_of([form.verb for form in forms], one)
    step = next((form for form in forms if form.verb is following), None)
    return {"next_form": step, "other_forms": [form for form in forms if form is not step]}


def _compared(one: DecisionView) -> queries.Comparison | None:
    """Return how far the slips on paper are typed, while they are; of an election only sums are, on its own page."""
    is_typed = one.form is DecisionForm.BALLOT and one.state is State.OPEN and not one.is_election
    return queries.comparison(one.id) if is_typed else None


def _tapped(one: DecisionView) -> int:
    is_held = one.form is DecisionForm.MEETING and one.state is State.OPEN and not one.is_of_commune
    return queries.present(one.id) if is_held else 0


@official()
@never_cache
@require_safe
def sheet(request: ActorRequest, code: str, sheet_id: int) -> HttpResponseBase:
    """Hand out the copy of a signed sheet, to who leads and to who answers for the commune."""
    one, unit = _decision(request, code)
    may = policies.can_convene(request.actor, unit.id, one.matter, one.step) or policies.can_annul(request.actor, unit)
    rows = queries.sheets_of(one.id) if may else []
    found = next((row for row in rows if row.id == sheet_id and row.path), None)
    if found is None:
        raise Http404
    return file_response(found.id, found.path, found.kind)
