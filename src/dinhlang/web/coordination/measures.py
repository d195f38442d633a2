"""Measures beside our own: other provinces as published, and what cases themselves tell of the last 90 days."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.coordination import queries
from dinhlang.apps.feedback import queries as feedback
from dinhlang.apps.organisations import queries as organisations
from dinhlang.lib import formats
from dinhlang.lib.as_of import asked, dated
from dinhlang.lib.clock import now
from dinhlang.lib.pages import kept_page


@public
@require_safe
@kept_page("coordination", params=("as_of",))
def provinces(request: HttpRequest) -> HttpResponse:
    """Show what was published of other provinces, known by a day."""
    day = asked(request, now().date())
    shown = {
        "as_of": day, "sipas": queries.provinces_sipas(day.on), "par": queries.provinces_par(day.on),
        "told": queries.country_told(day.on), "spoken": formats.language(),
    }  # fmt: skip
    return dated(render(request, "web/coordination/provinces.html", shown), day)


@public
@require_safe
@kept_page("feedback", "figures", "units")
def service(request: HttpRequest) -> HttpResponse:
    """Show the two ratios of Decision 766 that cases on this platform tell, unit by unit and week by week."""
    at = now()
    window = feedback.last_days(at)
    units = organisations.units(window.units, at.date())
    listed = sorted(((units[one], counts) for one, counts in window.units.items()), key=lambda pair: pair[0].sort_key)
    return render(request, "web/coordination/service.html", {"window": window, "units": listed})
