"""Initiatives for everybody: what is asked for and how many households stand behind it, never which."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.queries import telling
from dinhlang.apps.organisations import queries as organisations
from dinhlang.lib import clock
from dinhlang.lib.pages import kept_page

TOPIC = "decisions"


@public
@require_safe
@kept_page(TOPIC, "units")
def initiatives(request: HttpRequest) -> HttpResponse:
    """Show the newest initiatives of the province, and how one begins."""
    on = timezone.localdate(clock.now())
    rows = queries.newest_initiatives()
    units = organisations.units({one.village_id for one in rows}, on)
    return render(request, "web/initiatives/initiatives.html", telling.spoken(on, rows=rows, units=units))


def topics_of_initiative(code: str) -> list[str]:
    """Return what the page of an initiative changes with: its village, whose roll is the denominator."""
    one = queries.initiative(code)
    return [f"{TOPIC}:{one.village_id}"] if one else []


@public
@require_safe
@kept_page("units", of=topics_of_initiative)
def initiative(request: HttpRequest, code: str) -> HttpResponse:
    """Show one initiative with the bar of its consents."""
    on = timezone.localdate(clock.now())
    one = queries.initiative(code)
    village = organisations.unit(one.village_id, on) if one else None
    if one is None or village is None:
        raise Http404
    shown = telling.spoken(on, one=one, village=village, told=queries.support(one, on), rule=queries.rule_of(one, on))
    return render(request, "web/initiatives/initiative.html", shown)
