"""Pages that open with a lookup code: every wrong code gets the same answer, and guessing is bounded."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts.guards import address_key, too_many
from dinhlang.domain.accounts.limits import Limit
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError

# 50 bits stand behind a code; the limit is for the server's peace, and wide because many homes share an address.
CODE_LIMITS = (Limit(300, timedelta(minutes=10)), Limit(3_000, timedelta(days=1)))


def opened_by_code(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Make a page private to whoever knows its code: bounded, never stored, never indexed, told to no other site."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        at = clock.now()
        spent = accounts.spend(scope="feedback-code", key=address_key(request, at), limits=CODE_LIMITS, at=at)
        if not spent.allowed:
            return sealed(too_many(request, spent.retry_after))
        try:
            return sealed(view(request, code, *args, **kwargs))
        except NotFoundError:
            return sealed(wrong_code(request))

    return never_cache(guarded)


def sealed(response: HttpResponseBase) -> HttpResponseBase:
    """Add the headers of a private page.

    The address with the code goes to no other site. It may not be "no-referrer": browsers then send "Origin: null"
    with the forms of the page, which the check against forged requests must refuse.
    """
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def wrong_code(request: HttpRequest) -> HttpResponse:
    """Return the one page for every code that opens nothing."""
    return render(request, "web/feedback/wrong_code.html", status=404)
