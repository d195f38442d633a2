"""An official's day: the inbox by deadline, one case, and its buttons."""

import secrets
from datetime import datetime
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dinhlang.apps.accounts import queries as accounts
from dinhlang.apps.accounts.guards import official
from dinhlang.apps.feedback import actions, policies, queries
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.desk.feedback.verbs import VERBS, Verb, number, ordered
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.feedback.reasons import ANSWER_KINDS, REFUSAL, WITHHOLDING
from dinhlang.domain.feedback.states import Event
from dinhlang.domain.feedback.words import ANSWERS, REFUSALS, STATES, WITHHOLDINGS
from dinhlang.lib import uploads
from dinhlang.lib.clock import now
from dinhlang.lib.downloads import file_response
from dinhlang.lib.refusal import NotAllowedError, RefusedError

FILTERS = ("late", "today", "new", "approval", "mine")


def language() -> str:
    """Return the language of this request."""
    return translation.get_language() or "vi"


@official()
@never_cache
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the open cases of the official's units, the most urgent first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at, only = now(), request.GET.get("loc", "")
    only = only if only in FILTERS else ""
    units = policies.readable_units(actor)
    posts = frozenset(held.post_id for held in actor.holdings)
    page = number(request.GET.get("trang", "")) or 1
    counts = queries.inbox_counts(unit_ids=units, post_ids=posts, at=at)
    rows = queries.inbox(unit_ids=units, post_ids=posts, at=at, only=only, page=page, language=language())
    shown = {
        "rows": queries.inbox_told(rows, at=at),
        "counts": counts,
        "only": only,
        "page": page,
        "more": counts[only or "all"] > page * queries.INBOX_PAGE,
    }
    return render(request, "desk/feedback/inbox.html", shown)


@official()
@never_cache
@require_GET
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show one case with the buttons of the steps that the official may take now."""
    done = VERBS.get(request.GET.get("xong", ""))
    return _page(request, case_id, done=done.done if done else "")


@official()
@require_POST
def act(request: HttpRequest, case_id: int, verb: str) -> HttpResponse:
    """Take one step; a refusal shows the case again with what was typed."""
    chosen = VERBS.get(verb)
    if chosen is None:
        raise Http404
    typed = {name: request.POST.get(name, "") for name in chosen.fields}
    digest = digest_of({"case": str(case_id), "verb": verb, **typed})
    key = Request(key=f"desk:{request.POST.get('request_key', '')[:50]}", digest=digest)
    try:
        chosen.act(
            actor=request.actor,  # type: ignore[attr-defined]
            case_id=case_id,
            at=now(),
            request=key,
            **{name: convert(typed[name]) for name, convert in chosen.fields.items()},
        )
    except RequestConflictError:
        return _page(request, case_id, failed=chosen, typed=typed, error=RefusedError(_conflict()), status=409)
    except RefusedError as error:
        status = 403 if isinstance(error, NotAllowedError) else 422
        return _page(request, case_id, failed=chosen, typed=typed, error=error, status=status)
    response = redirect(f"{reverse('desk-feedback:case', args=[case_id])}?xong={verb}")
    response.status_code = 303
    return response


def _conflict() -> str:
    return translation.gettext("Trang này đã được gửi trước đó với nội dung khác. Hãy tải lại trang.")


@official()
@require_POST
def attach(request: HttpRequest, case_id: int) -> HttpResponse:
    """Add a photo or PDF to the answer being written; it is cleaned like every other file."""
    for file in request.FILES.getlist("files"):
        if not isinstance(file, uploads.ReceivedFile):
            continue
        kept = uploads.keep(file)
        try:
            actions.attach_to_answer(
                actor=request.actor,  # type: ignore[attr-defined]
                case_id=case_id, kind=kept.kind, path=kept.path, digest=kept.digest, size=kept.size,
            )  # fmt: skip
        except RefusedError as error:
            uploads.discard(kept.path)
            return _page(request, case_id, failed=VERBS["tra-loi"], error=error, status=422)
    if uploads.refusals(request):
        problem = RefusedError(translation.gettext("Chỉ nhận ảnh hoặc PDF, mỗi tệp không quá 10 MB."))
        return _page(request, case_id, failed=VERBS["tra-loi"], error=problem, status=422)
    return redirect(f"{reverse('desk-feedback:case', args=[case_id])}#tra-loi")


@official()
@require_GET
def file(request: HttpRequest, attachment_id: int, *, thumbnail: bool = False) -> FileResponse:
    """Send a cleaned file of a case that the official may read."""
    found = queries.desk_file(attachment_id, thumbnail=thumbnail)
    if found is None or not policies.can_see(request.actor, found):  # type: ignore[attr-defined]
        raise Http404
    return file_response(attachment_id, found.path, found.kind)


def _page(
    request: HttpRequest,
    case_id: int,
    *,
    done: Any = "",
    failed: Verb | None = None,
    typed: dict[str, str] | None = None,
    error: RefusedError | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the case page, whole or as the reading pane of the inbox."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    at = now()
    seen = queries.desk_case(case_id, at=at, language=language())
    if seen is None or not policies.can_see(actor, seen.case):
        raise Http404
    steps = policies.steps_for(actor, seen.case, seen.case.state)
    sees_contact = seen.has_identity and policies.can_see_identity(actor, seen.case)
    shown = {
        "desk": seen,
        "case": seen.case,
        "told": queries.told(seen.case, at=at),
        "state_words": STATES[seen.case.state],
        "verbs": ordered(seen.case.state, steps),
        "done": done,
        "failed": failed,
        "typed": typed or {},
        "error": error,
        "key": secrets.token_urlsafe(16),
        "contact": queries.contact_of(case_id) if sees_contact else None,
        **_choices(seen, steps, at),
        "answer_files": seen.answer_files,
        "needs_approval": organisations.answer_needs_approval(seen.case.unit_id),
    }
    template = "desk/feedback/_case.html" if request.headers.get("HX-Request") else "desk/feedback/case.html"
    return render(request, template, shown, status=status)


def _choices(seen: queries.DeskView, steps: frozenset[Event], at: datetime) -> dict[str, Any]:
    """Return what the selects of the forms offer: (value, words)."""
    offices = organisations.offices(seen.case.unit_id, on=at.date()) if Event.ASSIGNED in steps else []
    holders = accounts.assignable_in([office.id for office in offices], at=at) if offices else {}
    targets = queries.receiving_units(on=at.date()) if Event.TRANSFERRED in steps else []
    kinds = queries.categories(language=language(), all_of_them=True)
    return {
        "kinds": [(one.code, one.name) for one in kinds],
        "offices": [(office.id, office.name) for office in offices],
        "posts": [
            (one.holding.post_id, f"{office.name}: {one.holding.title}, {one.name}")
            for office in offices
            for one in holders.get(office.id, [])
        ],
        "targets": [(one.id, one.name) for one in targets if one.id != seen.case.unit_id],
        "refusals": [(one.code, translation.gettext(REFUSALS[one.code])) for one in REFUSAL],
        "withholdings": [(one.code, translation.gettext(WITHHOLDINGS[one.code])) for one in WITHHOLDING],
        "answer_kinds": [(kind, ANSWERS[kind]) for kind in ANSWER_KINDS],
    }
