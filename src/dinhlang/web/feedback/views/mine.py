"""My case: where it stands and why, and what its sender can do now."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.feedback import actions, queries
from dinhlang.apps.feedback.queries.telling import told
from dinhlang.apps.surveys import queries as surveys
from dinhlang.apps.transparency.actions import Request, RequestConflictError, digest_of
from dinhlang.lib import clock, formats
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.lib.typed import plain
from dinhlang.web.feedback.forms import PublicationForm, RatingForm, ReopenForm, ReplyForm
from dinhlang.web.feedback.views.codes import opened_by_code
from dinhlang.web.feedback.views.draft import UNREADABLE, see
from dinhlang.web.feedback.views.review import CONFLICT

LONGEST_KEY = 40
FORMS: dict[str, type[forms.Form]] = {"reply": ReplyForm, "rating": RatingForm, "reopening": ReopenForm,
                                     "publication": PublicationForm}  # fmt: skip


@public
@require_safe
@opened_by_code
def mine(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the sender the case with everything that was said to the sender."""
    return _page(request, code, {})


@public
@require_POST
@opened_by_code
def give_info(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take what the unit had asked for."""
    return _act(request, code, "reply", actions.give_info, "#hanh-trinh")


@public
@require_POST
@opened_by_code
def rate(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take what the sender thinks of the answer."""
    return _act(request, code, "rating", actions.rate_case, "#danh-gia")


@public
@require_POST
@opened_by_code
def reopen(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take the sender's wish that the answer be reviewed."""
    return _act(request, code, "reopening", actions.reopen_case, "#hanh-trinh")


@public
@require_POST
@opened_by_code
def ask_publication(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take the sender's wish that withholding be decided again."""
    return _act(request, code, "publication", actions.ask_publication, "#hanh-trinh")


def _act(request: HttpRequest, code: str, name: str, action: Callable[..., Any], then: str) -> HttpResponseBase:
    """Read one form of the page, do its action once, and go back to the page."""
    form = FORMS[name](request.POST)
    if not form.is_valid():
        return _page(request, code, {name: form}, status=UNREADABLE)
    body = {"do": name, "code": code, **form.cleaned_data}
    key = Request(f"web:{plain(request.POST.get('key', ''))[:LONGEST_KEY] or uuid4().hex}", digest_of(body))
    try:
        action(code=code, at=clock.now(), request=key, **form.cleaned_data)
    except NotFoundError:
        raise
    except RequestConflictError:
        return render(request, "web/feedback/sent_otherwise.html", {"code": code}, status=CONFLICT)
    except RefusedError as refused:
        return _page(request, code, {name: form}, status=UNREADABLE, problem=str(refused.sentence))
    return see("mine", code, fragment=then)


def _page(
    request: HttpRequest, code: str, bound: Mapping[str, forms.Form], *, status: int = 200, problem: str = ""
) -> HttpResponse:
    at = clock.now()
    found = queries.sender_case(code, at=at, language=formats.language())
    if found is None:
        raise NotFoundError("")
    context = {
        "code": code,
        "found": found,
        "told": told(found.case, at=at),
        "contact": half_shown(found.contact),
        "problem": problem,
        "key": uuid4().hex,
        "survey": (found.can_rate or found.has_rated) and surveys.after_answer(timezone.localdate(at)) is not None,
        **{name: bound.get(name) for name in FORMS},
    }
    return render(request, "web/feedback/mine.html", context, status=status)


def half_shown(contact: str) -> str:
    """Return a contact as its owner recognises it, and nobody who only found the paper can use it."""
    name, at_sign, domain = contact.rpartition("@")
    if at_sign:
        return f"{name[:2]}•••@{domain}"
    return f"{contact[:3]} ••• {contact[-3:]}" if contact else ""
