"""Said and shown at the desk: write down a statement, write down a published value."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.coordination import policies, queries
from dinhlang.desk.coordination.lists import said_lists
from dinhlang.desk.coordination.verbs import ON_SAID, one_of
from dinhlang.desk.coordination.views.page import NO_ATTEMPT, Attempt, Form, answer, refused_in_the_past
from dinhlang.lib.as_of import AsOf, asked
from dinhlang.lib.clock import now

LATEST = 40


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def said(request: ActorRequest) -> HttpResponse:
    """Show the forms of statements and values with what is written down; take the step of a form that was sent."""
    policies.require_can_keep_register(request.actor)
    as_of = asked(request, now().date())
    if refused := refused_in_the_past(request, as_of):
        return refused
    lists = {} if as_of.is_past else said_lists(as_of.today)
    forms = [] if as_of.is_past else [Form(one, {}, lists) for one in ON_SAID]
    show = partial(_page, request, as_of, forms)
    if request.method != "POST":
        return show(NO_ATTEMPT, 200)
    form = next((one for one in forms if one.verb.name == request.POST.get("verb", "")), None)
    if form is None:
        raise Http404
    return answer(request, form, show, f"{reverse('desk-coordination:said')}?xong={form.verb.name}")


def _page(request: ActorRequest, as_of: AsOf, forms: list[Form], attempt: Attempt, status: int) -> HttpResponse:
    done = one_of(ON_SAID, request.GET.get("xong", ""))
    shown = {
        "as_of": as_of,
        "page_forms": forms,
        "statements": queries.statement_rows(as_of.on),
        "values": queries.index_values(as_of.on)[:LATEST],
        "attempt": attempt,
        "done": done.done if done and not attempt.id else "",
        "today": as_of.today,
    }
    return render(request, "desk/coordination/said.html", shown, status=status)
