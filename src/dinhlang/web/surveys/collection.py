"""Where answers come in: the slip of a household, and the page of an interviewer that works without a network."""

from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.surveys import actions, queries
from dinhlang.domain.accounts.limits import Limit
from dinhlang.domain.feedback.codes import normal
from dinhlang.domain.surveys.instruments import Fault
from dinhlang.lib import clock, formats
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import RefusedError
from dinhlang.web.surveys import forms

SLIPS = (Limit(30, timedelta(minutes=10)), Limit(300, timedelta(days=1)))
DEVICES = (Limit(20, timedelta(hours=1)),)
DELIVERIES = (Limit(120, timedelta(minutes=10)),)
WORKER = files("dinhlang") / "static" / "js" / "surveys_worker.js"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("survey-slip", *SLIPS)
def slip(request: HttpRequest) -> HttpResponseBase:
    """Take the code of a slip, show its questions, take the answers."""
    if request.method != "POST":
        return _ask_code(request)
    code = forms.typed_code(request)
    found = queries.wave_of_slip(code)
    if found is None:
        return _ask_code(request, code, _("Không có phiếu mời mang mã này. Hãy xem lại mã trên phiếu."))
    wave, is_used = found
    if is_used:
        return _ask_code(request, code, _("Phiếu mời này đã được trả lời rồi. Mỗi phiếu chỉ trả lời một lần."))
    if not wave.is_open(timezone.localdate(clock.now())):
        return _ask_code(request, code, _("Cuộc khảo sát này chưa mở hoặc đã kết thúc."))
    if request.POST.get("step") != "answers":
        return _sheet(request, wave, code, {}, {})
    answers = forms.picked(request, wave.instrument)
    faults = wave.instrument.faults(answers)
    if faults:
        return _sheet(request, wave, code, answers, faults)
    try:
        actions.answer_by_slip(code=code, answers=answers, at=clock.now())
    except RefusedError as refused:
        return _ask_code(request, code, str(refused))
    return redirect("surveys:thanks")


def _ask_code(request: HttpRequest, code: str = "", error: str = "") -> HttpResponse:
    return render(request, "web/surveys/slip.html", {"code": code, "error": error}, status=422 if error else 200)


def _sheet(
    request: HttpRequest, wave: queries.WaveView, code: str, picked: dict[str, str], faults: dict[str, Fault]
) -> HttpResponse:
    words = {one.code: one.words.said(formats.language()) for one in wave.instrument.questions}
    problems = [(f"cau-{one}", words[one]) for one in words if one in faults]
    return render(
        request, "web/surveys/sheet.html",
        {"wave": wave, "code": code, "picked": picked, "missing": faults, "problems": problems,
         "spoken": formats.language(), "place": keyed("surveys.sheet", normal(code)).hex()[:16]},
        status=422 if faults else 200,
    )  # fmt: skip


@public
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say that the answer is kept."""
    return render(request, "web/surveys/thanks.html")


@public
@never_cache
@require_safe
def collect(request: HttpRequest, code: str) -> HttpResponse:
    """Show the page of an interviewer."""
    context = {"wave": _wave(code), "spoken": formats.language()}
    return render(request, "web/surveys/collect.html", context)


@public
@require_safe
def worker(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001 - its address is its scope
    """Hand out the script that answers without a network, below the address that it serves."""
    answer = HttpResponse(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@public
@require_safe
def manifest(request: HttpRequest, code: str) -> JsonResponse:  # noqa: ARG001
    """Say how the page is installed on a phone."""
    wave = _wave(code)
    icon = {"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
    start = reverse("surveys:collect", args=[code])
    said = {"name": wave.title, "short_name": wave.title[:12], "start_url": start, "scope": start}
    return JsonResponse(said | {"display": "standalone", "icons": [icon]}, content_type="application/manifest+json")


@public
@never_cache
@require_POST
@throttled("survey-device", *DEVICES)
def enrol(request: HttpRequest, code: str) -> JsonResponse:
    """Enrol a device with the code of an interviewer."""

    def done() -> dict[str, Any]:
        typed, key = forms.enrolment(forms.said(request))
        number = actions.enrol_device(wave_code=code, code=typed, public_key=key, at=clock.now())
        return {"number": number, "label": _("Điều tra viên số {number}").format(number=number)}

    return _answer(done)


@public
@never_cache
@require_POST
@throttled("survey-delivery", *DELIVERIES)
def deliver(request: HttpRequest, code: str) -> JsonResponse:
    """Take the entries of a device."""

    def done() -> dict[str, Any]:
        number, entries = forms.delivery(forms.said(request))
        told = actions.deliver(wave_code=code, number=number, entries=entries, at=clock.now())
        return {"entries": [{"id": str(one.id), "outcome": one.outcome.value, "why": one.why} for one in told]}

    return _answer(done)


def _answer(done: Callable[[], dict[str, Any]]) -> JsonResponse:
    try:
        return JsonResponse(done())
    except RefusedError as refused:
        return JsonResponse({"why": str(refused)}, status=422)


def _wave(code: str) -> queries.WaveView:
    found = queries.wave(code)
    if found is None:
        raise Http404
    return found
