"""Pages that open with a lookup code: every wrong code gets the same answer, and guessing is bounded."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts.guards import address_key, too_many
from dinhlang.domain.accounts.limits import Limit
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError

# 50 bits stand behind a code; the limit is for the server's peace, and wide because many homes share an address.
CODE_LIMITS = (Limit(300, timedelta(minutes=10)), Limit(3_000, timedelta(days=1)))


def opened_by(
    *, scope: str, limits: Callable[[], tuple[Limit, ...]], wrong_page: str
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Make a page private to whoever knows its code: bounded, never stored, never indexed, told to no other site."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            at = clock.now()
            spent = accounts.spend(scope=scope, key=address_key(request, at), limits=limits(), at=at)
            if not spent.allowed:
                return sealed(too_many(request, spent.retry_after))
            try:
                return sealed(view(request, code, *args, **kwargs))
            except NotFoundError:  # one page for every code that opens nothing
                return sealed(render(request, wrong_page, status=404))

        return never_cache(guarded)

    return decorate


opened_by_code = opened_by(scope="feedback-code", limits=lambda: CODE_LIMITS, wrong_page="web/feedback/wrong_code.html")


def sealed(response: HttpResponseBase) -> HttpResponseBase:
    """Add the headers of a private page.

    The address with the code goes to no other site. It may not be "no-referrer": browsers then send "Origin: null"
    with the forms of the page, which the check against forged requests must refuse.
    """
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
