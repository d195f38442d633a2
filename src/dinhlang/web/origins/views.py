"""The way of one draft from the wishes to the work, and how many drafts have such a way."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.origins import queries
from dinhlang.domain.consultations import words
from dinhlang.domain.coordination.words import OUTCOMES
from dinhlang.lib import clock
from dinhlang.lib.pages import kept_page


@public
@require_safe
@kept_page("consultations", "origins", "coordination", "feedback", "units")
def story(request: HttpRequest, code: str) -> HttpResponse:
    """Show where one draft comes from and what became of it."""
    found = queries.story(code, clock.now())
    if found is None:
        raise Http404
    return render(request, "web/origins/story.html", {"found": found, "words": words, "outcomes": OUTCOMES})


@public
@require_safe
@kept_page("consultations", "origins", "units")
def coverage(request: HttpRequest) -> HttpResponse:
    """Show which drafts of this year say where they come from."""
    at = clock.now()
    found = queries.coverage(timezone.localdate(at).year, at)
    return render(request, "web/origins/coverage.html", {"found": found})
