"""The account of a contribution for everybody: sums, lines, receipts, photos of the work; households by codes."""

import csv
from io import StringIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.queries import DecisionView, telling
from dinhlang.apps.organisations import queries as organisations
from dinhlang.lib import clock
from dinhlang.lib.csv_cells import safe_cell
from dinhlang.lib.downloads import file_response
from dinhlang.lib.pages import kept_page
from dinhlang.lib.typed import whole
from dinhlang.web.decisions.views import topics_of_decision

HEAD = ("number", "day", "flow", "amount_dong", "payer_code", "words", "corrects")


@public
@require_safe
@kept_page("units", of=topics_of_decision, params=("truoc",))
def account(request: HttpRequest, code: str) -> HttpResponse:
    """Show the sums, the newest lines and the photos."""
    on, one = timezone.localdate(clock.now()), _with_account(code)
    village = organisations.unit(one.unit_id, on)
    if village is None:
        raise Http404
    told = queries.account(one.id, before=whole(request.GET.get("truoc", "")))
    return render(request, "web/money/account.html", telling.spoken(on, one=one, village=village, told=told))


@public
@require_safe
@kept_page("units", of=topics_of_decision)
def lines(request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG001
    """Hand out every line as CSV that spreadsheets read as UTF-8."""
    one = _with_account(code)
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow(HEAD)
    for row in reversed(queries.money_rows(one.id)):
        cells = (row.number, row.on, row.flow.value, row.amount, row.payer, row.words, row.corrects or "")
        writer.writerow([cell if isinstance(cell, int) else safe_cell(str(cell)) for cell in cells])
    if one.is_demo:
        writer.writerow([_("SỐ LIỆU MINH HỌA")])
    response = HttpResponse("\ufeff" + target.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="thu-chi-{one.code}.csv"'
    return response


@public
@require_safe
def picture(request: HttpRequest, picture_id: int) -> FileResponse:  # noqa: ARG001
    """Hand out the copy of a photo."""
    return _picture(picture_id, small=False)


@public
@require_safe
def small(request: HttpRequest, picture_id: int) -> FileResponse:  # noqa: ARG001
    """Hand out the small copy of a photo."""
    return _picture(picture_id, small=True)


def _picture(picture_id: int, *, small: bool) -> FileResponse:
    path = queries.picture_path(picture_id, small=small)
    if path is None:
        raise Http404
    return file_response(picture_id, path, "photo")


def _with_account(code: str) -> DecisionView:
    one = queries.decision(code)
    if one is None or not one.has_account:
        raise Http404
    return one
