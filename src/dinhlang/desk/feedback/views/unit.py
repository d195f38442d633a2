"""How the official's own unit does: four numbers together, and ratings in lots."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from dinhlang.apps.accounts.guards import ActorRequest, official
from dinhlang.apps.feedback import policies, queries
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.feedback.words import RATINGS
from dinhlang.lib.clock import now
from dinhlang.lib.typed import whole


@official()
@never_cache
@require_GET
def figures(request: ActorRequest) -> HttpResponse:
    """Show the figures of one of the official's units for the last twelve months."""
    at = now()
    today = at.date()
    held = policies.figure_units(request.actor)
    units = organisations.units(queries.counted_units(held) or held, on=today)
    known = sorted(units.values(), key=lambda one: (one.sort_key, one.id))
    shown = units.get(whole(request.GET.get("don-vi", "")) or 0) or next(iter(known), None)
    since = today.replace(day=1, year=today.year - 1)
    context = {
        "units": known,
        "unit": shown,
        "since": since,
        "figures": queries.commune_figures(shown.id, since=since, until=today) if shown else None,
        "ratings": queries.unit_ratings(shown.id, at=at) if shown else None,
        "level_words": RATINGS,
    }
    return render(request, "desk/feedback/unit.html", context)
