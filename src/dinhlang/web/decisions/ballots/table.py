"""The public table of a counted vote: random codes and choices, never names; anybody can add it up."""

import csv
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.decisions import queries
from dinhlang.lib.pages import kept_page

ROLL_CALL = "roll_call"  # of a show of hands the minutes tell the sums, there are no rows
MOST_ROWS = 600  # on the page; the file has all


@public
@require_safe
@kept_page("decisions", "units")
def table(request: HttpRequest, code: str) -> HttpResponse:
    """Show the sums and the rows of a counted vote, or of an open one what was frozen."""
    vote = queries.vote(code)
    if vote is None or vote.window.frozen_at is None or vote.secrecy != ROLL_CALL:
        raise Http404
    found = queries.table(code)
    shown = {"vote": vote, "found": found, "rows": () if found is None else found.rows[:MOST_ROWS]}
    response = render(request, "web/ballots/table.html", shown)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@require_safe
@kept_page("decisions")
def rows(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """Return all rows as CSV: add them up, and compare the digest with the one in the log."""
    found = queries.table(code)
    if found is None or not found.rows:
        raise Http404
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow(["row_code", "choice", "channel"])
    writer.writerows([one.row_code, one.choice or "absent", one.channel or "-"] for one in found.rows)
    response = HttpResponse(target.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{code}.csv"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
