"""Hand a text message to the gateway of the deployment: one POST of JSON over HTTPS, no redirects followed."""

import json
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache

SECONDS = 20
SHOWN, KEPT_SECONDS = 10, 1800
DEMO_KEY = "demo-text-messages"


class GatewayError(OSError):
    """The gateway did not take a message; says only with which status, never what was sent."""


def is_offered() -> bool:
    """Tell whether this deployment can send text messages; a demo shows them on a page instead."""
    return bool(settings.SMS_URL or settings.DEMO)


def send(number: str, text: str) -> None:
    """Hand one message over; raises OSError (GatewayError for an answer that is no success)."""
    if not settings.SMS_URL:
        _show_in_demo(number, text)
        return
    parts = urlsplit(settings.SMS_URL)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    line = kind(parts.hostname or "", parts.port, timeout=SECONDS)
    body = json.dumps({"to": number, "text": text}, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_TOKEN}"}
    try:
        line.request("POST", parts.path + (f"?{parts.query}" if parts.query else ""), body, headers)
        status = line.getresponse().status
    except HTTPException as error:
        raise GatewayError(type(error).__name__) from None
    finally:
        line.close()
    if not 200 <= status < 300:
        raise GatewayError(str(status))


def shown_in_demo() -> list[tuple[str, str]]:
    """Return the newest messages of a demo: the end of the number, and the words."""
    return list(cache.get(DEMO_KEY, ()))


def _show_in_demo(number: str, text: str) -> None:
    if not settings.DEMO:
        raise GatewayError("no gateway")
    cache.set(DEMO_KEY, [(number[-3:], text), *shown_in_demo()][:SHOWN], KEPT_SECONDS)
