"""Where something comes from and what became of it; how many decisions and wishes have such a way."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.origins import queries
from dinhlang.domain.consultations import words
from dinhlang.domain.coordination.words import OUTCOMES
from dinhlang.domain.origins import relations
from dinhlang.lib import clock
from dinhlang.lib.pages import kept_page
from dinhlang.web.origins.views.drawing import drawing

TOPICS = (
    "consultations",
    "origins",
    "coordination",
    "feedback",
    "disclosure",
    "decisions",
    "reception",
    "surveys",
    "units",
)
YEARS_BACK = 5


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
@kept_page(*TOPICS)
def way(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Show the way of anything as a drawing and as a list."""
    found = queries.way(relations.ADDRESSES[kind], code, clock.now()) if kind in relations.ADDRESSES else None
    if found is None:
        raise Http404
    shown = {"way": found, "drawing": drawing(found), "relations": relations}
    return render(request, "web/origins/way.html", shown)


@public
@require_safe
@kept_page(*TOPICS, params=("nam", "don-vi"))
def coverage(request: HttpRequest) -> HttpResponse:
    """Show which decisions of a year say where they come from, and which frequent wishes had a consequence."""
    at = clock.now()
    today = timezone.localdate(at)
    years = [today.year - back for back in range(YEARS_BACK)]
    typed = request.GET.get("nam", "")
    year = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == len("2026") else today.year
    slug = request.GET.get("don-vi", "")
    unit = organisations.unit_by_slug(slug, today) if slug else None
    if (slug and unit is None) or year not in years:
        raise Http404
    shown = {"found": queries.coverage(year, at, unit_id=unit.id if unit else None), "unit": unit, "years": years,
             "relations": relations}  # fmt: skip
    return render(request, "web/origins/coverage.html", shown)
