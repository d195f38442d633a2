"""Open the household's ballot by an account of an OpenID Connect provider; the first time, with the code of the slip.

A household never becomes a user here: of the account only a keyed hash of issuer and subject is kept, and no session.
"""

import json
from datetime import datetime, timedelta
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts.guards import address_key, public, throttled, too_many
from dinhlang.apps.decisions import actions, queries
from dinhlang.domain.decisions.sign_in import Way
from dinhlang.domain.feedback.codes import normal
from dinhlang.lib import clock, sealing
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import NotFoundError, RefusedError
from dinhlang.web.decisions.ballots.codes import LIMITS, opened_by_slip
from dinhlang.web.decisions.ballots.going import ended, see, to_ballots
from dinhlang.web.feedback.views.codes import sealed

PROVIDER = "ho"  # our one provider, in its addresses
PURPOSE = "account of a household"
TICKET = timedelta(minutes=10)  # to type the code of the slip in
UNREADABLE = 422


class HouseholdAccounts(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Stops allauth as soon as the provider has told who came: nobody is signed in or signed up."""

    def list_apps(self, _request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Return the provider of the settings; none stands in the database."""
        asked = provider in {None, "openid_connect", PROVIDER} and client_id in {None, settings.OIDC_CLIENT_ID}
        if not (settings.OIDC_ISSUER and asked):
            return []
        told = {"server_url": settings.OIDC_ISSUER, "fetch_userinfo": False}
        return [
            SocialApp(
                provider="openid_connect", provider_id=PROVIDER, name=account_name(), settings=told,
                client_id=settings.OIDC_CLIENT_ID, secret=settings.OIDC_SECRET,
            )
        ]  # fmt: skip

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: SocialLogin) -> bool:
        """Open no account, whatever happens."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Go on with the keyed hash of the account, and with nothing else of it."""
        raise ImmediateHttpResponse(_arrived(request, str(sociallogin.account.uid)))

    def on_authentication_error(self, request: HttpRequest, *_: Any, **_more: Any) -> NoReturn:
        """Say in words that it failed, and name the other ways."""
        raise ImmediateHttpResponse(_failed(request))


def account_name() -> str:
    """Return how people call the accounts; "" where none are offered."""
    return (settings.OIDC_NAME or _("tài khoản của tỉnh")) if settings.OIDC_ISSUER else ""


@public
@never_cache
@require_safe
def start(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Send the browser to the provider; what it brings along asks for nothing more than who it is."""
    _require_offered(provider_id)
    if refused := _spent(request):
        return refused
    provider = HouseholdAccounts(request).get_provider(request, PROVIDER)
    try:
        answer: HttpResponseBase = provider.redirect(request, AuthProcess.LOGIN)
    except ImmediateHttpResponse as stopped:
        return stopped.response  # type: ignore[no-any-return]
    except OSError:  # the provider cannot be reached
        return _failed(request)
    if not request.user.is_authenticated:
        request.session.set_expiry(int(TICKET.total_seconds()))
    return answer


@public
@never_cache
@require_safe
def back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take the browser back from the provider: to the ballot, or to the question for the slip."""
    _require_offered(provider_id)
    if refused := _spent(request):
        return refused
    view = OAuth2CallbackView.adapter_view(OpenIDConnectOAuth2Adapter(request, PROVIDER))
    try:
        return sealed(view(request))
    except (OSError, KeyError, ValueError):  # the provider is away, or answers what is no answer
        return _failed(request)


@public
@never_cache
@require_POST
@throttled("ballot-account-tie", *LIMITS)
def tie(request: HttpRequest) -> HttpResponseBase:
    """Tie the account that just came to the household of a slip."""
    at, code, ticket = clock.now(), normal(request.POST.get("code", "")), request.POST.get("ticket", "")
    lookup = _opened_ticket(ticket, at)
    if lookup is None:
        return _failed(request)
    try:
        actions.tie_account(slip=code, lookup=lookup, at=at)
    except RefusedError as refused:  # a wrong code among them
        return _ask_slip(request, ticket, str(refused.sentence))
    return see(reverse("ballots:account", args=[code]) + "?xong=gan")


@public
@require_safe
@opened_by_slip
def show(request: HttpRequest, code: str) -> HttpResponseBase:
    """Show whether an account is tied to the household, and how to tie or end one."""
    own = queries.own_row(code, clock.now())
    if own is None or not settings.OIDC_ISSUER:
        raise NotFoundError("")
    tied = queries.tied_to(own.line_id).get(Way.ACCOUNT)
    shown = {
        "own": own, "code": normal(code), "tied": tied, "done": request.GET.get("xong", ""), "name": account_name(),
    }  # fmt: skip
    return render(request, "web/ballots/account.html", shown)


@public
@require_POST
@opened_by_slip
def end(request: HttpRequest, code: str) -> HttpResponseBase:  # noqa: ARG001
    """End what is tied: the account opens nothing any more."""
    return ended(code, Way.ACCOUNT, "ballots:account")


def _arrived(request: HttpRequest, subject: str) -> HttpResponseBase:
    """Open the ballots of the household that tied this account, or ask for its slip."""
    if not request.user.is_authenticated:  # it was only for the way to the provider and back
        request.session.flush()
    lookup, at = keyed(PURPOSE, f"{settings.OIDC_ISSUER}|{subject}"), clock.now()
    if not queries.is_tied(Way.ACCOUNT, lookup):
        until = int((at + TICKET).timestamp())
        return _ask_slip(request, sealing.seal(json.dumps([lookup.hex(), until]), purpose=PURPOSE))
    opened = actions.open_ballots(way=Way.ACCOUNT, lookup=lookup, at=at)
    return to_ballots(request, opened)


def _ask_slip(request: HttpRequest, ticket: str, problem: str = "") -> HttpResponseBase:
    shown = {"ticket": ticket, "problem": problem, "name": account_name()}
    return render(request, "web/ballots/tie_account.html", shown, status=UNREADABLE if problem else 200)


def _opened_ticket(ticket: str, at: datetime) -> bytes | None:
    """Return the hash in a ticket that we sealed and that is not too old."""
    try:
        lookup, until = json.loads(sealing.unseal(ticket, purpose=PURPOSE))
    except InvalidToken:
        return None
    return bytes.fromhex(lookup) if at.timestamp() < until else None


def _failed(request: HttpRequest) -> HttpResponseBase:
    return sealed(render(request, "web/ballots/account_failed.html", {"name": account_name()}, status=UNREADABLE))


def _require_offered(provider_id: str) -> None:
    if provider_id != PROVIDER or not settings.OIDC_ISSUER:
        raise Http404


def _spent(request: HttpRequest) -> HttpResponseBase | None:
    at = clock.now()
    spent = accounts.spend(scope="ballot-account", key=address_key(request, at), limits=LIMITS, at=at)
    return None if spent.allowed else too_many(request, spent.retry_after)
