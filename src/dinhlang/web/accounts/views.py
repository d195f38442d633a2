"""Signing in, and the browsers that are signed in."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from dinhlang.apps.accounts import actions, policies, queries
from dinhlang.apps.accounts.guards import ActorRequest, signed_in, signing_in
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError


class SignIn(LoginView):  # type: ignore[misc]
    """The sign-in page, in a demo with a card for each role."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the role cards; there are none outside a demo."""
        cards = [(card, queries.role_names(card.holding)) for card in queries.demo_cards(at=clock.now())]
        return {**super().get_context_data(**kwargs), "cards": cards}


@signing_in
@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """Lead from the short address to the sign-in page, or those who are signed in to where they work."""
    if request.user.is_authenticated:
        return redirect(get_adapter(request).get_login_redirect_url(request))
    return redirect(settings.LOGIN_URL)


@signing_in
@require_POST
def take_card(request: HttpRequest, user_id: int) -> HttpResponse:
    """Sign in as an invented officer of the demo."""
    try:
        user = policies.require_can_take_card(queries.user_of(user_id))
    except NotFoundError as refused:
        messages.error(request, str(refused.sentence))
        return redirect(settings.LOGIN_URL)
    get_adapter(request).login(request, user)
    return redirect("desk-feedback:inbox")


@signed_in
@never_cache
@require_GET
def sessions(request: ActorRequest) -> HttpResponse:
    """List the browsers that are signed in to this account."""
    told = messages.get_messages(request)
    return render(request, "web/accounts/sessions.html", {"sessions": own_sessions(request), "told": told})


@signed_in
@require_POST
def end_session(request: ActorRequest) -> HttpResponse:
    """End one of one's own sessions."""
    actions.end_session(actor=request.actor, handle=request.POST.get("handle", ""))
    messages.success(request, _("Đã kết thúc phiên đăng nhập đó."))
    return redirect("accounts:sessions")


@signed_in
@require_POST
def end_other_sessions(request: ActorRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    actions.end_other_sessions(actor=request.actor, this=request.session.session_key)
    messages.success(request, _("Đã kết thúc mọi phiên đăng nhập khác."))
    return redirect("accounts:sessions")


def own_sessions(request: ActorRequest) -> list[queries.SessionRow]:
    """Return the living sessions of the person asking."""
    if request.actor.user_id is None:
        return []
    return queries.sessions_of(request.actor.user_id, this=request.session.session_key, at=clock.now())
