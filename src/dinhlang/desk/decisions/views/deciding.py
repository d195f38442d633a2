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
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.decisions import papers, verbs
from dinhlang.domain.decisions.money import has_account
from dinhlang.domain.decisions.origins import STANDING
from dinhlang.lib.clock import now


@official()
@never_cache
@require_safe
def decisions(request: ActorRequest) -> HttpResponse:
    """Show what the official's villages decide, and what waits for the official."""
    on = timezone.localdate(now())
    found = policies.villages_deciding(request.actor, on)
    if not found:
        raise Http404
    rows = queries.decisions_of([one.id for one in found])
    led = [one for one in found if policies.can_lead(request.actor, one.id)]
    began = [one for one in found if one in led or policies.can_agree(request.actor, one.id)]
    shown = {"rows": rows, "units": {one.id: one for one in found}, "led": led, "began": began}
    return render(request, "desk/decisions/decisions.html", telling.spoken(on, **shown))


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: ActorRequest, slug: str) -> HttpResponse:
    """Show the form of a new proposal of a village, or take it."""
    on = timezone.localdate(now())
    unit = organisations.unit_by_slug(slug, on)
    if unit is None or policies.can_lead(request.actor, unit.id) is None:
        raise Http404
    choices = {"matters": telling.matters(), "steps": telling.steps()}
    form = Form(verbs.PROPOSE, {"unit_id": unit.id}, choices)

    def show(attempt: Attempt, status: int) -> HttpResponse:
        shown = telling.spoken(on, village=unit, form=form, attempt=attempt, done="")
        return render(request, "desk/decisions/propose.html", shown, status=status)

    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    return answer(request, form, show, f"{reverse('desk-decisions:decisions')}?xong={form.verb.name}")


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
    form = next((form for form in forms if form.verb.name == request.POST.get("verb", "")), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-decisions:decision', args=[code])}?xong={form.verb.name}")


@official()
@never_cache
@require_safe
def paper(request: ActorRequest, code: str, name: str, kind: str) -> HttpResponseBase:
    """Hand out the minutes or the decision, to those who lead."""
    one, unit = _decision(request, code)
    found = (
        papers.download(one.code, name, kind)
        if policies.can_convene(request.actor, unit.id, one.matter, one.step)
        else None
    )
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
    on, actor = timezone.localdate(now()), request.actor
    found = verbs.open_to(
        one,
        leads=policies.can_convene(actor, unit.id, one.matter, one.step) is not None,
        agrees=policies.can_agree(actor, unit.id) is not None,
        answers=one.body is not None and policies.can_answer(actor, unit, one.body, on=on) is not None,
        annuls=policies.can_annul(actor, unit) is not None,
    )
    lists = {"ways": telling.ways()}
    return [Form(verb, {"decision_id": one.id}, lists, initial=_initial(verb.name, one)) for verb in found]


def _initial(verb: str, one: DecisionView) -> dict[str, str]:
    if verb != verbs.COUNT.name:
        return {}
    return {"place-1": one.place, "chair": one.proposed_by}


def _page(
    request: ActorRequest, one: DecisionView, unit: UnitView, forms: list[Form], attempt: Attempt, status: int
) -> HttpResponse:
    on = timezone.localdate(now())
    done = next((verb.done for verb in verbs.ALL if verb.name == request.GET.get("xong", "")), "")
    leads = policies.can_convene(request.actor, unit.id, one.matter, one.step) is not None
    shown: dict[str, Any] = {
        "one": one, "village": unit, "page_forms": forms, "attempt": attempt, "done": done if not attempt.id else "",
        "minutes": queries.minutes(one.id) if leads else None, "papers": papers.papers_of(one.code) if leads else [],
        "rolls": queries.roll_size(unit.id, on), "origin": queries.origin(one.id), "later": queries.later(one.id),
        "may_change": one.state in STANDING and policies.can_lead(request.actor, unit.id) is not None,
        "keeps_account": has_account(one.matter.code, one.state) and policies.can_keep_account(request.actor, unit),
    }  # fmt: skip
    return render(request, "desk/decisions/decision.html", telling.spoken(on, **shown), status=status)
