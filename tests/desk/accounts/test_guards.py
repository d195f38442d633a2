"""Nobody passes a door without the right, and what is refused is said in words."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings
from django.urls import URLPattern, URLResolver, reverse
from tests.apps.accounts.people import hold, person, post, unit

from dinhlang.apps.accounts import actions, guards
from dinhlang.apps.accounts.models import Tenure, User
from dinhlang.desk.accounts import urls as desk_urls
from dinhlang.domain.accounts.limits import Limit
from dinhlang.domain.accounts.roles import CITIZEN, POST_ROLES, SYSTEM, Role
from dinhlang.lib import clock
from dinhlang.web.accounts import signin_urls
from dinhlang.web.accounts import urls as web_urls

pytestmark = pytest.mark.django_db
PROFILE, UNITS = "desk_accounts:profile", "desk_accounts:units"
ONE_A_DAY = Limit(1, timedelta(days=1))


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def signed_in_as(client: Client, *roles: Role) -> User:
    who = person()
    if roles:
        hold(who, post(unit(), *roles, title="Chức danh thử"), since=clock.now() - timedelta(days=1))
    client.force_login(who)
    return who


def test_a_visitor_is_sent_to_sign_in_and_back(client: Client) -> None:
    response = client.get(reverse(PROFILE))
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={reverse(PROFILE).replace('/', '%2F')}"


@override_settings(MFA_REQUIRED=False)
def test_a_signed_in_citizen_is_told_in_words_that_this_is_for_officials(client: Client) -> None:
    signed_in_as(client)
    response = client.get(reverse(PROFILE))
    assert response.status_code == 403
    assert "dành cho cán bộ" in response.content.decode()


@override_settings(MFA_REQUIRED=False)
@pytest.mark.parametrize("role", [role for role in POST_ROLES if role is not Role.ADMINISTRATOR])
def test_a_wrong_role_is_refused_and_the_right_one_passes(client: Client, role: Role) -> None:
    signed_in_as(client, role)
    assert client.get(reverse(UNITS)).status_code == 403
    assert client.get(reverse(PROFILE)).status_code == 200


@override_settings(MFA_REQUIRED=False)
def test_an_official_whose_tenure_ended_is_out_with_the_next_click(client: Client) -> None:
    who = signed_in_as(client, Role.HANDLER)
    assert client.get(reverse(PROFILE)).status_code == 200
    actions.end_tenure(actor=SYSTEM, tenure_id=Tenure.objects.get(user=who).pk, at=clock.now())
    assert client.get(reverse(PROFILE)).status_code == 403


@override_settings(MFA_REQUIRED=True)
def test_an_official_without_the_second_factor_can_only_set_it_up(client: Client) -> None:
    signed_in_as(client, Role.ADMINISTRATOR)
    for name in (PROFILE, UNITS, "accounts:sessions", "account_email", "account_change_password", "mfa_index"):
        assert client.get(reverse(name))["Location"] == reverse("mfa_activate_totp"), name
    assert client.post(reverse("accounts:end_other_sessions"))["Location"] == reverse("mfa_activate_totp")


@override_settings(MFA_REQUIRED=True)
def test_a_citizen_needs_no_second_factor(client: Client) -> None:
    signed_in_as(client)
    assert client.get(reverse("accounts:sessions")).status_code == 200


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return f"{hotp_value(secret, counter):06}"


@override_settings(MFA_REQUIRED=True)
def test_an_official_sets_up_the_app_and_signs_in_with_it_next_time(client: Client) -> None:
    who = signed_in_as_officer_with_password(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    kept = Authenticator.objects.get(user=who, type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)
    assert client.get(reverse(PROFILE)).status_code == 200
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    cache.clear()
    other = Client()
    first = other.post(reverse("account_login"), {"login": who.email, "password": "mat-khau-dai-12"})
    assert first["Location"].startswith(reverse("mfa_authenticate"))
    assert other.get(reverse(PROFILE))["Location"].startswith(reverse("account_login"))
    assert "Mã không đúng" in other.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    other.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert other.get(reverse(PROFILE)).status_code == 200


def signed_in_as_officer_with_password(client: Client) -> User:
    held = actions.appoint_officer(
        actor=SYSTEM, email="an@xa.example", name="An", unit_id=unit().pk, title="Chủ tịch", roles=[Role.HEAD],
        at=clock.now() - timedelta(days=1),
    )  # fmt: skip
    held.user.set_password("mat-khau-dai-12")
    held.user.save()
    client.post(reverse("account_login"), {"login": "an@xa.example", "password": "mat-khau-dai-12"})
    return held.user


@override_settings(MFA_REQUIRED=True)
def test_an_official_cannot_switch_the_second_factor_off(client: Client) -> None:
    who = signed_in_as_officer_with_password(client)
    TOTP.activate(who, generate_totp_secret())
    page = client.post(reverse("mfa_deactivate_totp"))
    assert "không tắt được" in page.content.decode()
    assert Authenticator.objects.filter(user=who, type=Authenticator.Type.TOTP).exists()


@override_settings(MFA_REQUIRED=True)
def test_the_second_factor_asks_for_the_password_again_some_minutes_after_signing_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in_as_officer_with_password(client)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    later = clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(reverse("account_reauthenticate"))


@override_settings(MFA_REQUIRED=True)
def test_guessing_codes_is_bounded(client: Client) -> None:
    who = signed_in_as_officer_with_password(client)
    TOTP.activate(who, generate_totp_secret())
    other = Client()
    other.post(reverse("account_login"), {"login": who.email, "password": "mat-khau-dai-12"})
    answers = [other.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode() for _ in range(7)]
    assert "Mã không đúng" in answers[0]
    assert "Mã không đúng" not in answers[-1]


def test_a_public_view_looks_at_no_account(rf: RequestFactory) -> None:
    request = rf.get("/")  # without session and user: touching them would fail
    seen = []
    view = guards.public(lambda passed: seen.append(passed.actor))  # type: ignore[arg-type,return-value]
    view(request)
    assert seen == [CITIZEN]
    assert view.dinhlang_guard == "public"  # type: ignore[attr-defined]


def test_too_many_sends_get_429_with_the_time_and_another_way(rf: RequestFactory) -> None:
    view = guards.throttled("test", ONE_A_DAY)(lambda _: "passed")  # type: ignore[arg-type,return-value]
    assert [view(rf.post("/")), view(rf.get("/")), view(rf.post("/", REMOTE_ADDR="203.0.113.9"))] == ["passed"] * 3
    refused = view(rf.post("/"))
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 24 * 3600
    assert "gọi điện" in refused.content.decode()  # type: ignore[attr-defined]


def views(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, object]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from views(one.url_patterns)
        else:
            yield str(one.name), one.callback


def test_every_address_of_accounts_has_a_guard() -> None:
    found = [*views(signin_urls.urlpatterns), *views(web_urls.urlpatterns), *views(desk_urls.urlpatterns)]
    assert len(found) > 25
    assert [name for name, view in found if not hasattr(view, "dinhlang_guard")] == []
