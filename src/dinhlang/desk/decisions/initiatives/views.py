"""Initiatives at the desk: those that wait, one of them, and a new one that came on paper."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import policies, queries
from dinhlang.apps.decisions.queries import InitiativeView, telling
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.origins import policies as origins
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer
from dinhlang.desk.decisions.initiatives import verbs
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.domain.origins import relations
from dinhlang.lib.clock import now

MOST_LINKS = 40  # villages offered at once: no commune has more


@official()
@never_cache
@require_safe
def initiatives(request: ActorRequest) -> HttpResponse:
    """Show what households of the official's villages started and what waits."""
    on = timezone.localdate(now())
    found = policies.villages_initiating(request.actor, on)
    if not found:
        raise Http404
    units = {one.id: one for one in found}
    written = [one for one in found if policies.can_write_consents(request.actor, one)][:MOST_LINKS]
    rows = queries.initiatives_of(list(units), limit=50)
    shown = telling.spoken(on, rows=rows, units=units, written=written)
    return render(request, "desk/initiatives/initiatives.html", shown)


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ActorRequest, slug: str) -> HttpResponse:
    """Show the form for an initiative on paper, or take it."""
    on = timezone.localdate(now())
    unit = organisations.unit_by_slug(slug, on)
    if unit is None or unit.kind is not Kind.VILLAGE or policies.can_write_consents(request.actor, unit) is None:
        raise Http404
    form = Form(verbs.WRITE, {"village_id": unit.id}, {"matters": telling.started()})

    def show(attempt: Attempt, status: int) -> HttpResponse:
        shown = telling.spoken(on, village=unit, form=form, attempt=attempt, done="")
        return render(request, "desk/initiatives/write.html", shown, status=status)

    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    return answer(request, form, show, f"{reverse('desk-initiatives:initiatives')}?xong={form.verb.name}")


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def initiative(request: ActorRequest, code: str) -> HttpResponse:
    """Show one initiative with what the official may do; take the form that was sent."""
    one, unit = _initiative(request, code)
    forms = _forms(request, one, unit)

    def show(attempt: Attempt, status: int) -> HttpResponse:
        on = timezone.localdate(now())
        done = next((verb.done for verb in verbs.ALL if verb.name == request.GET.get("xong", "")), "")
        shown = {
            "one": one, "village": unit, "page_forms": forms, "attempt": attempt, "done": "" if attempt.id else done,
            "told": queries.support(one, on), "rule": queries.rule_of(one, on),
            "traces": one.is_read and origins.can_trace(request.actor, relations.INITIATIVE, unit.id, now()),
        }  # fmt: skip
        return render(request, "desk/initiatives/initiative.html", telling.spoken(on, **shown), status=status)

    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = next((form for form in forms if form.verb.name == request.POST.get("verb", "")), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-initiatives:initiative', args=[code])}?xong={form.verb.name}")


def _forms(request: ActorRequest, one: InitiativeView, unit: UnitView) -> list[Form]:
    actor = request.actor
    found = verbs.open_to(
        one,
        looks=policies.can_look_at(actor, unit, one.call) is not None,
        writes=policies.can_write_consents(actor, unit) is not None,
        convenes=policies.can_convene(actor, unit.id, one.matter, one.step) is not None,
        agrees=policies.can_agree(actor, unit.id) is not None,
    )
    return [Form(verb, {"initiative_id": one.id}, {}) for verb in found]


def _initiative(request: ActorRequest, code: str) -> tuple[InitiativeView, UnitView]:
    """Return an initiative of the official's villages; "not yours" and "not there" are the same page."""
    one, on = queries.initiative(code), timezone.localdate(now())
    unit = organisations.unit(one.village_id, on) if one else None
    if one is None or unit is None or not policies.can_follow_initiative(request.actor, unit, one.call):
        raise Http404
    return one, unit
