"""Where people who were not drawn answer: five faces at the counter, and one question after an answered case."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.feedback import queries as feedback
from dinhlang.apps.surveys import actions, queries
from dinhlang.domain.accounts.limits import Limit
from dinhlang.domain.feedback.states import State
from dinhlang.lib import clock, formats
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.lib.typed import plain
from dinhlang.web.feedback.views.codes import opened_by_code
from dinhlang.web.surveys.forms import typed_code

TOUCHES = (Limit(20, timedelta(minutes=1)), Limit(2_000, timedelta(days=1)))
COOKIE, SCREEN_DAYS, THANKS_SECONDS = "quay", timedelta(hours=14), 5
UNREADABLE, LONGEST = 422, 40


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("survey-counter", *TOUCHES)
def counter(request: HttpRequest) -> HttpResponseBase:
    """Show the five faces of a counter, take one touch; a screen that is not opened yet asks for its code."""
    if request.method == "POST" and "code" in request.POST:
        return _opened(request, typed_code(request))
    code = _code(request)
    found = queries.counter_wave(code) if code else None
    if found is None:
        return _closed(request)
    wave = found[1]
    if request.method != "POST":
        return _faces(request, wave)
    press, answer = plain(request.POST.get("press", ""))[:LONGEST], plain(request.POST.get("answer", ""))[:LONGEST]
    try:
        actions.press_face(code=code, answer=answer, press=press, at=clock.now())
    except RefusedError as refused:
        return _faces(request, wave, str(refused.sentence))
    return redirect("surveys:touched")


def _code(request: HttpRequest) -> str:
    try:
        return str(request.get_signed_cookie(COOKIE, default="", max_age=SCREEN_DAYS))
    except BadSignature:
        return ""


def _opened(request: HttpRequest, code: str) -> HttpResponse:
    if queries.counter_wave(code) is None:
        return _closed(request, wrong=True)
    answer = redirect("surveys:counter")
    answer.set_signed_cookie(
        COOKIE, code, max_age=int(SCREEN_DAYS.total_seconds()), path=reverse("surveys:counter"), httponly=True,
        samesite="Strict", secure=settings.HTTPS,
    )  # fmt: skip
    return answer


def _closed(request: HttpRequest, *, wrong: bool = False) -> HttpResponse:
    return render(request, "web/surveys/counter_closed.html", {"wrong": wrong}, status=UNREADABLE if wrong else 200)


def _faces(request: HttpRequest, wave: queries.WaveView, problem: str = "") -> HttpResponse:
    question = wave.instrument.questions[0]
    shown = {
        "wave": wave, "question": question, "points": question.scale.best_first, "spoken": formats.language(),
        "press": uuid4().hex, "problem": problem, "is_open": wave.is_open(timezone.localdate(clock.now())),
    }  # fmt: skip
    return render(request, "web/surveys/counter.html", shown, status=UNREADABLE if problem else 200)


@public
@never_cache
@require_safe
def touched(request: HttpRequest) -> HttpResponse:
    """Thank, and go back to the faces by itself for the next person."""
    answer = render(request, "web/surveys/touched.html")
    answer["Refresh"] = f"{THANKS_SECONDS}; url={reverse('surveys:counter')}"
    return answer


@public
@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_code
def afterwards(request: HttpRequest, code: str) -> HttpResponseBase:
    """Ask the sender of an answered case one question; what is kept names neither the case nor the sender."""
    at = clock.now()
    found = feedback.sender_case(code, at=at)
    wave = queries.after_answer(timezone.localdate(at))
    if found is None or wave is None or found.case.state not in (State.ANSWERED, State.CLOSED):
        raise NotFoundError("")
    problem = ""
    if request.method == "POST":
        answer = plain(request.POST.get("answer", ""))[:LONGEST]
        try:
            actions.answer_afterwards(
                case_number=found.case.number, place_id=found.case.commune_id, answer=answer, at=at
            )
        except RefusedError as refused:
            problem = str(refused.sentence)
        else:
            return redirect("surveys:thanks")
    question = wave.instrument.questions[0]
    shown = {
        "wave": wave, "question": question, "spoken": formats.language(), "problem": problem, "code": code,
        "about": wave.instrument.about.said(formats.language()),
    }  # fmt: skip
    return render(request, "web/surveys/afterwards.html", shown, status=UNREADABLE if problem else 200)
