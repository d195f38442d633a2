"""The gateway of text messages: one POST of JSON, no redirects, no words of the answer in an error."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.core.cache import cache
from pytest_django import Settings

from dinhlang.lib import env, sms_gateway

TEXT = "Đình Làng: mã 123456"


class Gateway(BaseHTTPRequestHandler):
    """Answers with the status that the address names, and keeps what came."""

    came: list[tuple[str, str, dict[str, str]]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.came.append((self.path, self.headers["Authorization"], body))
        self.send_response(int(self.path.rsplit("/", 1)[-1]))
        self.send_header("Location", "/send/200")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def gateway(settings: Settings) -> Iterator[str]:
    """Run a gateway on this machine; return its address."""
    server = HTTPServer(("127.0.0.1", 0), Gateway)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    settings.SMS_TOKEN = "secret-token"
    Gateway.came.clear()
    yield f"http://127.0.0.1:{server.server_port}/send/"
    server.shutdown()
    server.server_close()


def test_a_message_is_one_post_with_the_token(gateway: str, settings: Settings) -> None:
    settings.SMS_URL = gateway + "202"
    sms_gateway.send("+84912345678", TEXT)
    assert Gateway.came == [("/send/202", "Bearer secret-token", {"to": "+84912345678", "text": TEXT})]


@pytest.mark.parametrize("status", ["302", "401", "500"])
def test_what_is_no_success_is_an_error_without_words_and_leads_nowhere(
    gateway: str, settings: Settings, status: str
) -> None:
    settings.SMS_URL = gateway + status
    with pytest.raises(OSError, match=f"^{status}$"):
        sms_gateway.send("+84912345678", TEXT)
    assert len(Gateway.came) == 1


@pytest.mark.parametrize("raw", ["http://gateway.example/send", "ftp://127.0.0.1/x", "https://", "gateway"])
def test_numbers_travel_over_tls_or_not_at_all(raw: str) -> None:
    with pytest.raises(ValueError, match="https"):
        env.gateway(raw)
    assert env.gateway("https://gateway.example/send") == "https://gateway.example/send"


@pytest.mark.django_db
def test_a_demo_shows_its_messages_with_the_end_of_the_number_and_others_send_none(settings: Settings) -> None:
    cache.clear()
    settings.SMS_URL, settings.DEMO = "", True
    sms_gateway.send("+84912345678", TEXT)
    assert (sms_gateway.is_offered(), sms_gateway.shown_in_demo()) == (True, [("678", TEXT)])
    settings.DEMO = False
    assert not sms_gateway.is_offered()
    with pytest.raises(OSError, match="no gateway"):
        sms_gateway.send("+84912345678", TEXT)
