"""One case at the desk: read it, press a button, attach a file."""

import secrets

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.feedback import actions, policies, queries
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of, replayed
from dinhlang.desk.feedback.verbs import VERBS, Verb
from dinhlang.desk.feedback.views.inbox import back_to_list, place_in_list
from dinhlang.desk.feedback.views.page import Attempt, case_page
from dinhlang.lib import uploads
from dinhlang.lib.clock import now
from dinhlang.lib.downloads import file_response
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError
from dinhlang.lib.typed import plain

LONGEST_KEY, LONGEST_TEXT = 44, 20_000
ANSWER = "tra-loi"
CONFLICT, UNREADABLE, FORBIDDEN = 409, 422, 403


@official()
@never_cache
@require_GET
def case(request: ActorRequest, case_id: int) -> HttpResponse:
    """Show one case with the buttons of the steps that the official may take now."""
    done = VERBS.get(request.GET.get("xong", ""))
    return case_page(request, case_id, done=done)


@official()
@never_cache
@require_POST
def act(request: ActorRequest, case_id: int, verb: str) -> HttpResponse:
    """Take one step; a refusal shows the case again with what was typed."""
    chosen = VERBS.get(verb)
    if chosen is None:
        raise Http404
    typed = _typed(request, chosen)
    try:
        _take(request, case_id, chosen, typed)
    except NotFoundError:
        raise
    except RequestConflictError:
        sentence = _("Trang này đã được gửi trước đó với nội dung khác. Chữ vừa gõ còn đây; hãy xem lại rồi gửi.")
        return case_page(request, case_id, attempt=Attempt(chosen, typed, RefusedError(sentence)), status=CONFLICT)
    except RefusedError as error:
        status = FORBIDDEN if isinstance(error, NotAllowedError) else UNREADABLE
        return case_page(request, case_id, attempt=Attempt(chosen, typed, error), status=status)
    if request.POST.get("hop"):
        address = f"{reverse('desk-feedback:inbox')}?{back_to_list(place_in_list(request.POST), case_id, verb)}"
    else:
        address = f"{reverse('desk-feedback:case', args=[case_id])}?xong={verb}"
    response = redirect(address)
    response.status_code = 303
    return response


@official()
@never_cache
@require_POST
def contact(request: ActorRequest, case_id: int) -> HttpResponse:
    """Show, this once, how to reach the sender; that it was opened is recorded first."""
    key = Request(key=_key(request), digest=digest_of({"case": str(case_id), "verb": "lien-lac"}))
    try:
        actions.open_contact(actor=request.actor, case_id=case_id, at=now(), request=key)
    except RequestConflictError:  # an old page: it offers the button again
        return redirect("desk-feedback:case", case_id)
    return case_page(request, case_id, with_contact=True)


def _key(request: ActorRequest) -> str:
    """Return the idempotency key of a form, which is its sender's own."""
    given = plain(request.POST.get("request_key", ""))[:LONGEST_KEY] or secrets.token_urlsafe(16)
    return f"desk:{request.actor.user_id}:{given}"


def _take(request: ActorRequest, case_id: int, chosen: Verb, typed: dict[str, str]) -> None:
    """Carry out a step once per key; files sent with an answer are kept first and go with it."""
    files = _files(request) if chosen.name == ANSWER else []
    body = {"case": str(case_id), "verb": chosen.name, **typed, "files": [one.digest.hex() for one in files]}
    key = Request(key=_key(request), digest=digest_of(body))
    if files and replayed(key) is None:
        kept = _keep(request, case_id, files)
        typed["attachment_ids"] = ",".join(filter(None, (typed["attachment_ids"], *map(str, kept))))
    if any(len(text) > LONGEST_TEXT for text in typed.values()):
        raise RefusedError(_("Dài quá 20.000 chữ cái. Hãy rút gọn, hoặc kèm một tệp PDF."))
    arguments = {name: convert(typed[name]) for name, convert in chosen.fields.items()}
    chosen.act(actor=request.actor, case_id=case_id, at=now(), request=key, **arguments)


@official()
@never_cache
@require_POST
def attach(request: ActorRequest, case_id: int) -> HttpResponse:
    """Add photos or PDF files to the answer being written; what was typed so far comes back."""
    chosen = VERBS[ANSWER]
    typed = _typed(request, chosen)
    try:
        kept = _keep(request, case_id, _files(request))
        if not kept:
            raise RefusedError(_("Hãy chọn tệp trước khi bấm “Kèm tệp đã chọn”."), field="files")
    except NotFoundError:
        raise
    except RefusedError as error:
        status = FORBIDDEN if isinstance(error, NotAllowedError) else UNREADABLE
        return case_page(request, case_id, attempt=Attempt(chosen, typed, error), status=status)
    typed["attachment_ids"] = ",".join(filter(None, (typed["attachment_ids"], *map(str, kept))))
    return case_page(request, case_id, attempt=Attempt(chosen, typed, None))


def _typed(request: HttpRequest, chosen: Verb) -> dict[str, str]:
    """Return the fields of a form as they came."""
    return {name: ",".join(request.POST.getlist(name)) for name in chosen.fields}


def _files(request: HttpRequest) -> list[uploads.ReceivedFile]:
    """Return the files sent; raises RefusedError when one was not taken."""
    files, refused = uploads.received(request, "files")
    if refused:
        raise RefusedError(_("Chỉ nhận ảnh hoặc PDF, mỗi tệp không quá 10 MB, mỗi lần năm tệp."), field="files")
    return files


def _keep(request: ActorRequest, case_id: int, files: list[uploads.ReceivedFile]) -> list[int]:
    """Keep files for the answer being written; returns their ids. A refusal leaves no file behind."""
    made = []
    for file in files:
        kept = uploads.keep(file)
        try:
            made.append(
                actions.attach_to_answer(
                    actor=request.actor, case_id=case_id, kind=kept.kind, path=kept.path, digest=kept.digest,
                    size=kept.size,
                )
            )  # fmt: skip
        except RefusedError:
            uploads.discard(kept.path)
            raise
    return made


@official()
@require_GET
def file(request: ActorRequest, attachment_id: int, *, thumbnail: bool = False) -> FileResponse:
    """Send a cleaned file of a case that the official may read."""
    found = queries.desk_file(attachment_id, thumbnail=thumbnail)
    if found is None or not policies.can_see(request.actor, found):
        raise Http404
    return file_response(attachment_id, found.path, found.kind)
