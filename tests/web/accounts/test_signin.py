"""Signing in: new session id, safe redirects, equal answers, links from the configuration, bounded attempts."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse
from tests.apps.accounts.people import hold, person, post, unit

from dinhlang.apps.accounts import actions, guards, queries
from dinhlang.apps.accounts.models import CacheRow, Session, User
from dinhlang.apps.notifications.models import Message
from dinhlang.domain.accounts.roles import Role
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-dai-12"
PHONE = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36"
EVIL = [
    "//evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example/lam-viec/",
    "/\\evil.example",
    "%2F%2Fevil.example",
    "javascript:alert(1)",
    "//evil。example",
    "http://127.0.0.1:9/",
    " //evil.example",
]


@pytest.fixture
def citizen() -> User:
    who = person("Nguyễn Thị Bé")
    EmailAddress.objects.create(user=who, email=who.email, verified=True, primary=True)
    return who


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> object:
    return client.post(reverse("account_login"), {"login": email, "password": password, **more}, HTTP_USER_AGENT=PHONE)


def test_signing_in_makes_a_new_session_with_a_coarse_device_and_no_address(client: Client, citizen: User) -> None:
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    sign_in(client, citizen.email)
    row = Session.objects.get(user=citizen)
    assert row.pk != before
    assert not Session.objects.filter(pk=before).exists()
    assert (row.device, row.signed_in_at is not None) == ("Chrome · Android", True)
    assert "127.0.0.1" not in str(dict(client.session.items()))


@pytest.mark.parametrize("target", EVIL)
def test_signing_in_leads_to_no_other_site(client: Client, citizen: User, target: str) -> None:
    response = sign_in(client, citizen.email, next=target)
    assert response.status_code == 302  # type: ignore[attr-defined]
    location = response["Location"]  # type: ignore[index]
    assert re.match(r"^/[^/\\]", location), location
    assert "evil" not in location


def test_signing_in_leads_back_to_the_page_that_asked(client: Client, citizen: User) -> None:
    asked = reverse("accounts:sessions")
    assert client.get(asked)["Location"] == f"{reverse('account_login')}?{urlencode({'next': asked})}"
    assert sign_in(client, citizen.email, next=asked)["Location"] == asked  # type: ignore[index]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client, citizen: User) -> None:
    answers = []
    for email in (citizen.email, "khong-co@xa.example"):
        response = sign_in(Client(), email, "sai-mat-khau-12")
        page = response.content.decode().replace(email, "")  # type: ignore[attr-defined]
        answers.append((response.status_code, re.sub(r'value="[^"]*"', "", page)))  # type: ignore[attr-defined]
    assert answers[0] == answers[1]
    assert "Địa chỉ thư hoặc mật khẩu không đúng" in answers[0][1]


def test_resetting_tells_nobody_whether_an_account_exists(client: Client, citizen: User) -> None:
    answers = []
    for email in (citizen.email, "khong-co@xa.example"):
        response = client.post(reverse("account_reset_password"), {"email": email})
        answers.append((response.status_code, response["Location"]))
    assert answers[0] == answers[1]


def test_signing_up_with_a_taken_address_looks_like_any_other(client: Client, citizen: User) -> None:
    answers = []
    for email in (citizen.email, "moi@xa.example"):
        response = Client().post(reverse("account_signup"), {"email": email, "password1": "mot-cau-rat-dai-de-nho"})
        answers.append((response.status_code, response["Location"]))
    assert answers[0] == answers[1]
    assert User.objects.filter(email="moi@xa.example").exists()
    assert set(Message.objects.values_list("kind", flat=True)) >= {"account_already_exists"}


def test_a_new_account_gives_no_right_whatever_the_form_says(client: Client) -> None:
    client.post(
        reverse("account_signup"),
        {"email": "moi@xa.example", "password1": "mot-cau-rat-dai-de-nho", "is_demo": "1", "id": "1", "roles": "head"},
    )
    made = User.objects.get()
    assert (made.is_demo, made.tenures.count()) == (False, 0)
    assert not Session.objects.filter(user=made).exists()


@pytest.mark.parametrize("header", ["HTTP_HOST", "HTTP_X_FORWARDED_HOST"])
def test_a_forged_host_gets_into_no_mail(client: Client, citizen: User, header: str) -> None:
    with override_settings(ALLOWED_HOSTS=["*"]):
        client.post(reverse("account_reset_password"), {"email": citizen.email}, **{header: "evil.example"})
    text = Message.objects.get().text
    assert settings.BASE_URL + "/" in text
    assert "evil" not in text


def test_the_link_of_the_mail_sets_a_password_once_and_ends_every_session(client: Client, citizen: User) -> None:
    sign_in(client, citizen.email)
    stranger = Client()
    stranger.post(reverse("account_reset_password"), {"email": citizen.email})
    link = re.search(rf"{re.escape(settings.BASE_URL)}(\S+)", Message.objects.get().text)
    assert link is not None
    form = stranger.get(link[1], follow=True)
    new = {"password1": "mot-cau-khac-rat-dai", "password2": "mot-cau-khac-rat-dai"}
    stranger.post(form.redirect_chain[-1][0], new)
    assert client.get(reverse("accounts:sessions")).status_code == 302
    assert not Session.objects.filter(user=citizen).exists()
    again = Client().get(link[1], follow=True)
    assert "đã dùng rồi hoặc đã hết hạn" in again.content.decode()
    sign_in(stranger, citizen.email, new["password1"])
    assert Session.objects.filter(user=citizen).exists()


def test_changing_the_password_ends_every_session(client: Client, citizen: User) -> None:
    other = Client()
    for one in (client, other):
        sign_in(one, citizen.email)
    new = "mot-cau-khac-rat-dai"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    for one in (client, other):
        assert one.get(reverse("accounts:sessions")).status_code == 302
    assert not Session.objects.filter(user=citizen).exists()


def test_the_owner_is_told_of_a_changed_password_without_address_or_browser(client: Client, citizen: User) -> None:
    sign_in(client, citizen.email)
    new = "mot-cau-khac-rat-dai"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    told = Message.objects.get(kind="password_changed")
    assert (told.subject, told.address) == ("Mật khẩu của bạn vừa được đổi", citizen.email)
    for secret in ("127.0.0.1", "Android", guards.address_key(RequestFactory().get("/"), clock.now()).hex()):
        assert secret not in told.text


def test_guessing_a_password_is_bounded_for_the_account_wherever_it_comes_from(citizen: User) -> None:
    for attempt in range(6):
        response = Client(REMOTE_ADDR=f"203.0.113.{attempt}").post(
            reverse("account_login"), {"login": citizen.email, "password": "sai-mat-khau-12"}
        )
    assert "Đã thử sai nhiều lần" in response.content.decode()
    right = Client(REMOTE_ADDR="203.0.113.99")
    sign_in(right, citizen.email)
    assert not Session.objects.filter(user=citizen).exists()


def test_the_counters_of_attempts_hold_no_address(client: Client, citizen: User) -> None:
    sign_in(client, citizen.email, "sai-mat-khau-12")
    rows = str(list(CacheRow.objects.values_list("cache_key", "value")))
    assert CacheRow.objects.exists()
    assert "127.0.0.1" not in rows
    assert citizen.email not in rows


def test_a_closed_account_is_out_at_once(client: Client, citizen: User) -> None:
    sign_in(client, citizen.email)
    User.objects.filter(pk=citizen.pk).update(is_active=False)
    assert client.get(reverse("accounts:sessions")).status_code == 302


def test_signing_out_kills_the_session(client: Client, citizen: User) -> None:
    sign_in(client, citizen.email)
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert thief.get(reverse("accounts:sessions")).status_code == 302


def test_a_session_ends_after_a_week_however_busy(
    client: Client, citizen: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, citizen.email)
    assert client.get(reverse("accounts:sessions")).status_code == 200
    later = clock.now() + timedelta(days=8)
    Session.objects.update(expire_date=later + timedelta(days=1))
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get(reverse("accounts:sessions")).status_code == 302


def test_sessions_are_listed_and_ended(client: Client, citizen: User) -> None:
    other = Client()
    for one in (client, other):
        sign_in(one, citizen.email)
    page = client.get(reverse("accounts:sessions")).content.decode()
    assert page.count("Chrome · Android") == 2
    handle = re.search(r'name="handle" value="([0-9a-f]+)"', page)
    assert handle is not None
    client.post(reverse("accounts:end_session"), {"handle": handle[1]})
    assert other.get(reverse("accounts:sessions")).status_code == 302
    assert client.get(reverse("accounts:sessions")).status_code == 200


def test_somebody_elses_session_and_none_at_all_are_the_same_page(client: Client, citizen: User) -> None:
    sign_in(client, citizen.email)
    answers = {
        (response.status_code, re.sub(r'value="[^"]*"', "", response.content.decode()))
        for handle in ("0" * 32, "khong")
        for response in [client.post(reverse("accounts:end_session"), {"handle": handle})]
    }
    assert len(answers) == 1
    assert answers.pop()[0] == 404


@pytest.fixture
def invented() -> User:
    who = person("Cán bộ mẫu", is_demo=True)
    hold(who, post(unit(), Role.RECEIVER, title="Cán bộ tiếp nhận"), since=clock.now() - timedelta(days=1))
    return who


@override_settings(DEMO=True, ROLE_CARDS=True, MFA_REQUIRED=False)
def test_a_card_signs_in_as_the_invented_officer(client: Client, invented: User) -> None:
    page = client.get(reverse("account_login")).content.decode()
    assert "Cán bộ tiếp nhận" in page
    response = client.post(reverse("accounts:take_card", args=[invented.pk]))
    assert response["Location"] == settings.LOGIN_REDIRECT_URL
    assert Session.objects.get().user_id == invented.pk


@pytest.mark.parametrize(("demo", "cards"), [(False, True), (True, False), (False, False)])
def test_without_demo_and_cards_no_card_signs_in(client: Client, invented: User, demo: bool, cards: bool) -> None:
    with override_settings(DEMO=demo, ROLE_CARDS=cards):
        assert "Cán bộ tiếp nhận" not in client.get(reverse("account_login")).content.decode()
        client.post(reverse("accounts:take_card", args=[invented.pk]))
    assert not Session.objects.filter(user__isnull=False).exists()


@override_settings(DEMO=True, ROLE_CARDS=True)
def test_no_card_opens_a_real_account(client: Client, citizen: User) -> None:
    client.post(reverse("accounts:take_card", args=[citizen.pk]))
    assert not Session.objects.filter(user=citizen).exists()


def test_the_link_of_createofficer_works(client: Client) -> None:
    user = actions.open_account(email="an@xa.example", name="An")
    link = queries.set_password_address(user)
    form = client.get(link.removeprefix(settings.BASE_URL), follow=True)
    assert form.status_code == 200
    client.post(
        form.redirect_chain[-1][0], {"password1": "mot-cau-rat-dai-de-nho", "password2": "mot-cau-rat-dai-de-nho"}
    )
    user.refresh_from_db()
    assert user.has_usable_password()


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()
