"""Propose a statement for the votes; what became of every proposal stands on the same page."""

from datetime import timedelta
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.consultations import actions, queries
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.domain.accounts.limits import Limit
from dinhlang.lib import clock
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import whole
from dinhlang.web.consultations.forms import ProposeForm

LIMITS = (Limit(20, timedelta(minutes=10)), Limit(100, timedelta(days=1)))
UNREADABLE, CONFLICT = 422, 409


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("consultation-propose", *LIMITS)
def propose(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the form with what others proposed, or take a statement; sent twice it is one."""
    found = queries.consultation(code, clock.now())
    if found is None or not found.statements:
        raise Http404
    if request.method != "POST":
        return _page(request, found, {"key": uuid4().hex})
    form = ProposeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form.data, status=UNREADABLE, problem=str(next(iter(form.errors.values()))[0]))
    given = form.cleaned_data
    key = Request(f"propose:{given['key']}", digest_of({"consultation": code, "text": given["text"]}))
    try:
        number = actions.propose_statement(
            consultation_id=found.row.id, text=given["text"], at=clock.now(), request=key
        )  # fmt: skip
    except RequestConflictError:
        return render(request, "web/consultations/sent_otherwise.html", {"found": found}, status=CONFLICT)
    except RefusedError as refused:
        return _page(request, found, form.data, status=UNREADABLE, problem=str(refused.sentence))
    answer = HttpResponseRedirect(f"{reverse('consultations:propose', args=[code])}?gui={number}")
    answer.status_code = 303
    return answer


def _page(
    request: HttpRequest, found: queries.ConsultationView, typed: object, *, status: int = 200, problem: str = ""
) -> HttpResponse:  # fmt: skip
    told = queries.proposals(found.row.id)
    sent = whole(request.GET.get("gui", ""))
    shown = {"found": found, "typed": typed, "problem": problem, "proposed": told,
             "sent": next((one for one in told.rows if one.number == sent), None)}  # fmt: skip
    return render(request, "web/consultations/propose.html", shown, status=status)
