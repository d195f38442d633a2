"""The report of an answered consultation as a file, and two versions of a draft side by side."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.consultations import queries
from dinhlang.domain.consultations import words
from dinhlang.domain.consultations.anchors import said
from dinhlang.lib import clock
from dinhlang.lib.downloads import file_response, stored_response
from dinhlang.lib.pages import kept_page
from dinhlang.lib.typed import whole
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
@kept_page("units", of=topics_of_item, params=("truoc",))
def opinions(request: HttpRequest, code: str) -> HttpResponse:
    """Show what was said to a draft, one by one: those that an official has read, the withheld ones with the reason."""
    found = queries.opinions_page(code, clock.now(), before=whole(request.GET.get("truoc", "")))
    if found is None:
        raise Http404
    return render(request, "web/consultations/opinions.html", {"found": found, "words": words, "named": said})


@public
@require_safe
def file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """Hand out a photo or a spoken note that its sender and an official let be public; small: a small picture."""
    found = queries.public_file(file_id, clock.now(), small="nho" in request.GET)
    if found is None:
        raise Http404
    return file_response(file_id, found[1], found[0])


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
