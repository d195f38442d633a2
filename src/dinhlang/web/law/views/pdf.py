"""Sheets as PDF: handed out when they are there, else asked of the worker with one press; never made in a page."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.law import actions, queries
from dinhlang.apps.law.queries import Making
from dinhlang.domain.accounts.limits import Limit
from dinhlang.lib import clock, formats
from dinhlang.lib.downloads import file_response
from dinhlang.lib.sheets import Sheet, path_of
from dinhlang.web.law import words

LIMITS = (Limit(20, timedelta(minutes=10)), Limit(100, timedelta(days=1)))
WAITED = "cho"  # came by the press: the page tells that it is there, instead of a file that drops in


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("sheets", *LIMITS)
def question(request: HttpRequest, question: str, size: str) -> HttpResponseBase:
    """Hand out a question as a leaflet or a sheet for the board."""
    sheet = queries.question_sheet(question, size, clock.now().date()) if size in words.SIZES else None
    if sheet is None:
        raise Http404
    found = queries.question(question)
    title = found[1].ask.said(formats.language()) if found else sheet.title
    back = reverse("law:sheet", args=[question, size])
    return hand_out(request, sheet, name=f"{question}-{size}", title=title, back=back)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("sheets", *LIMITS)
def script(request: HttpRequest, topic: str) -> HttpResponseBase:
    """Hand out what is read out about a topic."""
    sheet = queries.script_sheet(topic, clock.now().date())
    if sheet is None:
        raise Http404
    found = queries.topic(topic)
    title = found.name.said(formats.language()) if found else sheet.title
    return hand_out(request, sheet, name=f"{topic}-loa", title=title, back=reverse("law:script", args=[topic]))


def hand_out(request: HttpRequest, sheet: Sheet, *, name: str, title: str, back: str) -> HttpResponseBase:
    """Send the PDF, or the page that asks for it and tells how far it is; an order leads back to that page."""
    if request.method == "POST":
        actions.order_sheet(sheet=sheet)
        answer = HttpResponseRedirect(f"{request.path}?{WAITED}=1")
        answer.status_code = 303
        return answer
    state = queries.making_of(sheet)
    if state is Making.READY and WAITED not in request.GET:
        return file_response(0, path_of(sheet.digest), "pdf", name=name)
    shown = {"state": state, "title": title, "back": back, "states": Making, "waited": WAITED}
    response = render(request, "web/law/pdf.html", shown)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
