"""An official's day: the inbox by deadline, one case, and its buttons."""

import secrets
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
from dinhlang.desk.feedback.verbs import VERBS, Verb, number
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.feedback.states import Event
from dinhlang.lib import uploads
from dinhlang.lib.clock import now
from dinhlang.lib.files import sent_file
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
    units = policies.readable_units(actor)
    posts = frozenset(held.post_id for held in actor.holdings)
    page = number(request.GET.get("trang", "")) or 1
    counts = queries.inbox_counts(unit_ids=units, post_ids=posts, at=at)
    rows = queries.inbox(
        unit_ids=units, post_ids=posts, at=at, only=only if only in FILTERS else "", page=page, language=language()
    )
    shown = {"rows": rows, "counts": counts, "only": only, "page": page, "actor": actor, "at": at}
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
    try:
        for received in uploads.receive(request, most=5):
            actions.attach_to_answer(
                actor=request.actor,  # type: ignore[attr-defined]
                case_id=case_id, kind=received.kind, path=received.path, digest=received.digest, size=received.size,
            )  # fmt: skip
    except RefusedError as error:
        return _page(request, case_id, failed=VERBS["tra-loi"], error=error, status=422)
    return redirect(f"{reverse('desk-feedback:case', args=[case_id])}#tra-loi")


@official()
@require_GET
def file(request: HttpRequest, attachment_id: int) -> FileResponse:
    """Send a cleaned file of a case that the official may read."""
    found = queries.file_for(
        attachment_id, actor=request.actor, thumbnail="nho" in request.GET  # type: ignore[attr-defined]
    )  # fmt: skip
    if found is None:
        raise Http404
    return sent_file(*found)


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
    seen = queries.desk_case(case_id, actor=actor, at=at, language=language())
    if seen is None:
        raise Http404
    shown = {
        "desk": seen,
        "case": seen.case,
        "verbs": [verb for verb in VERBS.values() if verb.event in seen.verbs],
        "by_name": VERBS,
        "done": done,
        "failed": failed,
        "typed": typed or {},
        "error": error,
        "key": secrets.token_urlsafe(16),
        "categories": queries.categories(language=language(), all_of_them=True),
        "offices": _offices(seen, at) if Event.ASSIGNED in seen.verbs else [],
        "targets": queries.receiving_units(on=at.date()) if Event.TRANSFERRED in seen.verbs else [],
        "needs_approval": organisations.answer_needs_approval(seen.case.unit_id),
        "at": at,
    }
    template = "desk/feedback/_case.html" if request.headers.get("HX-Request") else "desk/feedback/case.html"
    return render(request, template, shown, status=status)


def _offices(seen: queries.DeskView, at: Any) -> list[tuple[organisations.UnitView, list[accounts.Holder]]]:
    """Return the offices of the unit that a case can be given to, with the posts in each."""
    offices = organisations.offices(seen.case.unit_id, on=at.date())
    holders = accounts.assignable_in([office.id for office in offices], at=at)
    return [(office, holders.get(office.id, [])) for office in offices]
