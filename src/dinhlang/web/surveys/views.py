"""What everybody may read of how people are asked."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.surveys import queries
from dinhlang.domain.surveys import words
from dinhlang.lib import formats
from dinhlang.lib.pages import kept_page


@public
@require_safe
@kept_page("surveys")
def instruments(request: HttpRequest) -> HttpResponse:
    """Show every questionnaire, and how answers become an index."""
    newest = {one.code: one for one in queries.instruments()}
    found = list(newest.values())
    return render(
        request, "web/surveys/instruments.html", {"instruments": found, "words": words, "spoken": formats.language()}
    )


@public
@require_safe
@kept_page("surveys")
def instrument(request: HttpRequest, code: str) -> HttpResponse:
    """Show one questionnaire, question by question."""
    found = queries.instrument(code)
    if found is None:
        raise Http404
    return render(
        request, "web/surveys/instrument.html",
        {"instrument": found, "words": words, "spoken": formats.language()},
    )  # fmt: skip
