"""The addresses of django-allauth under our guards: none is open that this file does not name as a step of signing in.

A module of its own, because allauth looks its names up without a namespace.
"""

from collections.abc import Sequence

from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from django.urls import URLPattern, URLResolver, include, path

from dinhlang.apps.accounts.guards import signed_in, signing_in
from dinhlang.web.accounts.views import SignIn

# What somebody who is not signed in, or still has to set up the second factor, must be able to reach.
STEPS = frozenset(
    {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_signup",
        "account_reauthenticate",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_activate_totp",
    }
)


def guarded(patterns: Sequence[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Return the same addresses with a guard on every view."""
    made: list[URLPattern | URLResolver] = []
    for one in patterns:
        if isinstance(one, URLResolver):
            made.append(URLResolver(one.pattern, guarded(one.url_patterns), one.default_kwargs))
            continue
        view = SignIn.as_view() if one.name == "account_login" else one.callback
        guard = signing_in if one.name in STEPS else signed_in
        made.append(URLPattern(one.pattern, guard(view), one.default_args, one.name))
    return made


urlpatterns = [
    path("", include(guarded(account_urls.urlpatterns))),
    path("2fa/", include(guarded(mfa_urls.urlpatterns))),
]
