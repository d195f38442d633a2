"""Open the household's ballot by a code sent to its telephone, and tie that telephone with the slip."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts.guards import public, throttled, too_many
from dinhlang.apps.decisions import actions, queries
from dinhlang.domain.decisions.sign_in import Way
from dinhlang.domain.decisions.telephones import normal_telephone
from dinhlang.domain.feedback.codes import normal
from dinhlang.lib import clock, sms_gateway
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.web.decisions.ballots.codes import LIMITS, MESSAGE_LIMITS, opened_by_slip
from dinhlang.web.decisions.ballots.forms import DigitsForm, TelephoneForm
from dinhlang.web.decisions.ballots.going import ended, see, to_ballots

UNREADABLE = 422


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("ballot-telephone", *LIMITS)
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Ask for the number, then for the digits, then open the ballot; a strange number gets the same pages."""
    if not sms_gateway.is_offered():
        raise Http404
    digits = DigitsForm(request.POST)
    if request.method != "POST":
        return _number(request)
    return _opened(request, digits) if "secret" in request.POST else _sent(request, "")


@public
@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_slip
def tie(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show which telephone is tied to the household; with the slip, tie one: number, digits, done."""
    own = queries.own_row(code, clock.now())
    if own is None or not sms_gateway.is_offered():
        raise NotFoundError("")
    if request.method == "POST" and "secret" in request.POST:
        return _tied(request, code)
    if request.method == "POST":
        return _sent(request, code)
    tied = queries.tied_to(own.line_id).get(Way.PHONE)
    done = request.GET.get("xong", "")
    shown = {"own": own, "code": normal(code), "tied": tied, "done": done}
    return render(request, "web/ballots/tie_telephone.html", shown)


@public
@require_POST
@opened_by_slip
def end(request: HttpRequest, code: str) -> HttpResponseBase:  # noqa: ARG001
    """End what is tied: the number opens nothing any more."""
    return ended(code, Way.PHONE, "ballots:tie-telephone")


@public
@never_cache
@require_safe
def demo_messages(request: HttpRequest) -> HttpResponse:
    """Show what a demo would have sent; nowhere else does this page exist."""
    if not (settings.DEMO and settings.ROLE_CARDS) or settings.SMS_URL:
        raise Http404
    return render(request, "web/ballots/demo_messages.html", {"messages_shown": sms_gateway.shown_in_demo()})


def _sent(request: HttpRequest, code: str) -> HttpResponseBase:
    """Send the digits and ask for them, within the limits of the number and of the slip."""
    form = TelephoneForm(request.POST)
    number = normal_telephone(form.cleaned_data["telephone"]) if form.is_valid() else ""
    if not number:
        return _number(request, code, _("Hãy nhập số điện thoại di động, ví dụ 0912 345 678."))
    at = clock.now()
    for key in (number, *([normal(code)] if code else [])):
        spent = accounts.spend(
            scope="ballot-message", key=keyed("ballot-message", key)[:16], limits=MESSAGE_LIMITS, at=at
        )
        if not spent.allowed:
            return too_many(request, spent.retry_after)
    try:
        secret = actions.send_digits(typed=number, at=at, slip=code)
    except NotFoundError:
        raise
    except RefusedError as refused:
        return _number(request, code, str(refused.sentence))
    return _digits(request, code, secret)


def _opened(request: HttpRequest, form: DigitsForm) -> HttpResponseBase:
    wrong = _("Mã không đúng hoặc đã hết hạn. Hãy xem lại tin nhắn, hoặc xin mã mới.")
    if not form.is_valid():
        return _digits(request, "", request.POST.get("secret", "")[:20], wrong)
    secret = form.cleaned_data["secret"]
    opened = actions.open_by_telephone(secret=secret, typed=form.cleaned_data["digits"], at=clock.now())
    if opened is None:
        return _digits(request, "", secret, wrong)
    return to_ballots(request, opened)


def _tied(request: HttpRequest, code: str) -> HttpResponseBase:
    form, wrong = DigitsForm(request.POST), _("Mã không đúng hoặc đã hết hạn. Hãy xem lại tin nhắn, hoặc xin mã mới.")
    if not form.is_valid():
        return _digits(request, code, request.POST.get("secret", "")[:20], wrong)
    secret = form.cleaned_data["secret"]
    try:
        right = actions.tie_telephone(slip=code, secret=secret, typed=form.cleaned_data["digits"], at=clock.now())
    except NotFoundError:
        raise
    except RefusedError as refused:
        return _number(request, code, str(refused.sentence))
    if not right:
        return _digits(request, code, secret, wrong)
    return see(reverse("ballots:tie-telephone", args=[normal(code)]) + "?xong=gan")


def _number(request: HttpRequest, code: str = "", problem: str = "") -> HttpResponse:
    shown = {"code": normal(code), "problem": problem}
    return render(request, "web/ballots/telephone.html", shown, status=UNREADABLE if problem else 200)


def _digits(request: HttpRequest, code: str, secret: str, problem: str = "") -> HttpResponse:
    is_demo = settings.DEMO and settings.ROLE_CARDS and not settings.SMS_URL
    shown = {"code": normal(code), "secret": secret, "problem": problem, "is_demo": is_demo}
    return render(request, "web/ballots/digits.html", shown, status=UNREADABLE if problem else 200)
