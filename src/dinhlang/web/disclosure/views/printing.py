"""What a publication looks like on paper: a sheet for the board, a handout, a text to be read out."""

import segno
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dinhlang.apps.accounts.guards import public, throttled
from dinhlang.apps.disclosure import queries
from dinhlang.apps.disclosure.queries import sheets, telling
from dinhlang.lib import clock
from dinhlang.lib.pages import kept_page
from dinhlang.web.disclosure.views.pages import topics_of_item
from dinhlang.web.feedback.views.qr import drawn
from dinhlang.web.law.views.pdf import LIMITS, hand_out

SIZES = {"a3": _("Tờ A3 dán bảng"), "a5": _("Tờ phát A5"), "loa": _("Bài phát thanh")}
WORDS_A_MINUTE = 150


@public
@require_safe
@kept_page("units", "calendar", of=topics_of_item)
def sheet(request: HttpRequest, code: str, size: str) -> HttpResponse:
    """Show a publication as a sheet of the board (a3), a handout (a5) or a text to be read out (loa)."""
    at = clock.now()
    found = queries.item(code, at)
    if found is None or not found.is_public or size not in SIZES:
        raise Http404
    on = timezone.localdate(at)
    address = settings.BASE_URL + reverse("disclosure:item", args=[code])
    version = found.versions[0]
    words = " ".join([found.row.title, *(text for _name, text in version.answers)])
    shown = telling.spoken(
        on, item=found, version=version, address=address, qr=drawn(segno.make_qr(address, error="m")),
        questions=telling.answer_words(), article=telling.duty_article(found.row.duty, on),
        title_of_duty=telling.duty_title(found.row.duty, on), until=found.posted_until,
        size=size, sizes=SIZES, spoken_as=sheets.SPOKEN, seconds=max(15, 60 * len(words.split()) // WORDS_A_MINUTE),
    )  # fmt: skip
    response = render(request, "web/disclosure/sheet.html", shown)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("sheets", *LIMITS)
def sheet_pdf(request: HttpRequest, code: str, size: str) -> HttpResponseBase:
    """Hand out the sheet of a publication as PDF, or ask the worker for it."""
    at = clock.now()
    found = queries.item(code, at)
    if found is None or not found.is_public or size not in SIZES:
        raise Http404
    made = sheets.sheet_of(found, size, timezone.localdate(at))
    back = reverse("disclosure:sheet", args=[code, size])
    return hand_out(request, made, name=f"{code}-{size}", title=found.row.title, back=back)
