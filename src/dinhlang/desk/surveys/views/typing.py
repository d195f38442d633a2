"""Paper sheets at the desk: each typed by two people; where they differ both look at the paper again."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.surveys import actions, policies, queries
from dinhlang.apps.surveys.queries import WaveView
from dinhlang.desk.surveys.found import see
from dinhlang.domain.surveys.collection import Typed
from dinhlang.domain.surveys.instruments import Fault
from dinhlang.lib import formats
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import NotAllowedError, RefusedError
from dinhlang.lib.typed import plain

UNREADABLE, LONGEST = 422, 24


@official()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def typing(request: ActorRequest, code: str) -> HttpResponse:
    """Show an empty sheet to type and how many wait for the other typist; take one."""
    wave = queries.wave(code) if policies.can_type(request.actor) else None
    if wave is None or wave.validated_at is not None:
        raise Http404
    if request.method != "POST":
        return _page(request, wave)
    slip = plain(request.POST.get("code", ""))[:LONGEST]
    given = {one.code: request.POST[one.code] for one in wave.instrument.questions if one.code in request.POST}
    asked = {one.code for one in wave.instrument.asked(given)}
    answers = {name: value for name, value in given.items() if name in asked}
    faults = wave.instrument.faults(answers)
    try:
        became = actions.type_sheet(actor=request.actor, wave_code=code, slip=slip, answers=answers, at=now())
    except NotAllowedError:
        raise
    except RefusedError as refused:
        return _page(request, wave, slip, answers, faults, str(refused.sentence))
    return see(f"{reverse('desk-surveys:typing', args=[code])}?xong={became.value}")


def _page(
    request: ActorRequest, wave: WaveView, slip: str = "", picked: dict[str, str] | None = None,
    missing: dict[str, Fault] | None = None, problem: str = "",
) -> HttpResponse:  # fmt: skip
    said = {
        Typed.WAITS: _("Đã ghi. Phiếu này chờ người thứ hai nhập."),
        Typed.KEPT: _("Hai người nhập giống nhau: phiếu đã được nhận."),
        Typed.DIFFERS: _("Người kia nhập khác. Hai người hãy cùng xem lại phiếu giấy rồi nhập lại."),
    }
    waiting, mine, differing = queries.typed_state(wave.id, request.actor.user_id)
    questions = {one.code: one.words.said(formats.language()) for one in wave.instrument.questions}
    shown = {
        "wave": wave, "slip": slip, "picked": picked or {}, "missing": missing or {}, "problem": problem,
        "spoken": formats.language(), "waiting": waiting, "mine": mine,
        "differing": [[questions[one] for one in pair] for pair in differing],
        "done": next((words for one, words in said.items() if one.value == request.GET.get("xong")), ""),
        "differs": request.GET.get("xong") == Typed.DIFFERS.value,
    }  # fmt: skip
    return render(request, "desk/surveys/typing.html", shown, status=UNREADABLE if problem else 200)
