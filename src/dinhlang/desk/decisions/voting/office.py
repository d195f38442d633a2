"""Help at the office: an officer of the commune types the ballot of a household that came with its slip."""

from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.decisions import actions, policies, queries
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.desk.decisions.voting.found import see
from dinhlang.domain.accounts.roles import Role
from dinhlang.domain.decisions.ballots import Choice
from dinhlang.domain.feedback.codes import LOOKUP_LENGTH, normal
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import NotFoundError, RefusedError

UNREADABLE, LONGEST_KEY = 422, 40


@official(Role.RECEIVER, Role.HANDLER, Role.HEAD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: ActorRequest) -> HttpResponse:
    """Ask for the code on the household's slip."""
    typed = normal(request.POST.get("code", ""))[:LOOKUP_LENGTH]
    if typed:
        return see(reverse("desk-ballots:office-ballot", args=[typed]))
    return render(request, "desk/ballots/office.html", {"problem": request.method == "POST"})


@official(Role.RECEIVER, Role.HANDLER, Role.HEAD)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ballot(request: ActorRequest, code: str) -> HttpResponse:
    """Show the ballot as the household says it should be, take it, and show the receipt to print for it."""
    own = queries.own_row(code)
    if own is None:
        return render(request, "desk/ballots/office.html", {"problem": True}, status=404)
    if policies.can_help(request.actor, own.village) is None:
        raise Http404
    if request.method != "POST":
        return _page(request, code, own)
    return _taken(request, code, own)


def _taken(request: ActorRequest, code: str, own: queries.OwnRow) -> HttpResponse:
    """Take the ballot, if the household stands beside the officer and the choice was read back to it."""
    choice, key = request.POST.get("choice", ""), request.POST.get("key", "")[:LONGEST_KEY]
    if choice not in list(Choice) or not key or request.POST.get("present") != "yes":
        problem = _("Hãy chọn ý kiến của hộ, đọc lại cho người dân nghe, rồi đánh dấu là họ có mặt.")
        return _page(request, code, own, problem)
    sent = Request(f"assisted:{key}", digest_of({"code": normal(code), "choice": choice}))
    try:
        actions.cast_assisted(actor=request.actor, code=code, choice=Choice(choice), at=now(), request=sent)
    except NotFoundError:
        raise
    except RequestConflictError:
        return _page(request, code, own, _("Trang này đã gửi một phiếu khác. Hãy xem lại rồi chọn lần nữa."))
    except RefusedError as error:
        return _page(request, code, own, str(error.sentence))
    return see(reverse("ballots:receipt", args=[normal(code)]))


def _page(request: ActorRequest, code: str, own: queries.OwnRow, problem: str = "") -> HttpResponse:
    shown = {
        "own": own, "vote": own.vote, "code": normal(code), "problem": problem, "key": uuid4().hex,
        "shut": own.vote.window.shut(now()),
    }  # fmt: skip
    return render(request, "desk/ballots/office_ballot.html", shown, status=UNREADABLE if problem else 200)
