"""Under /en/ no page shows a Vietnamese text: only names of places, posts and people keep their letters."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from tests.locale.world import NAMES, VIETNAMESE, World, made

pytestmark = pytest.mark.django_db
AROUND_TEXTS = re.compile('[<>"]')
# What the log holds, word for word, and names that are told to be Vietnamese (a reader's voice then speaks them so).
AS_RECORDED = re.compile(r'<pre.*?</pre>|<span[^>]*lang="vi">[^<]*</span>', re.DOTALL)
ACTION = re.compile(r'<form[^>]*action="(/en/lam-viec/[^"]*)"')
NUMBERS = re.compile(r"\d+")
LINK = re.compile(r'href="(/en/[^"#]*)')
SOME_LINES = 30
PUBLIC = ("/en/", "/en/them/", "/en/ve-ban-mau/", "/en/dieu-chung-toi-khong-lam/", "/en/phan-anh/?xa=T1&tre=1",
          "/en/xa/?q=khong", "/en/xa/?ngay=1999-01-01", "/en/xa/?ngay=x", "/en/nhat-ky/bien-nhan/?la=x",
          "/en/nhat-ky/999999/", "/en/nhat-ky/bang-chung/0.tlog-proof", "/en/phan-anh/PA26-000000/",
          "/en/khong-co-trang-nay/", "/en/tai-khoan/login/", "/en/tai-khoan/signup/", "/en/tai-khoan/password/reset/",
          "/en/tai-khoan/password/reset/done/", "/en/tai-khoan/password/reset/key/x-y/",
          "/en/tai-khoan/confirm-email/", "/en/tai-khoan/confirm-email/x/", "/en/tai-khoan/inactive/")  # fmt: skip
SIGNED_IN_ONLY = ("/en/lam-viec/", "/en/lam-viec/ho-so/", "/en/lam-viec/chuc-danh/", "/en/phien-dang-nhap/",
                  "/en/tai-khoan/email/", "/en/tai-khoan/password/change/", "/en/tai-khoan/logout/",
                  "/en/tai-khoan/2fa/", "/en/tai-khoan/2fa/totp/activate/",
                  "/en/tai-khoan/reauthenticate/")  # fmt: skip


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """Return a province with cases at every step, open to officers without a second factor."""
    cache.clear()
    kept = settings.DEMO, settings.MFA_REQUIRED
    settings.DEMO, settings.MFA_REQUIRED = True, False
    yield made()
    settings.DEMO, settings.MFA_REQUIRED = kept
    cache.clear()


def left_in_vietnamese(answer: HttpResponse) -> list[str]:
    """Return the pieces of a page that hold Vietnamese letters outside names."""
    if answer.streaming or not answer["Content-Type"].startswith("text/html"):
        return []
    text = unescape(AS_RECORDED.sub("", answer.content.decode()))
    for name in sorted({*NAMES, settings.PROVINCE_NAME}, key=len, reverse=True):
        text = text.replace(name, "")
    return [piece.strip() for piece in AROUND_TEXTS.split(text) if VIETNAMESE.search(piece)]


def walk(client: Client, *begin: str, below: str = "/en/") -> dict[str, list[str]]:
    """Follow the links below an address, of the lines of the log the first few, and return what is left by address."""
    waiting, seen, left, lines = list(begin), set(begin), {}, 0
    while waiting:
        address = waiting.pop()
        lines += address.startswith("/en/nhat-ky/")
        if address.startswith("/en/nhat-ky/") and lines > SOME_LINES:
            continue
        answer = client.get(address, follow=True)
        if pieces := left_in_vietnamese(answer):
            left[address] = pieces
        if answer.streaming or not answer["Content-Type"].startswith("text/html"):
            continue
        found = {unescape(one) for one in LINK.findall(answer.content.decode())} - seen
        seen |= found
        waiting += sorted(one for one in found if one.startswith(below))
    assert len(seen) > len(begin), "no link was followed"
    return left


def test_public_pages(world: World, client: Client) -> None:
    own = [f"/en/{page}/{code}/" for code in world.codes for page in ("phieu", "bien-nhan")]
    assert walk(client, *PUBLIC, *own) == {}


def test_pages_of_officers(world: World, client: Client) -> None:
    for name, user in world.users.items():
        client.force_login(user)
        assert (name, walk(client, *SIGNED_IN_ONLY, below="/en/lam-viec/")) == (name, {})


def test_the_steps_of_the_form_and_their_refusals(world: World, client: Client) -> None:
    answers = [client.get("/en/phan-anh/gui/"), client.post("/en/phan-anh/gui/", {"category": "no such"})]
    draft = client.post("/en/phan-anh/gui/", {"category": "thoat-nuoc"})["Location"].removesuffix("noi/")
    for step, typed in (
        ("noi/", {}),
        ("noi/", {"commune": "T1", "shown": "T1", "landmark": "x" * 500}),
        ("noi/", {"commune": "T1", "shown": "T1"}),
        ("noi-dung/", {"next": "1"}),
        ("noi-dung/", {"text": "x" * 6000, "next": "1"}),
        ("noi-dung/", {"text": "The drain is blocked.", "next": "1"}),
        ("xem-lai/", {"reach": "phone", "named": "yes", "phone": "x"}),
        ("xem-lai/", {"reach": "email", "named": "no", "email": "x"}),
    ):
        answers += [client.post(draft + step, typed), client.get(draft + step)]
    answers.append(client.post("/en/tra-cuu/", {"code": "00000"}))
    answers.append(client.post("/en/tra-cuu/", {}))
    answers.append(client.get("/en/phan-anh/gui/no-such-draft/noi/"))
    assert [pieces for one in answers if (pieces := left_in_vietnamese(one))] == []


def test_refusals_at_the_desk(world: World, client: Client) -> None:
    left: list[str] = []
    forms: dict[str, str] = {}  # one form of each kind is enough
    for name in ("head", "administrator"):
        client.force_login(world.users[name])
        for address in ("/en/lam-viec/", "/en/lam-viec/chuc-danh/"):
            for link in LINK.findall(client.get(address).content.decode()):
                page = client.get(unescape(link), follow=True).content.decode()
                forms |= {NUMBERS.sub("#", one): one for one in ACTION.findall(page)}
        for action in [one for one in forms.values() if "/tep/" not in one]:
            left += left_in_vietnamese(client.post(action, {"request_key": "0" * 32}, follow=True))
    assert (left, bool(forms)) == ([], True)


def test_refusals_of_signing_in(world: World, client: Client) -> None:
    accounts = "/en/tai-khoan/"
    answers = [
        client.post(accounts + step, typed)
        for step, typed in (
            ("login/", {}),
            ("login/", {"login": "nobody@example.com", "password": "wrong"}),
            ("signup/", {"email": "x", "password1": "short"}),
            ("signup/", {"email": "new@example.com", "password1": "123456789012"}),
            ("password/reset/", {"email": "x"}),
        )
    ]
    client.force_login(world.users["head"])
    answers += [
        client.post(accounts + step, typed)
        for step, typed in (
            ("password/change/", {"oldpassword": "wrong", "password1": "a", "password2": "b"}),
            ("email/", {"email": "x", "action_add": ""}),
            ("2fa/totp/activate/", {"code": "000000"}),
            ("reauthenticate/", {"password": "wrong"}),
        )
    ]
    assert [pieces for one in answers if (pieces := left_in_vietnamese(one))] == []
