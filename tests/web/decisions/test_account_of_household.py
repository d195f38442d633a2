"""Sign-in by an account: a real exchange of a code with a provider (allauth.idp), all of it in this process."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.apps import AppConfig, apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import clear_url_caches
from pytest_django import Settings
from requests.adapters import BaseAdapter
from tests.votes import DURING, Vote, voted

from dinhlang.apps.accounts.models import Session, User
from dinhlang.apps.decisions.models import HouseholdSignIn
from dinhlang.apps.transparency.models import Record
from dinhlang.web.decisions.ballots import account
from dinhlang.web.decisions.ballots.account import HouseholdAccounts

ISSUER = "http://localhost"
START, BACK, TIE = "/tai-khoan-ho/ho/vao/", "/tai-khoan-ho/ho/ve/", "/tai-khoan-ho/gan/"


class InProcess(BaseAdapter):
    """Hands requests of the product over to the provider in the same process."""

    def send(self, request: requests.PreparedRequest, **_: object) -> requests.Response:
        parts = urlsplit(str(request.url))
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
        told = {"HTTP_HOST": parts.netloc, **headers}
        client = Client()
        if request.method == "POST":
            kind = request.headers["Content-Type"]
            came = client.post(parts.path, request.body or "", content_type=kind, **told)
        else:
            came = client.get(parts.path, **told)
        answer = requests.Response()
        answer.status_code, answer._content, answer.url = came.status_code, came.content, str(request.url)
        answer.headers.update(came.headers)
        return answer

    def close(self) -> None:
        """Close nothing."""


@pytest.fixture(scope="module")
def key() -> str:
    """Return the key of the provider."""
    made = generate_private_key(65537, 2048)
    return made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.fixture
def provider(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch, key: str) -> Iterator[None]:
    """Run a provider with one account, which knows this deployment."""
    cache.clear()
    settings.ROOT_URLCONF = "tests.idp_urls"
    settings.IDP_OIDC_PRIVATE_KEY, settings.ALLOWED_HOSTS = key, ["localhost"]
    settings.OIDC_NAME, settings.OIDC_ISSUER = "VNĐồng", ISSUER
    settings.OIDC_CLIENT_ID, settings.OIDC_SECRET = "dinhlang", "provider-secret"
    clear_url_caches()
    # Only here: installing it anew through the settings would register the worker's jobs twice.
    config = AppConfig.create("allauth.idp.oidc")
    config.apps = apps
    monkeypatch.setitem(apps.app_configs, config.label, config)
    config.import_models()
    apps.clear_cache()
    with connection.schema_editor() as editor:
        for one in config.get_models():
            editor.create_model(one)
    known = config.get_model("Client")(
        id="dinhlang", name="Đình Làng", redirect_uris=f"{ISSUER}{BACK}", scopes="openid", skip_consent=True
    )
    known.set_secret("provider-secret")
    known.save()
    session = requests.Session()
    session.mount("http://", InProcess())
    monkeypatch.setattr(HouseholdAccounts, "get_requests_session", lambda _self: session)
    yield
    monkeypatch.undo()
    apps.clear_cache()
    clear_url_caches()


@pytest.fixture
def vote(provider: None) -> Iterator[Vote]:
    """Return an open vote in which accounts are offered."""
    made = voted(3)
    with time_machine.travel(DURING, tick=False):
        yield made


def person(name: str) -> Client:
    """Return the browser of somebody who is signed in at the provider."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.create(email=f"{name}@noi-cap.example", name=name))
    return client


def asked() -> tuple[Client, str, dict[str, list[str]]]:
    """Return a visitor's browser that set out, where it was sent, and with what."""
    visitor = Client(HTTP_HOST="localhost")
    sent = visitor.get(START)
    assert sent.status_code == 302
    return visitor, sent["Location"], parse_qs(urlsplit(sent["Location"]).query)


def signed_in(at_provider: Client):  # type: ignore[no-untyped-def]
    """Walk from the product to the provider and back; return the browser and the answer."""
    visitor, there, _told = asked()
    granted = at_provider.get(there)
    assert granted.status_code == 302, granted.content
    came = urlsplit(granted["Location"])
    return visitor, visitor.get(f"{came.path}?{came.query}")


def ticket_in(answer) -> str:  # type: ignore[no-untyped-def]
    found = re.search(r'name="ticket" value="([^"]+)"', answer.content.decode())
    assert found is not None
    return found[1]


