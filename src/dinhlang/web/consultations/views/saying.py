"""Say something to a draft without an account, and find again where it went."""

from datetime import timedelta
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.consultations import actions, queries
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.domain.accounts.limits import Limit
from dinhlang.domain.consultations import words
from dinhlang.domain.consultations.answers import Stance
from dinhlang.domain.feedback.codes import grouped
from dinhlang.lib import clock, uploads
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.web.consultations.forms import JoinForm, ReviewForm, SayForm
from dinhlang.web.feedback.views.codes import opened_by_code

LIMITS = (Limit(60, timedelta(minutes=10)), Limit(600, timedelta(days=1)))
UNREADABLE, CONFLICT = 422, 409
KINDS = ("photo", "voice")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("consultation-say", *LIMITS)
def say(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the form for an opinion, on the whole or on the passage asked for; sent twice it is one opinion."""
    found = queries.consultation(code, clock.now())
    if found is None:
        raise Http404
    if request.method != "POST":
        start = {"key": uuid4().hex, "anchor": request.GET.get("doan", "")}
        return _page(request, found, SayForm(initial=start))
    form = SayForm(request.POST)
    files, refused_files = uploads.received(request, "files", KINDS)
    if not form.is_valid() or refused_files:
        return _page(request, found, form, status=UNREADABLE, problem=_why_not(refused_files))
    given = dict(form.cleaned_data)
    digests = ",".join(one.digest.hex() for one in files)
    key = Request(f"say:{given.pop('key')}", digest_of({"consultation": code, "files": digests, **given}))
    kept = tuple(uploads.keep(one, folder=actions.RECEIVED_OPINIONS) for one in files)
    new = actions.NewOpinion(
        given["text"], Stance(given["stance"]), given["anchor"], given["signed"], kept, given["files_may_show"]
    )  # fmt: skip
    try:
        made = actions.give_opinion(consultation_id=found.row.id, new=new, at=clock.now(), request=key)
    except RequestConflictError:
        return render(request, "web/consultations/sent_otherwise.html", {"found": found}, status=CONFLICT)
    except RefusedError as refused:
        for one in kept:
            uploads.discard(one.path)
        return _page(request, found, form, status=UNREADABLE, problem=str(refused.sentence))
    answer = HttpResponseRedirect(reverse("consultations:mine", args=[made.lookup]))
    answer.status_code = 303
    return answer


def _why_not(refused: list[uploads.Refused]) -> str:
    """Return why files were not taken, "" where all were; what was typed is kept."""
    if not refused:
        return ""
    sentences = {
        uploads.TOO_BIG: _("Tệp nặng quá 10 MB nên chưa nhận."),
        uploads.TOO_MANY: _("Mỗi ý kiến kèm tối đa 5 tệp."),
        uploads.WRONG_KIND: _("Chỉ nhận ảnh (JPEG, PNG, WebP, HEIC) và lời nói ghi dạng WAV."),
        uploads.EMPTY: _("Tệp trống nên chưa nhận."),
        uploads.CUT_OFF: _("Các tệp quá nặng nên hệ thống đã ngừng nhận."),
    }
    again = _("Lời đã viết còn nguyên; hãy chọn lại tệp rồi gửi.")
    return f"{sentences[refused[0].reason]} {again}"


def _page(
    request: HttpRequest, found: queries.ConsultationView, form: SayForm, *, status: int = 200, problem: str = ""
) -> HttpResponse:  # fmt: skip
    typed = form.data or form.initial
    passage = next((one for one in found.blocks if one.anchor == typed.get("anchor")), None)
    shown = {
        "found": found, "form": form, "typed": typed, "passage": passage, "problem": problem, "words": words,
        "problems": [(name, errors[0]) for name, errors in form.errors.items()],
    }  # fmt: skip
    return render(request, "web/consultations/say.html", shown, status=status)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("consultation-join", *LIMITS)
def join(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the form for joining a point that others asked for, or take it; sent twice it counts once."""
    found = queries.consultation(code, clock.now())
    typed = request.POST if request.method == "POST" else {"point": request.GET.get("diem", ""), "key": uuid4().hex}
    point = next((one for one in found.points if str(one.number) == typed.get("point")), None) if found else None
    if found is None or point is None:
        raise Http404
    form = JoinForm(typed if request.method == "POST" else None, initial=typed)
    shown = {"found": found, "point": point, "form": form, "typed": typed, "words": words, "problem": ""}
    if request.method != "POST" or not form.is_valid():
        status = UNREADABLE if request.method == "POST" else 200
        return render(request, "web/consultations/join.html", shown, status=status)
    given = form.cleaned_data
    key = Request(f"say:{given['key']}", digest_of({"consultation": code, "joins": point.number}))
    try:
        made = actions.join_point(
            consultation_id=found.row.id, point_number=point.number, stance=Stance(given["stance"]), at=clock.now(),
            request=key,
        )  # fmt: skip
    except RequestConflictError:
        return render(request, "web/consultations/sent_otherwise.html", {"found": found}, status=CONFLICT)
    except RefusedError as refused:
        shown |= {"problem": str(refused.sentence)}
        return render(request, "web/consultations/join.html", shown, status=UNREADABLE)
    answer = HttpResponseRedirect(reverse("consultations:mine", args=[made.lookup]))
    answer.status_code = 303
    return answer


@public
@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_code
def mine(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show an opinion to whoever holds its code, and what became of it; take the wish for a review."""
    if queries.own_opinion(code) is None:
        raise NotFoundError("")
    if request.method != "POST":
        return _mine(request, code)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _mine(request, code, problem=str(next(iter(form.errors.values()))[0]), status=UNREADABLE)
    given = form.cleaned_data
    key = Request(f"review:{given['key']}", digest_of({"opinion": code, "text": given["text"]}))
    try:
        actions.ask_review(code=code, text=given["text"], at=clock.now(), request=key)
    except RequestConflictError:
        return _mine(request, code, problem=_("Đề nghị này đã được gửi."), status=CONFLICT)
    except RefusedError as refused:
        return _mine(request, code, problem=str(refused.sentence), status=UNREADABLE)
    answer = HttpResponseRedirect(f"{reverse('consultations:mine', args=[code])}#xem-lai")
    answer.status_code = 303
    return answer


def _mine(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponse:
    found = queries.own_opinion(code)
    if found is None:
        raise NotFoundError("")
    opinion, of, point = found
    shown = {"opinion": opinion, "of": queries.consultation(of, clock.now()), "point": point, "code": code,
             "grouped": grouped(code), "words": words, "problem": problem, "typed": request.POST.get("text", ""),
             "key": request.POST.get("key") or uuid4().hex}  # fmt: skip
    return render(request, "web/consultations/mine.html", shown, status=status)
