"""From a code to its page: a case, a visit, a question for a dialogue, an opinion on a draft."""

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.consultations import queries as consultations
from dinhlang.apps.reception import queries as reception
from dinhlang.lib import clock
from dinhlang.web.feedback.forms import LookupForm
from dinhlang.web.feedback.views.codes import CODE_LIMITS
from dinhlang.web.feedback.views.draft import UNREADABLE


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("feedback-code", *CODE_LIMITS)
def lookup(request: HttpRequest) -> HttpResponseBase:
    """Ask for a code and lead to its page, which alone says whether the code is right."""
    form = LookupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        answer = HttpResponseRedirect(reverse(_page_of(code), args=[code]))
        answer.status_code = 303
        return answer
    return render(request, "web/feedback/lookup.html", {"form": form}, status=UNREADABLE if form.is_bound else 200)


def _page_of(code: str) -> str:
    """Return the name of the page that a code opens; a wrong code goes where that of a case goes."""
    if reception.own_visit(code, clock.now()) is not None:
        return "reception:visit"
    if reception.own_question(code) is not None:
        return "reception:question"
    return "consultations:mine" if consultations.own_opinion(code) is not None else "feedback:mine"
