"""The map of the communes: a drawing whose every part is a link, the same in words below it, and outlines as data."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.feedback import queries as feedback
from dinhlang.apps.organisations import queries
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.lib import clock, formats
from dinhlang.lib.pages import kept_page

GOOD, FAIR = 90, 70  # of 100 answers in time; only the colour hangs on it


@dataclass(frozen=True)
class Area:
    """A commune on the map: its path ("" = not drawn), its colour and what stands behind it."""

    unit: UnitView
    path: str
    tone: str
    received: int
    met: int
    due: int
    words: str


@public
@require_safe
@kept_page("units", "figures")
def commune_map(request: HttpRequest) -> HttpResponse:
    """Show the communes as a map and as a table: how many cases this year were answered by their first deadline."""
    today = timezone.localdate(clock.now())
    drawn = queries.commune_map(today)
    figures = feedback.figures_by_unit(since=today.replace(month=1, day=1), until=today.replace(day=1))
    areas = [
        _area(one, drawn.drawing.paths.get(one.id, ""), figures.get(one.id, (0, 0, 0)))
        for one in queries.communes(today)
    ]
    context = {"areas": areas, "map": drawn, "year": today.year, "good": GOOD, "fair": FAIR}
    return render(request, "web/organisations/map.html", context)


@public
@require_safe
@kept_page("units")
def outlines(_request: HttpRequest) -> HttpResponse:
    """Return the outlines of today's communes as GeoJSON, for maps on which a place can be tapped."""
    features = queries.commune_features(timezone.localdate(clock.now()))
    return JsonResponse(features, content_type="application/geo+json", json_dumps_params={"separators": (",", ":")})


def _area(unit: UnitView, path: str, figures: tuple[int, int, int]) -> Area:
    received, met, missed = figures
    due = met + missed
    share = met * 100 / due if due else None
    tone = "none" if share is None else "ok" if share >= GOOD else "soon" if share >= FAIR else "late"
    words = (
        _("%(name)s: %(met)s trên %(due)s phiếu đến hạn được trả lời đúng hạn")
        % {"name": unit.name, "met": formats.number(met), "due": formats.number(due)}
        if due
        else _("%(name)s: chưa có phiếu nào đến hạn") % {"name": unit.name}
    )
    return Area(unit, path, tone, received, met, due, words)
