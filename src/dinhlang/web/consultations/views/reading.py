"""The report of an answered consultation as a file, and two versions of a draft side by side."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.consultations import queries
from dinhlang.lib import clock
from dinhlang.lib.downloads import stored_response
from dinhlang.lib.pages import kept_page
from dinhlang.web.consultations.views.pages import topics_of_item


@public
@require_safe
def report(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """Hand out the report; a page that says when it comes while the worker has not written it yet."""
    found = queries.standing(code, clock.now())
    if found is None or not found.row.is_closed or kind not in queries.KINDS:
        raise Http404
    path = queries.report_path(found.row.code, kind)
    if not path.is_file():
        return render(request, "web/consultations/report_waits.html", {"found": found}, status=503)
    return stored_response(path, kind)


@public
@require_safe
@kept_page("units", of=topics_of_item, params=("tu", "den"))
def versions(request: HttpRequest, code: str) -> HttpResponse:
    """Show two versions of a draft side by side: what stayed, what was changed, added, taken out."""
    numbers = [_number(request.GET.get(one, "")) for one in ("tu", "den")]
    found = queries.compared_versions(code, clock.now(), older=numbers[0], newer=numbers[1])
    if found is None:
        raise Http404
    return render(request, "web/consultations/versions.html", {"found": found})


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < len("1000") else None
