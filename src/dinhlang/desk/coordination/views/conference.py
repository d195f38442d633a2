"""A review conference at the desk: its conclusions become lines of the next plan."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.coordination import policies, queries
from dinhlang.apps.coordination.queries import desk
from dinhlang.desk.coordination.lists import conference_lists
from dinhlang.desk.coordination.verbs import ON_CONFERENCE, one_of
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer, refused_in_the_past
from dinhlang.domain.coordination import words
from dinhlang.lib.as_of import AsOf, asked
from dinhlang.lib.clock import now
from dinhlang.lib.pages import fresh_page


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_page("coordination", "units")
def conference(request: ActorRequest, code: str) -> HttpResponse:
    """Show a conference with its forms to the bodies whose plan it reviews; take the step of one that was sent."""
    on = now().date()
    as_of = asked(request, on)
    found, ids = queries.conference(code, as_of.on), desk.conference_place(code)
    if found is None or ids is None:
        raise Http404
    bodies = queries.bodies_now(found.row.reviewed_plan, on)
    if not policies.can_read_drafts(request.actor, bodies):
        raise Http404
    forms = [Form(one, {"conference_id": ids[0]}, conference_lists(on)) for one in ON_CONFERENCE]
    coordinates = policies.can_coordinate(request.actor, bodies) is not None and not as_of.is_past
    next_code = desk.plan_code(ids[1]) if ids[1] is not None else ""
    show = partial(_page, request, found, forms if coordinates else [], next_code, as_of)
    if refused := refused_in_the_past(request, as_of):
        return refused
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = next((one for one in forms if one.verb.name == request.POST.get("verb", "")), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-coordination:conference', args=[code])}?xong={form.verb.name}")


def _page(
    request: ActorRequest,
    found: queries.ConferenceView,
    forms: list[Form],
    next_code: str,
    as_of: AsOf,
    attempt: Attempt,
    status: int,
) -> HttpResponse:
    done = one_of(ON_CONFERENCE, request.GET.get("xong", ""))
    shown = {
        "as_of": as_of,
        "words": words,
        "conference": found,
        "next_code": next_code,
        "page_forms": forms,
        "attempt": attempt,
        "done": done.done if done and not attempt.id else "",
        "today": now().date(),
    }
    return render(request, "desk/coordination/conference.html", shown, status=status)
