"""Dialogues: who owes one, questions with their answers, promises kept and broken; a question without an account."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.reception import actions, queries
from dinhlang.apps.transparency.actions import Request
from dinhlang.domain.feedback.codes import grouped
from dinhlang.domain.reception import words
from dinhlang.domain.reception.dialogue import Owed
from dinhlang.lib import clock
from dinhlang.lib.pages import kept_page
from dinhlang.lib.refusal import NotFoundError
from dinhlang.web.feedback.views.codes import opened_by_code
from dinhlang.web.reception.forms import AskForm
from dinhlang.web.reception.views.sending import LIMITS, sent


@public
@require_safe
@kept_page("reception", "units")
def everything(request: HttpRequest) -> HttpResponse:
    """Show the dialogues, and which commune still owes its people one this year."""
    at = clock.now()
    today = timezone.localdate(at)
    owed = queries.asking([one.id for one in organisations.communes(today)], at)
    shown = {"rows": queries.dialogues(at), "owed": owed, "counts": Counter(one.owed for one in owed), "words": words,
             "kinds": list(Owed), "year": today.year, "today": today}  # fmt: skip
    return render(request, "web/reception/dialogues.html", shown)


@public
@require_safe
@kept_page("reception", "units")
def dialogue(request: HttpRequest, code: str) -> HttpResponse:
    """Show one dialogue: its questions, those of many first, the answers, the promises."""
    found = queries.dialogue(code, clock.now())
    if found is None:
        raise Http404
    shown = {"found": found, "words": words, "today": timezone.localdate(clock.now())}
    return render(request, "web/reception/dialogue.html", shown)


@public
@require_safe
@kept_page("reception", "units")
def promises(request: HttpRequest) -> HttpResponse:
    """Show what was promised in dialogues: kept, late, broken."""
    at = clock.now()
    shown = {"rows": queries.promises(at), "counts": queries.promise_counts(at), "words": words}
    return render(request, "web/reception/promises.html", shown)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("reception-ask", *LIMITS)
def ask(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show the form for a question, or take it."""
    found = queries.dialogue(code, clock.now())
    if found is None:
        raise Http404

    def take(given: dict[str, Any], key: Request) -> str:
        return actions.ask_question(dialogue_id=found.row.id, text=given["text"], at=clock.now(), request=key)

    return sent(request, AskForm, "web/reception/ask.html", {"found": found}, take, "reception:question")


@public
@require_safe
@opened_by_code
def mine(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show a question to whoever holds its code, and where it went."""
    found = queries.own_question(code)
    if found is None:
        raise NotFoundError("")
    question, of, into = found
    shown = {"question": question, "into": into, "code": code, "grouped": grouped(code),
             "words": words, "found": queries.dialogue(of, clock.now())}  # fmt: skip
    return render(request, "web/reception/question.html", shown)
