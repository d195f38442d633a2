"""Measures beside our own: other provinces as published, and what events themselves tell of the last 90 days."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.coordination import queries
from dinhlang.apps.coordination.queries import Events
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.lib import formats
from dinhlang.lib.as_of import asked, dated
from dinhlang.lib.clock import now
from dinhlang.lib.csv_cells import csv_text
from dinhlang.lib.pages import kept_page
from dinhlang.lib.typed import whole

TOPICS = ("feedback", "figures", "units", "coordination", "disclosure")
PAGE, MOST_PAGES = 50, 200
HEADINGS = ("su_kien", "don_vi", "bat_dau", "han", "xong", "so_lan_mo_lai", "duoc_tinh")


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
@kept_page(*TOPICS)
def service(request: HttpRequest) -> HttpResponse:
    """Show the points of Decision 766 that events on this platform tell, component by component, unit by unit."""
    shown = {"service": queries.service(now()), "spoken": formats.language()}
    return render(request, "web/coordination/service.html", shown)


@public
@require_safe
@kept_page(*TOPICS, params=("don-vi", "trang"))
def service_events(request: HttpRequest, component: str) -> HttpResponse:
    """Show the events behind a point, of all or of one unit: what happened when, and whether it counts."""
    at, page = now(), min(max(whole(request.GET.get("trang", "")) or 1, 1), MOST_PAGES)
    unit = _unit(request, at)
    found = _events(component, at, unit, start=PAGE * (page - 1), count=PAGE + 1)
    shown = {
        "found": found, "rows": found.rows[:PAGE], "unit": unit, "page": page, "spoken": formats.language(),
        "more": len(found.rows) > PAGE and page < MOST_PAGES,
    }  # fmt: skip
    return render(request, "web/coordination/service_events.html", shown)


@public
@require_safe
def service_csv(request: HttpRequest, component: str) -> StreamingHttpResponse:
    """Hand out every event behind a point as a table, sent while it is read."""
    at = now()
    unit = _unit(request, at)
    pieces = queries.every_service_event(component, at, unit_id=unit.id if unit else None)
    if pieces is None:
        raise Http404
    last = _("SỐ LIỆU MINH HỌA") if settings.DEMO else ""
    answer = StreamingHttpResponse(_lines(pieces, last), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{component}.csv"'
    return answer


def _lines(pieces: Iterable[Events], last: str) -> Iterator[str]:
    yield "\ufeff" + csv_text([HEADINGS])
    for found in pieces:
        yield csv_text(
            (
                one.number, found.names.get(one.unit_id, ""), one.began.isoformat(),
                one.due.isoformat() if one.due else "", one.done.isoformat() if one.done else "",
                str(one.times_reopened), str(int(one.counts)),
            )
            for one in found.rows
        )  # fmt: skip
    if last:
        yield csv_text([[last]])


def _unit(request: HttpRequest, at: datetime) -> UnitView | None:
    slug = request.GET.get("don-vi", "")
    found = organisations.unit_by_slug(slug, at.date()) if slug else None
    if slug and found is None:
        raise Http404
    return found


def _events(component: str, at: datetime, unit: UnitView | None, *, start: int, count: int) -> Events:
    found = queries.service_events(component, at, unit_id=unit.id if unit else None, start=start, count=count)
    if found is None:
        raise Http404
    return found
