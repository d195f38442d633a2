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
from dinhlang.lib.as_of import NAME, asked, dated
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
@kept_page("units", "figures", params=(NAME,))
def commune_map(request: HttpRequest) -> HttpResponse:
    """Show the communes as a map and as a table: how many cases this year were answered by their first deadline.

    Of a past day its communes under their names of then, without cases; a map only where most have an outline.
    """
    as_of = asked(request, timezone.localdate(clock.now()))
    on, drawn, there = as_of.on, queries.commune_map(as_of.on), queries.communes(as_of.on)
    paths = drawn.drawing.paths
    if as_of.is_past:
        areas = [Area(one, paths.get(one.id, ""), "none", 0, 0, 0, one.name) for one in there]
    else:
        figures = feedback.figures_by_unit(since=on.replace(month=1, day=1), until=on.replace(day=1))
        areas = [_area(one, paths.get(one.id, ""), figures.get(one.id, (0, 0, 0))) for one in there]
    is_drawn = bool(paths) and (not as_of.is_past or 2 * len(drawn.missing) <= len(there))
    context = {"as_of": as_of, "areas": areas, "map": drawn, "is_drawn": is_drawn, "year": on.year}
    return dated(render(request, "web/organisations/map.html", context | {"good": GOOD, "fair": FAIR}), as_of)


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