def test_the_first_time_the_slip_is_asked_and_from_then_on_the_account_opens_the_ballot(vote: Vote) -> None:
    at_provider = person("mot")
    visitor, answer = signed_in(at_provider)
    assert "VNĐồng" in answer.content.decode()
    tied = visitor.post(TIE, {"ticket": ticket_in(answer), "code": vote.codes["2"]})
    assert tied["Location"] == f"/bo-phieu/{vote.codes['2']}/tai-khoan/?xong=gan"
    assert "Đang gắn: VNĐồng" in visitor.get(tied["Location"]).content.decode()
    again, opened = signed_in(at_provider)
    assert opened.status_code == 303
    sent = again.post(opened["Location"], {"choice": "agree", "key": "a" * 32})
    assert (sent.status_code, vote.ballots()) == (303, {"2": "agree"})


def test_of_the_account_nothing_is_kept_that_can_be_read_and_no_user_and_no_session(vote: Vote) -> None:
    at_provider = person("hai")
    users, sessions = User.objects.count(), Session.objects.count()
    visitor, answer = signed_in(at_provider)
    visitor.post(TIE, {"ticket": ticket_in(answer), "code": vote.codes["1"]})
    signed_in(at_provider)
    assert (User.objects.count(), Session.objects.count()) == (users, sessions)
    for name in ("SocialAccount", "SocialToken", "SocialApp"):
        assert not apps.get_model("socialaccount", name).objects.exists()
    kept = HouseholdSignIn.objects.get()
    assert (kept.way, len(bytes(kept.lookup)), kept.sealed) == ("account", 32, "")
    assert Record.objects.get(event="decisions.sign_in_tied").facts == {"way": "account"}


def test_only_who_somebody_is_is_asked_with_a_challenge(vote: Vote) -> None:
    _visitor, _there, told = asked()
    assert told["scope"] == ["openid"]
    assert told["code_challenge_method"] == ["S256"]
    assert told["redirect_uri"] == [f"{ISSUER}{BACK}"]


def test_a_code_of_another_browser_and_a_refusal_open_nothing(vote: Vote) -> None:
    _visitor, there, _told = asked()
    granted = person("ba").get(there)["Location"].removeprefix(ISSUER)
    stranger = Client(HTTP_HOST="localhost")
    assert stranger.get(granted).status_code == 422
    visitor, _there, told = asked()
    refused = visitor.get(f"{BACK}?error=access_denied&state={told['state'][0]}")
    assert refused.status_code == 422
    assert "Chưa đăng nhập được" in refused.content.decode()


def test_one_account_serves_one_household_and_a_wrong_slip_none(vote: Vote) -> None:
    at_provider = person("bon")
    visitor, answer = signed_in(at_provider)
    ticket = ticket_in(answer)
    wrong = visitor.post(TIE, {"ticket": ticket, "code": "0000000000"})
    assert (wrong.status_code, ticket_in(wrong)) == (422, ticket)  # a wrong try makes no ticket live longer
    assert visitor.post(TIE, {"ticket": ticket, "code": vote.codes["1"]}).status_code == 303
    assert "hộ khác" in visitor.post(TIE, {"ticket": ticket, "code": vote.codes["2"]}).content.decode()
    assert visitor.post(TIE, {"ticket": "x" + ticket, "code": vote.codes["3"]}).status_code == 422
    with time_machine.travel(DURING + timedelta(minutes=11), tick=False):
        assert visitor.post(TIE, {"ticket": ticket, "code": vote.codes["3"]}).status_code == 422
    ended = visitor.post(f"/bo-phieu/{vote.codes['1']}/tai-khoan/bo/")
    assert "Đã bỏ tài khoản" in visitor.get(ended["Location"]).content.decode()
    assert 'name="ticket"' in signed_in(at_provider)[1].content.decode()


@pytest.mark.django_db
def test_without_a_provider_accounts_are_not_offered(client: Client) -> None:
    assert account.account_name() == ""
    assert [client.get(one).status_code for one in (START, BACK)] == [404, 404]
    assert "tai-khoan-ho" not in client.get("/bo-phieu/").content.decode()


def test_a_provider_that_is_away_is_told_in_words(vote: Vote, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **_more: object) -> None:
        raise requests.ConnectionError("away")

    monkeypatch.setattr(InProcess, "send", away)
    answer = Client(HTTP_HOST="localhost").get(START)
    assert answer.status_code == 422
    assert "trụ sở" in answer.content.decode()
