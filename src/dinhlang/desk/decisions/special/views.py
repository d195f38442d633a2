"""Matters with a story at the desk: propose them, change or annul what was decided, hold the yearly conference."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import policies, queries
from dinhlang.apps.decisions.queries import telling
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.decisions.special import verbs
from dinhlang.domain.decisions.origins import STANDING
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.clock import now


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def matters(request: ActorRequest, slug: str) -> HttpResponse:
    """Show what the official may begin in a village; take the form that was sent."""
    on = timezone.localdate(now())
    unit = organisations.unit_by_slug(slug, on)
    if unit is None or unit.kind is not Kind.VILLAGE:
        raise Http404
    keys, initial = {"unit_id": unit.id}, {"agenda": verbs.AGENDA}
    choices = {"boards": telling.boards(), "steps": telling.steps(), "reasons": telling.dismissed_by()}
    led = (verbs.PLAN, verbs.BOARD) if policies.can_lead(request.actor, unit.id) else ()
    convened = (verbs.DISMISS,) if policies.can_agree(request.actor, unit.id) else ()
    forms = [Form(verb, keys, choices, initial=initial) for verb in (*led, *convened)]
    return _answered(request, unit, forms, reverse("desk-special:matters", args=[slug]))


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def later(request: ActorRequest, code: str) -> HttpResponse:
    """Show the form by which the community changes or annuls its own decision, or take it."""
    one, on = queries.decision(code), timezone.localdate(now())
    unit = organisations.unit(one.unit_id, on) if one else None
    if one is None or unit is None or one.state not in STANDING:
        raise Http404
    may = policies.can_lead(request.actor, unit.id) is not None
    kinds = [(value, telling.origin_words(value)) for value in telling.LATER]
    forms = [Form(verbs.LATER, {"decision_id": one.id}, {"kinds": kinds})] if may else []
    return _answered(request, unit, forms, reverse("desk-special:later", args=[code]), one=one)


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conference(request: ActorRequest, code: str) -> HttpResponse:
    """Show a yearly conference and the form of its result, or take it."""
    one, on = queries.conference(code), timezone.localdate(now())
    unit = organisations.unit(one.village_id, on) if one else None
    if one is None or unit is None or policies.can_lead(request.actor, unit.id) is None:
        raise Http404
    open_verbs = (verbs.CALLED, verbs.REPORT) if one.reported_at is None else ()
    forms = [Form(verb, {"conference_id": one.id}, {}) for verb in open_verbs]
    return _answered(request, unit, forms, reverse("desk-special:conference", args=[code]), told=one)


def _answered(request: ActorRequest, unit: UnitView, forms: list[Form], address: str, **more: object) -> HttpResponse:
    """Show a page of forms, or take the one that was sent; "not yours" and "not there" are the same page."""
    if not forms and "told" not in more:
        raise Http404

    def show(attempt: Attempt, status: int) -> HttpResponse:
        done = next((one.done for one in verbs.ALL if one.name == request.GET.get("xong", "")), "")
        shown = {
            "village": unit, "page_forms": forms, "attempt": attempt, "done": "" if attempt.id else done,
            "conferences": queries.conferences_of(unit.id), **more,
        }  # fmt: skip
        page = telling.spoken(timezone.localdate(now()), **shown)
        return render(request, "desk/special/matters.html", page, status=status)

    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = next((form for form in forms if form.verb.name == request.POST.get("verb", "")), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{address}?xong={form.verb.name}")
