"""Vote on short statements, one at a time: agree, disagree, pass.

A browser holds a random number for one consultation in a cookie that goes nowhere else; only a keyed digest of it
lies beside the votes, and those are destroyed after the last map.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.consultations import actions, queries
from dinhlang.domain.accounts.limits import Limit
from dinhlang.lib import clock
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import RefusedError
from dinhlang.web.consultations.forms import VoteForm

LIMITS = (Limit(1_000, timedelta(minutes=10)), Limit(10_000, timedelta(days=1)))  # many homes share an address
COOKIE, COOKIE_AGE = "phieu", timedelta(days=90)
LONGEST_TOKEN, PARTICIPANT_BYTES = 43, 16
UNREADABLE = 422


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("consultation-vote", *LIMITS)
def vote(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the next statement, or take the vote on one."""
    found = queries.consultation(code, clock.now())
    if found is None or not found.statements:
        raise Http404
    token = request.COOKIES.get(COOKIE, "")[:LONGEST_TOKEN] or secrets.token_urlsafe(24)
    participant = keyed(f"vote {code}", token)[:PARTICIPANT_BYTES]
    answer = _voted(request, found, participant) if request.method == "POST" else _page(request, found, participant)
    answer.set_cookie(
        COOKIE, token, max_age=COOKIE_AGE, path=reverse("consultations:vote", args=[code]), httponly=True,
        samesite="Lax", secure=settings.HTTPS,
    )  # fmt: skip
    return answer


def _voted(request: HttpRequest, found: queries.ConsultationView, participant: bytes) -> HttpResponse:
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, participant, status=UNREADABLE)
    given = form.cleaned_data
    try:
        actions.cast_vote(
            consultation_id=found.row.id, statement_id=given["statement"], participant=participant,
            value=given["value"], at=clock.now(),
        )  # fmt: skip
    except RefusedError as refused:
        return _page(request, found, participant, status=UNREADABLE, problem=str(refused.sentence))
    answer = HttpResponseRedirect(reverse("consultations:vote", args=[found.row.code]))
    answer.status_code = 303
    return answer


def _page(
    request: HttpRequest, found: queries.ConsultationView, participant: bytes, *, status: int = 200, problem: str = ""
) -> HttpResponse:  # fmt: skip
    shown = {"found": found, "ballot": queries.ballot(found.row.id, participant), "problem": problem}
    return render(request, "web/consultations/vote.html", shown, status=status)
