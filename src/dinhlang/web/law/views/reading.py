"""The law by question: topics, questions, scripts, sheets to print, search."""

from typing import Any

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.law import queries
from dinhlang.domain.law.citation import said_together
from dinhlang.domain.law.questions import Question, Topic, blocks
from dinhlang.lib import clock, formats
from dinhlang.lib.as_of import asked, dated
from dinhlang.lib.pages import kept_page
from dinhlang.lib.typed import plain
from dinhlang.web.feedback.views.qr import drawn
from dinhlang.web.law import words

LONGEST_SEARCH = 120


@public
@require_safe
@kept_page(params=("as_of",))
def index(request: HttpRequest) -> HttpResponse:
    """Show the questions by topic, the way to search and to the acts."""
    return shown(request, "index", as_of=asked(request, clock.now().date(), ahead=True), topics=queries.topics())


@public
@require_safe
@kept_page(params=("q", "as_of"))
def found(request: HttpRequest) -> HttpResponse:
    """Show what fits the words searched for."""
    typed, day = (
        plain(request.GET.get("q", ""))[:LONGEST_SEARCH].strip(),
        asked(request, clock.now().date(), ahead=True),
    )
    hits = queries.search(typed, on=day.on)
    response = shown(request, "search", as_of=day, typed=typed, hits=hits, topics=queries.topics())
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
@kept_page(params=("as_of",))
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    """Show a topic: its questions, its script, its sheets."""
    return shown(request, "topic", as_of=asked(request, clock.now().date(), ahead=True), topic=_topic(topic))


@public
@require_safe
@kept_page()
def script(request: HttpRequest, topic: str) -> HttpResponse:
    """Show what is read out over the loudspeaker, as a page to print."""
    one = _topic(topic)
    context = {"topic": one, "blocks": blocks(one.script.text.said(formats.language())), "today": clock.now().date()}
    return shown(request, "script", rules=queries.rules_told(one.script.rules, clock.now().date()), **context)


@public
@require_safe
@kept_page(params=("as_of",))
def question(request: HttpRequest, question: str) -> HttpResponse:
    """Show a question with its answer, what one can do, and the rows it stands on as of a day."""
    day, (of, one) = asked(request, clock.now().date(), ahead=True), _question(question)
    rules = queries.rules_told(one.rules, day.on)
    return shown(request, "question", as_of=day, topic=of, rules=rules, **_told(one))


@public
@require_safe
@kept_page()
def sheet(request: HttpRequest, question: str, size: str) -> HttpResponse:
    """Show a question as a sheet to print: a leaflet (A4, A5) or a notice for the board (A3) with its QR code."""
    if size not in words.SIZES:
        raise Http404
    of, one = _question(question)
    today, address = clock.now().date(), f"{settings.BASE_URL}{reverse('law:question', args=[one.code])}"
    rules = queries.rules_told(one.rules, today)
    context = {"size": size, "topic": of, "address": address, "qr": drawn(segno.make_qr(address, error="m"))}
    return shown(request, "sheet", today=today, rules=rules, **context, **_told(one))


def shown(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Render a page of the law with its words; another day than today is for people, not for search engines."""
    response = render(request, f"web/law/{template}.html", {"words": words, "said": formats.language(), **context})
    return dated(response, context["as_of"]) if "as_of" in context else response


def _topic(code: str) -> Topic:
    one = queries.topic(code)
    if one is None:
        raise Http404
    return one


def _question(code: str) -> tuple[Topic, Question]:
    one = queries.question(code)
    if one is None:
        raise Http404
    return one


def _told(one: Question) -> dict[str, Any]:
    language = formats.language()
    citation = said_together(one.citations).said(language)
    return {"question": one, "blocks": blocks(one.answer.said(language)), "citation": citation}
