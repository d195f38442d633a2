"""Step 3 of the form: say it, with photos or papers."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.feedback import actions, queries
from dinhlang.lib import clock, uploads
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.typed import whole
from dinhlang.web.feedback.forms import LONGEST_TEXT, TextForm
from dinhlang.web.feedback.views.draft import FILE_LIMITS, UNREADABLE, gone, see, step_page, steps_of_draft


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("feedback-file", *FILE_LIMITS)
@steps_of_draft
def words(request: HttpRequest, token: str, draft: queries.DraftView) -> HttpResponseBase:
    """Ask what is to be said; files may come along, and what was typed is kept whatever happens to them."""
    if request.method != "POST":
        return _page(request, token, draft, text=draft.data.get("text", ""))
    form, typed, onward = TextForm(request.POST), request.POST.get("text", ""), "next" in request.POST
    if form.is_valid():
        actions.fill_draft(token=token, answers={"text": form.cleaned_data["text"]}, at=clock.now())
    problems = _take_files(request, token) + _drop_file(request, token)
    # Adding a photo before the first word is no mistake; going on without a word is, and a text too long is always.
    wrong = not form.is_valid() and (onward or bool(typed.strip()))
    if wrong or problems:
        return _page(request, token, queries.draft(token) or draft, text=typed, form=form if wrong else None,
                     problems=problems, status=UNREADABLE)  # fmt: skip
    return see("review", token) if onward else see("words", token, fragment="#tep")


@public
@never_cache
@require_POST
@throttled("feedback-file", *FILE_LIMITS)
@steps_of_draft
def add_files(request: HttpRequest, token: str, draft: queries.DraftView) -> HttpResponseBase:  # noqa: ARG001
    """Take or remove files for a page with JavaScript and return the list of files as it now stands."""
    problems = _take_files(request, token) + _drop_file(request, token)
    now = queries.draft(token)
    if now is None:
        return gone(request)
    context = {"token": token, "draft": now, "problems": problems, "most_files": uploads.MOST_FILES}
    return render(request, "web/feedback/_files.html", context, status=UNREADABLE if problems else 200)


def _page(
    request: HttpRequest,
    token: str,
    draft: queries.DraftView,
    *,
    text: str,
    form: TextForm | None = None,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    return step_page(
        request, "words", token, draft, status=status, text=text, form=form, problems=problems or [],
        most_files=uploads.MOST_FILES, longest=LONGEST_TEXT,
    )  # fmt: skip


def _take_files(request: HttpRequest, token: str) -> list[str]:
    """Keep the files of a request; return a sentence for each that was not taken."""
    problems = []
    files, refused_ones = uploads.received(request, "files")
    for file in files:
        kept = uploads.keep(file)
        try:
            path = actions.attach_to_draft(
                token=token, kind=kept.kind, path=kept.path, digest=kept.digest, size=kept.size, at=clock.now()
            )
            if path != kept.path:
                uploads.discard(kept.path)
        except RefusedError as refused:
            uploads.discard(kept.path)
            problems.append(f"{file.name}: {refused.sentence}")
    return problems + [_why_not(one) for one in refused_ones]


def _drop_file(request: HttpRequest, token: str) -> list[str]:
    """Remove the file that the sender asked to remove; return a sentence when it was not there."""
    wanted = whole(request.POST.get("remove", ""))
    if wanted is None:
        return []
    try:
        uploads.discard(actions.detach_from_draft(token=token, attachment_id=wanted))
    except RefusedError as refused:
        return [str(refused.sentence)]
    return []


def _why_not(refused: uploads.Refused) -> str:
    sentences = {
        uploads.TOO_BIG: _("nặng quá 10 MB nên chưa nhận. Hãy chụp lại với cỡ nhỏ hơn."),
        uploads.TOO_MANY: _("chưa nhận, vì mỗi phiếu kèm tối đa 5 tệp."),
        uploads.WRONG_KIND: _("không phải ảnh (JPEG, PNG, WebP, HEIC) hay PDF nên chưa nhận."),
        uploads.EMPTY: _("là tệp trống nên chưa nhận."),
        uploads.CUT_OFF: _("quá nặng, hệ thống đã ngừng nhận. Chữ đã viết vẫn được giữ."),
    }
    return f"{refused.name}: {sentences[refused.reason]}"
