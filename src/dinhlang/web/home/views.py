"""The first page: three doors, the province's living figures, what was answered last."""

from dataclasses import replace
from decimal import Decimal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.coordination import queries as coordination
from dinhlang.apps.feedback import queries
from dinhlang.apps.feedback.queries.telling import Chip, RowTold, rows_told
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency import queries as log
from dinhlang.domain.feedback.states import State
from dinhlang.domain.statistics.precision import precision
from dinhlang.lib import formats
from dinhlang.lib.as_of import NAME, AsOf, asked, dated
from dinhlang.lib.clock import now
from dinhlang.lib.pages import kept_page

SHARE = precision(Decimal("80.11"), 580, Decimal("82.66"))  # of the style guide


@public
@require_safe
@kept_page("feedback", "figures", "log", "units", "calendar", "coordination", params=(NAME,))
def home(request: HttpRequest) -> HttpResponse:
    """Show the doors, the figures of this year and the cases answered last; of a past day what was known then."""
    at = now()
    as_of = asked(request, at.date())
    if as_of.is_past:
        return dated(_then(request, as_of), as_of)
    pillars = coordination.pillars(at.date(), today=at.date(), with_origin=False)
    answered = queries.latest_answered(5, at=at, language=formats.language())
    shown = {
        **({"as_of": as_of} if as_of.unread else {}),  # today's first page holds no form, not even the one for a day
        "figures": pillars.people,
        "pillars": pillars,
        "statements": coordination.statement_rows(at.date()),
        "year": at.year,
        "answered": rows_told(answered, at=at),
        "lines": log.shown_size(),
    }
    return dated(render(request, "web/home/home.html", shown), as_of)


def _then(request: HttpRequest, as_of: AsOf) -> HttpResponse:
    """Show the province of a past day: its places, what was in force, planned and said; never people's cases."""
    provinces = organisations.units(organisations.home_provinces(as_of.on), as_of.on)
    shown = {
        "as_of": as_of,
        "provinces": sorted(one.name for one in provinces.values()),
        "pillars": coordination.pillars(as_of.on, today=as_of.today, with_origin=False),
        "plans": coordination.plan_briefs(as_of.on),
        "statements": coordination.statement_rows(as_of.on),
        "conferences": coordination.conferences(as_of.on),
    }
    return render(request, "web/home/home_then.html", shown)


@public
@require_safe
@kept_page()
def more(request: HttpRequest) -> HttpResponse:
    """Show every page that the bar on a phone has no room for."""
    return render(request, "web/home/more.html")


@public
@require_safe
@kept_page()
def demo(request: HttpRequest) -> HttpResponse:
    """Say what a demonstration is and what in it is invented; a real deployment has no such page."""
    if not settings.DEMO:
        raise Http404
    return render(request, "web/home/demo.html")


@public
@require_safe
@kept_page()
def rights(request: HttpRequest) -> HttpResponse:
    """Say what the platform never does to those who speak."""
    return render(request, "web/home/rights.html")


@public
@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Show every component once, for those who build and judge the pages."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "web/home/style_guide.html", {"rows": samples(), "share": SHARE})


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is for them: nothing of a demonstration; of a deployment, no page behind a code or a form."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


def samples() -> list[RowTold]:
    """Return rows of cases for the style guide, one of each tone, long words included."""
    told = (
        ("late", _("Trễ 3 ngày làm việc"), _("Lò sấy lúa xả khói suốt đêm gần trường mẫu giáo, trẻ ho cả tuần"), ""),
        ("soon", _("Còn 2 ngày làm việc"), _("Đèn đường khóm 4 tắt từ hôm rằm"), _("hạn 25/11/2026")),
        ("ok", _("Đã trả lời"), _("Xin công khai danh sách hộ được hỗ trợ sửa nhà năm 2026"), _("3 ngày làm việc")),
    )
    row = queries.PublicRow(
        id=0, number="PA26-7K3M9Q", title="", state=State.IN_PROGRESS, category=_("Môi trường"),
        commune=_("Xã Hưng Khánh Trung"), unit="", received_at=now(), due_at=None, first_due_at=None, answered_at=None,
    )  # fmt: skip
    return [RowTold(replace(row, title=title), Chip(tone, left), note) for tone, left, title, note in told]
