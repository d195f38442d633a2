"""Every answer that the product gives: all addresses, as a visitor and as officials, with every kind of error."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from tests.security.settled import made
from tests.security.world import WRONG_CODE, World, addresses

from dinhlang.domain.accounts.limits import Limit
from dinhlang.web.feedback.views import codes, public

EYES = ("", "receiver", "admin", "citizen")


@dataclass(frozen=True)
class Seen:
    """One answer: who asked, what, and everything that came back."""

    who: str
    asked: str
    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    body: str

    @property
    def is_page(self) -> bool:
        """Tell whether a browser would show it as a page."""
        return self.headers.get("Content-Type", "").startswith("text/html") and bool(self.body)

    @property
    def tags(self) -> list[tuple[str, dict[str, str], str]]:
        """Return the elements of a page: name, attributes, text right inside."""
        return tags_of(self.body)

    def __str__(self) -> str:
        """Return what tells this answer from the others."""
        return f"{self.who or 'visitor'} {self.asked} {self.status}"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}, ""))

    def handle_data(self, data: str) -> None:
        if self.found:
            tag, attributes, before = self.found[-1]
            self.found[-1] = (tag, attributes, before + data)


@cache
def tags_of(page: str) -> list[tuple[str, dict[str, str], str]]:
    """Return the elements of a page as a browser would read them."""
    parser = _Tags()
    parser.feed(page)
    return parser.found


@pytest.fixture(scope="session")
def seen(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> list[Seen]:
    """Return every answer of a demonstration; what the crawl wrote is taken back."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return crawled()


@pytest.fixture(scope="session")
def pages(seen: list[Seen]) -> list[Seen]:
    """Return the answers that are pages."""
    return [one for one in seen if one.is_page]


@cache
def crawled() -> list[Seen]:
    """Crawl once for all tests."""
    found: list[Seen] = []
    with made(DEMO=True, ROLE_CARDS=True) as world:
        for who in EYES:
            for name in ("open", "none"):
                found += [_look(world.browser(who), who, one) for one in _for_eyes(who, addresses(world, name))]
        found += _errors(world)
    return found


def _for_eyes(who: str, asked: list[str]) -> list[str]:
    """Return what differs by who asks: public pages look at no account, so a visitor's view of them is everybody's."""
    return (
        [one for one in asked if one.startswith(("/lam-viec", "/tai-khoan", "/phien", "/dang-nhap"))] if who else asked
    )


def _look(browser: Client, who: str, asked: str) -> Seen:
    browser.raise_request_exception = False
    with transaction.atomic():  # a question that breaks in the database breaks no other
        answer = browser.get(asked)
        transaction.set_rollback(True)
    return _seen(who, asked, answer)


def _seen(who: str, asked: str, answer: HttpResponseBase) -> Seen:
    is_text = answer.headers.get("Content-Type", "").startswith(("text/", "application/json"))
    body = answer.content.decode() if is_text and not answer.streaming else ""  # type: ignore[attr-defined]
    cookies = {name: one.OutputString() for name, one in answer.cookies.items()}
    return Seen(who, asked, answer.status_code, dict(answer.headers), cookies, body)


def _errors(world: World) -> Iterator[Seen]:
    """Yield an answer of every kind that is no plain page."""
    visitor, strict = world.browser(), Client(enforce_csrf_checks=True)
    code, draft = world.voices["open"].code, f"/phan-anh/gui/{world.draft}/"
    yield _look(visitor, "", "/khong/co/trang/nay/")
    yield _seen("", "POST without token", strict.post("/tra-cuu/", {"code": code}))
    yield _seen("", "POST wrong method", visitor.post("/phan-anh/"))
    yield _seen("", "POST unreadable", visitor.post("/tra-cuu/", {"code": ""}))
    yield _seen("", "POST too many fields", visitor.post("/tra-cuu/", {f"f{n}": "" for n in range(1_100)}))
    yield _seen("", "POST rating of nothing", visitor.post(f"/phieu/{code}/danh-gia/", {"level": "9"}))
    yield _seen("", "forged host", visitor.get("/xa/", HTTP_HOST="evil.example"))
    yield _seen("", "HEAD", visitor.head("/"))
    first = visitor.get("/")
    yield _seen("", "304", visitor.get("/", headers={"If-None-Match": first["ETag"]}))
    yield _seen("", "kept", visitor.get("/"))
    yield _seen("", "static", visitor.get("/static/css/base.css"))
    yield _seen("", "static picture", visitor.get("/static/img/mark.svg"))
    yield _seen("", "fragment", visitor.get(draft + "noi/ap/?xa=T1", headers={"HX-Request": "true"}))
    none = (Limit(0, codes.CODE_LIMITS[0].every),)
    with patch.object(codes, "CODE_LIMITS", none):
        yield _seen("", "429", visitor.get(f"/phieu/{WRONG_CODE}/"))
    with patch.object(public.queries, "public_cases", side_effect=RuntimeError("broken")):
        visitor.raise_request_exception = False
        yield _seen("", "500", visitor.get("/phan-anh/?xa=T1"))
    sent = visitor.post(draft + "xem-lai/", {"reach": "nothing", "named": "no"})
    yield _seen("", "sent", sent)
    yield _seen(
        "", "sent otherwise", visitor.post(draft + "xem-lai/", {"reach": "phone", "phone": "0912345678", "named": "no"})
    )
    yield _seen("", "sent draft", visitor.get(draft + "noi/"))
    receiver = world.browser("receiver")
    case = f"/lam-viec/phieu/{world.voices['open'].case_id}/"
    yield _seen("receiver", "POST refused", receiver.post(case + "khong-cong-khai/", {"reason": ""}))
    yield _seen("receiver", "pane", receiver.get(case, headers={"HX-Request": "true"}))
    yield _seen("receiver", "done", receiver.get(case + "?xong=cong-khai"))
    assert settings.DEMO
