"""Vote with the code of the slip: enter it, choose, keep the receipt; take back what an officer typed wrongly."""

from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.transparency import actions as transparency
from dinhlang.apps.transparency import queries as log
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.domain.decisions.ballots import Choice
from dinhlang.domain.feedback.codes import LOOKUP_LENGTH, normal
from dinhlang.lib import clock, sms_gateway
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.lib.signer import Signer, SignerRefusedError, SignerUnavailableError
from dinhlang.web.decisions.ballots.account import account_name
from dinhlang.web.decisions.ballots.codes import LIMITS, opened_by_slip
from dinhlang.web.decisions.ballots.forms import BallotForm, CodeForm
from dinhlang.web.decisions.ballots.going import see
from dinhlang.web.feedback.views.qr import receipt_qr

UNREADABLE = 422


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("ballot-enter", *LIMITS)
def enter(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code of the slip, and open the ballot behind it."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = UNREADABLE if request.method == "POST" else 200
        shown = {"form": form, "by_telephone": sms_gateway.is_offered(), "by_account": account_name()}
        return render(request, "web/ballots/enter.html", shown, status=status)
    return see(reverse("ballots:ballot", args=[normal(form.cleaned_data["code"])[:LOOKUP_LENGTH] or "0"]))


@public
@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_slip
def ballot(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the ballot of a household, or take it; sent twice it is one ballot."""
    if request.method != "POST":
        return _page(request, code)
    form = BallotForm(request.POST)
    if not form.is_valid():
        return _page(request, code, problem=_("Hãy chọn một trong các ý kiến trên phiếu."))
    choice = form.cleaned_data["choice"]
    key = Request(f"ballot:{form.cleaned_data['key']}", digest_of({"code": normal(code), "choice": choice}))
    try:
        actions.cast(code=code, choice=Choice(choice), at=clock.now(), request=key)
    except NotFoundError:
        raise
    except RequestConflictError:
        return _page(request, code, problem=_("Trang này đã gửi một phiếu khác. Hãy xem lại rồi chọn lần nữa."))
    except RefusedError as refused:
        return _page(request, code, problem=str(refused.sentence))
    return see(reverse("ballots:receipt", args=[code]))


@public
@require_safe
@opened_by_slip
def receipt(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show that the ballot was recorded, never what it said: a receipt that tells the choice could be demanded."""
    found = _own(code)
    if not found.given:
        return see(reverse("ballots:ballot", args=[code]))
    record_id = found.given[-1][5]
    signed = _signed(record_id)
    shown = {
        "own": found, "code": normal(code), "signed": signed, "place": log.place(record_id),
        "qr": receipt_qr(log.receipt_of(record_id).leaf, None, signed), "can_object": queries.can_object(found),
        "by_telephone": sms_gateway.is_offered(), "by_account": account_name(),
    }  # fmt: skip
    return render(request, "web/ballots/receipt.html", shown)


@public
@require_POST
@opened_by_slip
def not_mine(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take back a ballot that an officer typed and that is not the will of the household."""
    try:
        actions.object_to_assisted(code=code, at=clock.now())
    except NotFoundError:
        raise
    except RefusedError as refused:
        return _page(request, code, problem=str(refused.sentence))
    return see(reverse("ballots:ballot", args=[code]) + "?xong=bao")


def _page(request: HttpRequest, code: str, problem: str = "") -> HttpResponse:
    found = _own(code)
    shown = {
        "own": found, "vote": found.vote, "code": normal(code), "problem": problem, "key": uuid4().hex,
        "shut": found.vote.window.shut(clock.now()), "objected": request.GET.get("xong") == "bao",
        "can_object": queries.can_object(found),
        "by_telephone": sms_gateway.is_offered(), "by_account": account_name(),
    }  # fmt: skip
    return render(request, "web/ballots/ballot.html", shown, status=UNREADABLE if problem else 200)


def _own(code: str) -> queries.OwnRow:
    found = queries.own_row(code, clock.now())
    if found is None:
        raise NotFoundError("")
    return found


def _signed(record_id: int) -> str:
    """Return the signed promise, "" while the signer does not answer: the ballot is safe without it."""
    try:
        return transparency.promise(record_id=record_id, signer=Signer(settings.SIGNER_SOCKET))
    except (SignerUnavailableError, SignerRefusedError):
        return ""
