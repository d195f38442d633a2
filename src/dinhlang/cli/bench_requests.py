"""Requests as a server hands them to the application: no test client between, whose own work would be counted."""

import secrets
from collections.abc import Callable, Iterable
from http.cookies import SimpleCookie
from io import BytesIO
from itertools import count
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from dinhlang.apps.feedback import actions
from dinhlang.lib.clock import now

CSRF_TOKEN = "t" * 32  # as long as the framework's own; the cookie and the form must agree
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip"}
FINE = (200, 302, 303, 304)


class BadAnswerError(RuntimeError):
    """A measured request was answered otherwise than it should be: its cost would mean nothing."""


class Browser:
    """Somebody's browser: asks the application in this process and keeps the cookies it is given."""

    def __init__(self) -> None:
        self._application = WSGIHandler()
        self._cookies = {settings.CSRF_COOKIE_NAME: CSRF_TOKEN}
        self._addresses = count(1)

    def get(self, address: str, **headers: str) -> tuple[dict[str, str], bytes]:
        """Return the headers and the body of an answer; raises BadAnswerError."""
        return self._ask("GET", address, b"", headers)

    def post(self, address: str, given: dict[str, Any]) -> tuple[dict[str, str], bytes]:
        """Send a form, each from a network address of its own: one sender's limit is not what is measured."""
        body = urlencode(given | {"csrfmiddlewaretoken": CSRF_TOKEN}).encode()
        sender = next(self._addresses)
        return self._ask(
            "POST", address, body, {"REMOTE_ADDR": f"10.{sender >> 16}.{sender >> 8 & 255}.{sender & 255}"}
        )

    def _ask(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> tuple[dict[str, str], bytes]:
        answered: dict[str, Any] = {}

        def start(status: str, pairs: list[tuple[str, str]], _failure: object = None) -> Callable[[bytes], object]:
            answered.update(status=int(status[:3]), pairs=pairs)
            return lambda _data: None

        parts: Any = self._application(self._environment(method, address, body, headers), start)
        content = b"".join(parts)
        parts.close()
        if answered["status"] not in FINE:
            raise BadAnswerError(f"{method} {address}: {answered['status']}")
        self._keep(value for name, value in answered["pairs"] if name == "Set-Cookie")
        return dict(answered["pairs"]), content

    def _environment(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
        asked = urlsplit(address)
        return {
            "REQUEST_METHOD": method,
            "PATH_INFO": asked.path,
            "QUERY_STRING": quote(asked.query, safe="=&%+"),
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
            "wsgi.url_scheme": "http",
        } | headers

    def _keep(self, given: Iterable[str]) -> None:
        for one in given:
            self._cookies.update({name: part.value for name, part in SimpleCookie(one).items()})


class Sending:
    """The last step of the form, on a fresh draft each time; making the draft is no part of it."""

    def __init__(self, browser: Browser, commune_id: int) -> None:
        self._browser, self._commune, self._token = browser, commune_id, ""

    def draft(self) -> None:
        """Write a case up to its last step."""
        self._token = actions.begin_draft(language="vi", at=now())
        answers = {"category": "khac", "commune_id": self._commune, "text": f"Đo thử {secrets.token_hex(4)}"}
        actions.fill_draft(token=self._token, answers=answers, at=now())

    def send(self) -> tuple[dict[str, str], bytes]:
        """Send it."""
        return self._browser.post(f"/phan-anh/gui/{self._token}/xem-lai/", {"reach": "nothing", "named": "no"})
