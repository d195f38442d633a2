"""Take a place on a day of reception without an account, see where it stands, give it back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.origins import queries as origins
from dinhlang.apps.reception import actions, queries
from dinhlang.apps.transparency.actions import Request
from dinhlang.domain.feedback.codes import grouped
from dinhlang.domain.reception import words
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.web.feedback.views.codes import opened_by_code
from dinhlang.web.reception.forms import BookForm
from dinhlang.web.reception.views.sending import LIMITS, sent


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("reception-book", *LIMITS)
def book(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the form for a place on a day, or take it."""
    found = queries.day(code, clock.now())
    if found is None:
        raise Http404

    def take(given: dict[str, Any], key: Request) -> str:
        return actions.book_visit(day_id=found.id, new=actions.NewVisit(**given), at=clock.now(), request=key)

    return sent(request, BookForm, "web/reception/book.html", {"slot": found}, take, "reception:visit")


@public
@require_safe
@opened_by_code
def mine(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show a visit to whoever holds its code: number, place in the queue, answer."""
    return _mine(request, code)


@public
@require_POST
@opened_by_code
def withdraw(request: HttpRequest, code: str) -> HttpResponseBase:
    """Give the place back."""
    try:
        actions.withdraw_visit(code=code, at=clock.now())
    except NotFoundError:
        raise
    except RefusedError:
        return _mine(request, code, problem=_("Lượt này không hủy được nữa."), status=422)
    answer = HttpResponseRedirect(reverse("reception:visit", args=[code]))
    answer.status_code = 303
    return answer


def _mine(request: HttpRequest, code: str, *, problem: str = "", status: int = 200) -> HttpResponseBase:
    at = clock.now()
    found = queries.own_visit(code, at)
    if found is None:
        raise NotFoundError("")
    visit, day = found
    shown = {"visit": visit, "slot": queries.day(day, at), "code": code, "grouped": grouped(code), "words": words,
             "case_code": origins.code_of_visit(visit.id) if visit.case_number else "", "problem": problem}  # fmt: skip
    return render(request, "web/reception/visit.html", shown, status=status)
