"""The register as open data: CSV, JSON, Atom."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.disclosure import queries
from dinhlang.apps.disclosure.queries import ItemRow, telling
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.lib import clock
from dinhlang.lib.csv_cells import safe_cell
from dinhlang.lib.downloads import file_response
from dinhlang.lib.pages import kept_page
from dinhlang.web.disclosure.views.pages import TOPIC, topics_of_commune

TABLE = ("commune", "quarter", "item", "status", "things", "overdue")
ITEMS = ("code", "item", "title", "quarter", "happened_on", "due_on", "published_on", "status", "address", "is_demo")
NEWEST = 50


@public
@require_safe
@kept_page(TOPIC, "units", params=("quy",))
def province_csv(request: HttpRequest) -> HttpResponse:
    """Hand out every cell of the heat table."""
    return _csv(TABLE, queries.table_rows(request.GET.get("quy"), _today()), "cong-khai.csv")


@public
@require_safe
@kept_page(TOPIC, "units", params=("quy",))
def province_json(request: HttpRequest) -> HttpResponse:
    """Hand out every cell of the heat table with how the quarters stood."""
    rows = queries.table_rows(request.GET.get("quy"), _today())
    cells = [dict(zip(TABLE, row, strict=True)) for row in rows]
    return JsonResponse({"is_demo": settings.DEMO, "on": _today(), "cells": cells})


@public
@require_safe
@kept_page("units", of=topics_of_commune)
def commune_csv(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001
    """Hand out everything of a commune's register."""
    return _csv(ITEMS, map(_row, queries.all_rows(_commune(slug).id)), f"cong-khai-{slug}.csv")


@public
@require_safe
@kept_page("units", of=topics_of_commune)
def commune_json(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001
    """Hand out everything of a commune's register."""
    unit = _commune(slug)
    things = [dict(zip(ITEMS, _row(one), strict=True)) for one in queries.all_rows(unit.id)]
    return JsonResponse({"is_demo": settings.DEMO, "unit": {"code": unit.code, "name": unit.name}, "things": things})


def _row(one: ItemRow) -> tuple[Any, ...]:
    address = settings.BASE_URL + reverse("disclosure:item", args=[one.code])
    return (
        one.code, one.duty, one.title, one.quarter, one.happened_on, one.due_on, one.published_on, one.status.value,
        address, one.is_demo,
    )  # fmt: skip


def _csv(head: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> HttpResponse:
    """Return rows as CSV that spreadsheets read as UTF-8; a demo says in the last line that it is invented."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(head)
    writer.writerows([safe_cell("" if cell is None else str(cell)) for cell in row] for row in rows)
    if settings.DEMO:
        writer.writerow([_("SỐ LIỆU MINH HỌA")])
    response = HttpResponse("\ufeff" + target.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _commune(slug: str) -> UnitView:
    found = organisations.unit_by_slug(slug, _today())
    if found is None or not found.in_force:
        raise Http404
    return found


def _today() -> Any:
    return timezone.localdate(clock.now())


@public
@require_safe
def fetch(request: HttpRequest, file_id: int) -> FileResponse:  # noqa: ARG001
    """Hand out a cleaned paper or photo of a publication that stands."""
    found = queries.public_file(file_id, clock.now())
    if found is None:
        raise Http404
    return file_response(found.id, found.path, found.kind)


class CommuneFeed(Feed):  # type: ignore[type-arg]  # generic for mypy only
    """What a commune has to publish and has published, newest first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, slug: str) -> UnitView:  # noqa: ARG002
        """Return the commune of the address."""
        return _commune(slug)

    def title(self, obj: UnitView) -> str:
        """Return the name of the feed."""
        return _("Công khai của {name}").format(name=obj.name)

    def link(self, obj: UnitView) -> str:
        """Return the page of the register; with our own address, never that of the request."""
        return settings.BASE_URL + reverse("disclosure:commune", args=[obj.slug])

    def feed_url(self, obj: UnitView) -> str:
        """Return the address of the feed itself."""
        return settings.BASE_URL + reverse("disclosure:commune-atom", args=[obj.slug])

    def items(self, obj: UnitView) -> Sequence[ItemRow]:
        """Return the newest things."""
        return queries.all_rows(obj.id)[:NEWEST]

    def item_title(self, item: ItemRow) -> str:
        """Return status and title."""
        return f"[{telling.status_words()[item.status]}] {item.title}"

    def item_description(self, item: ItemRow) -> str:
        """Return which item it belongs to."""
        return telling.duty_title(item.duty, item.happened_on)

    def item_link(self, item: ItemRow) -> str:
        """Return its page."""
        return settings.BASE_URL + reverse("disclosure:item", args=[item.code])

    def item_pubdate(self, item: ItemRow) -> datetime:
        """Return when it came into the register."""
        return datetime.combine(item.happened_on, time(), VIETNAM).astimezone(UTC)

    def item_updateddate(self, item: ItemRow) -> datetime:
        """Return when it became public, else when it came into the register."""
        return datetime.combine(item.published_on or item.happened_on, time(), VIETNAM).astimezone(UTC)


_feed = CommuneFeed()


@public
@require_safe
def commune_atom(request: HttpRequest, slug: str) -> HttpResponse:
    """Hand out the feed of a commune."""
    return _feed(request, slug=slug)
