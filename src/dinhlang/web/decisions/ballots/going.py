"""Where a household goes next: to a page, to the ballots that a sign-in opened, back from what it ended."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from dinhlang.apps.decisions import actions
from dinhlang.domain.decisions.sign_in import Way
from dinhlang.domain.feedback.codes import normal
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError, RefusedError


def see(address: str) -> HttpResponse:
    """Send the browser to a page with GET, so that going back sends nothing again."""
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer


def to_ballots(request: HttpRequest, opened: Sequence[actions.Opened]) -> HttpResponse:
    """Go to the only ballot that a sign-in opened, or show the list of them."""
    if len(opened) == 1:
        return see(reverse("ballots:ballot", args=[opened[0].secret]))
    return render(request, "web/ballots/opened.html", {"opened": opened})


def ended(code: str, way: Way, page: str) -> HttpResponse:
    """End what a household tied and go to its page; what is ended twice is ended. Raises NotFoundError."""
    try:
        actions.end_sign_in(code=code, way=way, at=clock.now())
    except NotFoundError:
        raise
    except RefusedError:
        pass
    return see(reverse(page, args=[normal(code)]) + "?xong=bo")
