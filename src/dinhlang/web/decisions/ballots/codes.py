"""Pages that open with a household's code: every wrong code gets the same answer, and guessing is bounded."""

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
from dinhlang.web.feedback.views.codes import sealed

# 50 bits stand behind a code; the limit is for the server's peace, and wide because a village shares an address.
LIMITS = (Limit(600, timedelta(minutes=10)), Limit(6_000, timedelta(days=1)))


def opened_by_slip(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Make a page private to the household that holds its slip: bounded, never stored, never indexed."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        at = clock.now()
        spent = accounts.spend(scope="ballot-code", key=address_key(request, at), limits=LIMITS, at=at)
        if not spent.allowed:
            return sealed(too_many(request, spent.retry_after))
        try:
            return sealed(view(request, code, *args, **kwargs))
        except NotFoundError:
            return sealed(wrong_code(request))

    return never_cache(guarded)


def wrong_code(request: HttpRequest) -> HttpResponse:
    """Return the one page for every code that opens nothing."""
    return render(request, "web/ballots/wrong_code.html", status=404)
