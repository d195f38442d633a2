"""Pages of the public log."""

import binascii
from base64 import urlsafe_b64decode

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dinhlang.apps.accounts.guards import public
from dinhlang.apps.transparency import queries
from dinhlang.domain.transparency.encoding import to_base64
from dinhlang.domain.transparency.merkle import HASH_BYTES
from dinhlang.lib.pages import kept_page
from dinhlang.lib.zone import local
from dinhlang.web.transparency.views.telling import told

NEWEST = 8


@public
@require_safe
def log(request: HttpRequest) -> HttpResponseBase:
    """Show what the log is, how large, its newest lines, and what it promises today."""
    head = queries.latest_head()
    context = {
        "counts": queries.counts(),
        "most_counted": queries.MOST_COUNTED,
        "head": head,
        "signed_time": f"{local(head.at):%H:%M}" if head else "",
        "root": to_base64(head.root) if head else "",
        "newest": [(index, to_base64(leaf)) for index, leaf in queries.latest_lines(NEWEST)],
        "hours": settings.LOG_PROMISE_HOURS,
        "origin": settings.LOG_ORIGIN,
    }
    return render(request, "web/transparency/log.html", context)


@public
@require_safe
@kept_page("log")
def how(request: HttpRequest) -> HttpResponseBase:
    """Tell how to check a receipt or a proof without trusting this server."""
    return render(request, "web/transparency/how.html", {"keys": queries.public_keys(), "origin": settings.LOG_ORIGIN})


@public
@require_safe
def line(request: HttpRequest, index: int) -> HttpResponseBase:
    """Show one line: sealed, open with what it commits to, or erased by law."""
    found = queries.line(index)
    if found is None:
        return render(request, "web/transparency/no_line.html", {"lines": queries.log_size()}, status=404)
    context = {
        "line": found,
        "entry": found.entry.decode(),
        "leaf": to_base64(found.leaf),
        "told": told(found.opened.payload) if found.opened else None,
        "opening": found.opened.to_json() if found.opened else "",
        "before": index - 1 if index else None,
        "next": index + 1 if index + 1 < queries.log_size() else None,
    }
    return render(request, "web/transparency/line.html", context)


@public
@require_safe
def receipt(request: HttpRequest) -> HttpResponseBase:
    """Say whether the line that a receipt promises is in the log; the QR code of a receipt leads here."""
    typed = request.GET.get("la", "").strip()
    leaf = leaf_of(typed)
    index = queries.line_of_leaf(leaf) if leaf else None
    context = {
        "typed": typed,
        "wrong": bool(typed) and leaf is None,
        "missing": leaf is not None and index is None,
        "found": queries.line(index) if index is not None else None,
        "hours": settings.LOG_PROMISE_HOURS,
    }
    return render(request, "web/transparency/receipt.html", context)


def leaf_of(typed: str) -> bytes | None:
    """Return the leaf hash that a person typed or a QR code held, in either alphabet of base64; None if it is none."""
    try:
        leaf = urlsafe_b64decode(typed.replace("+", "-").replace("/", "_").rstrip("=").encode("ascii") + b"==")
    except (binascii.Error, UnicodeEncodeError):
        return None
    return leaf if len(leaf) == HASH_BYTES else None
