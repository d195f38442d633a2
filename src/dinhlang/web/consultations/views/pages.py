"""Everything that people are asked, and one draft with what became of what they said."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.consultations import queries
from dinhlang.domain.consultations import words
from dinhlang.lib import clock
from dinhlang.lib.pages import kept_page
from dinhlang.web.consultations.views.picture import picture


def topics_of_item(code: str) -> list[str]:
    """Return what the page of a consultation changes with."""
    return [f"consultation:{code}"]


@public
@require_safe
@kept_page("consultations", "units")
def everything(request: HttpRequest) -> HttpResponse:
    """Show the consultations that were put before the people, newest first."""
    return render(request, "web/consultations/list.html", {"rows": queries.list_page(clock.now())})


@public
@require_safe
@kept_page("units", of=topics_of_item)
def item(request: HttpRequest, code: str) -> HttpResponse:
    """Show one draft: five answers, the text, the points with their answers, the opinion map."""
    found = queries.consultation(code, clock.now())
    if found is None:
        raise Http404
    texts = {one.number: one.text for one in found.statements}
    shown = {"found": found, "words": words, "texts": texts,
             "spots": picture(found.opinion_map.groups) if found.opinion_map else []}  # fmt: skip
    return render(request, "web/consultations/item.html", shown)
