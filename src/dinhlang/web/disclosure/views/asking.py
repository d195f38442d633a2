"""Ask for what is overdue, and find the request again by its code."""

from datetime import timedelta
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.disclosure import actions, queries
from dinhlang.apps.disclosure.queries import telling
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, digest_of
from dinhlang.domain.accounts.limits import Limit
from dinhlang.lib import clock, formats
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.web.disclosure.forms import AskForm
from dinhlang.web.feedback.views.codes import opened_by_code
from dinhlang.web.feedback.views.draft import UNREADABLE

LIMITS = (Limit(20, timedelta(minutes=10)), Limit(200, timedelta(days=1)))
SHORT, LONG = "PUB-ATI-ONLINE-S", "PUB-ATI-ONLINE-C"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("disclosure-ask", *LIMITS)
def ask(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the form that asks for one thing, or send it; sent twice it is one request."""
    if queries.item_id(code) is None:
        raise Http404
    if request.method != "POST":
        return _page(request, code, AskForm(initial={"key": uuid4().hex}))
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, code, form, status=UNREADABLE)
    try:
        asked = _send(code, form)
    except RefusedError as refused:
        return _page(request, code, form, status=UNREADABLE, problem=str(refused.sentence))
    answer = HttpResponseRedirect(reverse("disclosure:request", args=[asked.lookup]))
    answer.status_code = 303
    return answer


def _send(code: str, form: AskForm) -> actions.Asked:
    given = dict(form.cleaned_data)
    key = given.pop("key")
    occasion_id = queries.item_id(code)
    assert occasion_id is not None
    return actions.ask(
        occasion_id=occasion_id, asker=actions.NewAsker(given["name"], given["address"], given["contact"]),
        text=given["text"], at=clock.now(), request=Request(f"ask:{key}", digest_of({"item": code, **given})),
    )  # fmt: skip


def _page(
    request: HttpRequest, code: str, form: AskForm, *, status: int = 200, problem: str = ""
) -> HttpResponse:  # fmt: skip
    at = clock.now()
    on = timezone.localdate(at)
    found = queries.item(code, at)
    rule = law.rule(SHORT, on=on)
    terms = [law.compute_deadline(one, at).due_on for one in (SHORT, LONG)]
    more = {
        "item": found, "form": form, "problem": problem,
        "problems": [(name, errors[0]) for name, errors in form.errors.items()], "due_on": terms[0], "longer": terms[1],
        "rule_id": SHORT,
        "citation": rule.citation.said(formats.language()), "unsure": rule.confidence.value == "unsure",
    }  # fmt: skip
    return render(request, "web/disclosure/ask.html", telling.spoken(on, **more), status=status)


@public
@require_safe
@opened_by_code
def mine(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show a request to whoever holds its code."""
    found = queries.request_by_code(code)
    if found is None:
        raise NotFoundError("")
    on = timezone.localdate(clock.now())
    clocks = law.deadlines("disclosure.request", found.id)
    return render(request, "web/disclosure/request.html", telling.spoken(on, asked=found, code=code, clocks=clocks))
