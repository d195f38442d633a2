"""The programmes at the desk: which there are, a new one, the plan of a year of one."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.coordination import policies, queries
from dinhlang.desk.coordination.lists import programme_lists
from dinhlang.desk.coordination.verbs import ON_PROGRAMME, ON_PROGRAMMES, one_of
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer, refused_in_the_past
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.as_of import AsOf, asked
from dinhlang.lib.clock import now
from dinhlang.lib.typed import whole


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def programmes(request: ActorRequest) -> HttpResponse:
    """Show the programmes with the forms of what the official may do; take the step of a form that was sent."""
    policies.require_can_begin_programme(request.actor)
    as_of = asked(request, now().date())
    if refused := refused_in_the_past(request, as_of):
        return refused
    found = queries.programmes(as_of.on)
    form = None if as_of.is_past else Form(ON_PROGRAMMES[0], {}, programme_lists(as_of.today))
    plans = {one.id: _plan_form(one) for one in found if form and _keeps(request.actor, one)}
    show = partial(_page, request, found, as_of, form, plans)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    sent = form if form and request.POST.get("verb", "") == form.verb.name else None
    if one_of(ON_PROGRAMME, request.POST.get("verb", "")):
        sent = plans.get(whole(request.POST.get("about", "")) or 0)
    if sent is None:
        raise Http404
    return answer(request, sent, show, f"{reverse('desk-coordination:programmes')}?xong={sent.verb.name}")


def _keeps(actor: Actor, programme: queries.ProgrammeRow) -> bool:
    """Tell whether the official keeps the plans of a programme: for the bodies that stand in its two places now."""
    places = {one.id for body in programme.bodies for one in (body.now or (body,))}
    return policies.can_coordinate(actor, places) is not None


def _plan_form(programme: queries.ProgrammeRow) -> Form:
    return Form(ON_PROGRAMME[0], {"programme_id": programme.id}, {}, about=str(programme.id))


def _page(
    request: ActorRequest,
    found: tuple[queries.ProgrammeRow, ...],
    as_of: AsOf,
    form: Form | None,
    plan_forms: dict[int, Form],
    attempt: Attempt,
    status: int,
) -> HttpResponse:
    done = one_of(ON_PROGRAMMES + ON_PROGRAMME, request.GET.get("xong", ""))
    shown = {
        "as_of": as_of,
        "programmes": found,
        "page_form": form,
        "plan_forms": plan_forms,
        "attempt": attempt,
        "done": done.done if done and not attempt.id else "",
        "today": as_of.today,
    }
    return render(request, "desk/coordination/programmes.html", shown, status=status)
