"""Begin an initiative, stand behind one, step back: with the code of the household's slip, never in the address."""

from datetime import timedelta
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.decisions import actions, queries
from dinhlang.apps.decisions.actions import NewInitiative
from dinhlang.apps.decisions.queries import InitiativeView, telling
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.domain.accounts.limits import Limit
from dinhlang.domain.feedback.codes import normal
from dinhlang.lib import clock
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import plain
from dinhlang.web.decisions.ballots.codes import LIMITS
from dinhlang.web.decisions.initiatives.forms import STEP_OF, InitiativeForm, SpeechForm

UNREADABLE = 422
SENDS = (Limit(10, timedelta(hours=1)), Limit(30, timedelta(days=1)))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("initiative-send", *SENDS)
def send(request: HttpRequest) -> HttpResponseBase:
    """Show the form of a new initiative, or take it."""
    if request.method != "POST":
        return _sending(request, {})
    form = InitiativeForm(request.POST)
    if not form.is_valid():
        return _sending(request, request.POST.dict(), _("Hãy điền đủ các mục."))
    given = {name: plain(value).strip() for name, value in form.cleaned_data.items()}
    matter, step = STEP_OF.get(given["matter"], (given["matter"], None))
    new = NewInitiative(matter, given["question"], given["explanation"], step)
    body = {"code": normal(given["code"]), **{name: given[name] for name in ("matter", "question", "explanation")}}
    key = Request(f"initiative:{given['key']}", digest_of(body))
    try:
        made = actions.send_initiative(code=given["code"], new=new, at=clock.now(), request=key)
    except RequestConflictError:
        return _sending(request, given, _("Trang này đã gửi một sáng kiến khác. Hãy xem lại rồi gửi lần nữa."))
    except RefusedError as refused:
        return _sending(request, given, str(refused.sentence), refused.field)
    return _see(reverse("initiatives:speak", args=[queries.initiative_code(made)]) + "?xong=gui")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("initiative-code", *LIMITS)
def speak(request: HttpRequest, code: str) -> HttpResponseBase:
    """Ask for the code of the household, and let it stand behind an initiative or step back."""
    one = queries.initiative(code)
    if one is None:
        raise Http404
    if request.method != "POST":
        return _speaking(request, one)
    form = SpeechForm(request.POST)
    if not form.is_valid():
        return _speaking(request, one, _("Hãy nhập mã trên phiếu của hộ."))
    secret, act = form.cleaned_data["code"], form.cleaned_data["act"]
    given = {"code": secret, "initiative_id": one.id, "at": clock.now()}
    key = Request(f"consent:{form.cleaned_data['key']}", digest_of({"code": normal(secret), "act": act, "of": code}))
    try:
        if act == "rut":
            actions.withdraw_initiative(**given)
        else:
            (actions.consent if act == "dong-y" else actions.step_back)(**given, request=key)
    except RequestConflictError:
        return _speaking(request, one, _("Trang này đã gửi một lần khác. Hãy xem lại rồi gửi lần nữa."))
    except RefusedError as refused:
        return _speaking(request, one, str(refused.sentence))
    return _see(f"{reverse('initiatives:speak', args=[code])}?xong={act}")


def _sending(request: HttpRequest, typed: dict[str, str], problem: str = "", field: str = "") -> HttpResponse:
    shown = {"typed": typed, "problem": problem, "field": field, "key": uuid4().hex, "matters": telling.started()}
    return render(request, "web/initiatives/send.html", shown, status=UNREADABLE if problem else 200)


def _speaking(request: HttpRequest, one: InitiativeView, problem: str = "") -> HttpResponse:
    said = {
        "gui": _("Đã nhận sáng kiến. Có người xem lời lẽ xong thì mọi hộ trong ấp, khóm đọc được và cùng đồng ý."),
        "dong-y": _("Đã ghi: hộ đồng ý với sáng kiến này. Đổi ý thì quay lại trang này."),
        "thoi": _("Đã ghi: hộ thôi đồng ý."),
        "rut": _("Đã rút sáng kiến."),
    }
    shown = {"one": one, "problem": problem, "key": uuid4().hex, "done": said.get(request.GET.get("xong", ""), "")}
    response = render(request, "web/initiatives/speak.html", shown, status=UNREADABLE if problem else 200)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _see(address: str) -> HttpResponse:
    answer = HttpResponseRedirect(address)
    answer.status_code = 303
    return answer
