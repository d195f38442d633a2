"""Decorators of doors: who may pass. Each view carries the name of its guard in `dinhlang_guard`."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from dinhlang.apps.accounts import actions, queries
from dinhlang.apps.accounts.actions.session_store import SEEN, SINCE
from dinhlang.domain.accounts.limits import Limit
from dinhlang.domain.accounts.roles import CITIZEN, Actor, Role
from dinhlang.lib import clock
from dinhlang.lib.addresses import client_address
from dinhlang.lib.refusal import NotAllowedError, NotFoundError

View = Callable[..., HttpResponseBase]
SEEN_EVERY = timedelta(minutes=5)
LONGEST_SESSION = timedelta(days=7)  # however busy a browser is, one signs in again each week


class ActorRequest(HttpRequest):
    """A request that passed a guard: `actor` says who acts."""

    actor: Actor


def public(view: View) -> View:
    """Mark a view that everybody may see: no account is looked at, whoever asks is a citizen."""

    @wraps(view)
    def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.actor = CITIZEN
        return view(request, *args, **kwargs)

    return _named(guarded, "public")


def signed_in(view: View) -> View:
    """Let only signed-in people pass; an official without the required second factor is sent to set it up."""

    @wraps(view)
    def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return _identify(request, clock.now()) or _answer(request, view, args, kwargs)

    return _named(guarded, "signed_in")


def signing_in(view: View) -> View:
    """Mark a step of signing in or of the second factor, which a signed-in person without the factor may take."""
    return _named(view, "signing_in")


def official(*roles: Role) -> Callable[[View], View]:
    """Let only officials pass who now hold a post with one of the roles (any role when none is named)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            stopped = _identify(request, clock.now())
            if stopped is None and request.actor.holding(roles or Role) is None:
                stopped = forbidden(request, _("Trang này dành cho cán bộ giữ chức danh phù hợp."))
            return stopped or _answer(request, view, args, kwargs)

        return _named(guarded, "official:" + ",".join(sorted(roles)))

    return decorate


def throttled(scope: str, *limits: Limit) -> Callable[[View], View]:
    """Bound how often one address may send (POST) to a view; beyond that 429 with the time and the other ways."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                at = clock.now()
                spent = actions.spend(scope=scope, key=address_key(request, at), limits=limits, at=at)
                if not spent.allowed:
                    return too_many(request, spent.retry_after)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def address_key(request: HttpRequest, at: datetime) -> bytes:
    """Return the hash that stands for the client's address today: the key for `actions.spend`."""
    address = client_address(request.META, trusted_proxies=settings.TRUSTED_PROXIES)
    return actions.hash_address(address=address, at=at)


def too_many(request: HttpRequest, retry_after: int) -> HttpResponseBase:
    """Return the page that says when to come again and how else to be heard (429)."""
    response = render(request, "web/accounts/too_many.html", {"minutes": -(-retry_after // 60)}, status=429)
    response["Retry-After"] = str(retry_after)
    return response


def forbidden(request: HttpRequest, sentence: str) -> HttpResponseBase:
    """Return the page that says in words why not (403)."""
    return render(request, "web/accounts/forbidden.html", {"sentence": sentence}, status=403)


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Send somebody to the sign-in page, and back to this page afterwards."""
    back = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
    return HttpResponseRedirect(resolve_url(settings.LOGIN_URL) + back)


def _identify(request: ActorRequest, at: datetime) -> HttpResponseBase | None:
    """Set `request.actor`; return an answer when the person must sign in or set up the second factor first."""
    user = request.user
    if not user.is_authenticated or _outworn(request, at):
        return to_sign_in(request)
    request.actor = queries.actor_of(user, at=at)
    if queries.lacks_second_factor(request.actor):
        return redirect("mfa_activate_totp")
    return None


def _outworn(request: HttpRequest, at: datetime) -> bool:
    """Tell whether the session is too old, and end it then; else note, every five minutes, that it was seen."""
    now = int(at.timestamp())
    if now - request.session.get(SINCE, now) > LONGEST_SESSION.total_seconds():
        request.session.flush()
        return True
    if now - request.session.get(SEEN, 0) > SEEN_EVERY.total_seconds():
        request.session[SEEN] = now
    return False


def _answer(request: ActorRequest, view: View, args: Sequence[Any], kwargs: dict[str, Any]) -> HttpResponseBase:
    """Run the view; "not yours" of a private thing and "not there" are the same page."""
    try:
        return view(request, *args, **kwargs)
    except NotFoundError as refused:
        raise Http404 from refused
    except NotAllowedError as refused:
        return forbidden(request, str(refused.sentence))


def _named(view: View, guard: str) -> View:
    """Name the guard of a view; what is not for everybody is kept in no cache on the way."""
    named = view if guard == "public" else never_cache(view)
    named.dinhlang_guard = guard  # type: ignore[attr-defined]
    return named
