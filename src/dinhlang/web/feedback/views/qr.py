"""The QR code of a receipt: where to check it, with everything behind "#", which browsers send to no server."""

from base64 import urlsafe_b64encode

import segno
from django.conf import settings
from django.urls import reverse
from markupsafe import Markup
from segno import DataOverflowError, QRCode

from dinhlang.domain.transparency import note
from dinhlang.domain.transparency.opening import Opening

FORM = "1"
GREATEST = 10  # versions above are unreadable for cheap phones


def receipt_qr(leaf: bytes, opened: Opening | None, signed: str) -> Markup:
    """Return the code as an SVG element; the salt is left out where it would make the code too fine to read."""
    salt, signature = opened.salt if opened else b"", _signature(signed)
    return drawn(_fitting([leaf, salt, signature]) or _fitting([leaf, b"", signature]) or made("", 40))


def content(parts: list[bytes]) -> str:
    """Return the address behind a code: form, leaf hash, salt, receipt signature."""
    behind = ".".join([FORM, *(urlsafe_b64encode(part).decode().rstrip("=") for part in parts)])
    return f"{settings.BASE_URL}{reverse('transparency:receipt')}#{behind}"


def _fitting(parts: list[bytes]) -> QRCode | None:
    try:
        return made(content(parts), GREATEST)
    except DataOverflowError:
        return None


def made(text: str, version: int) -> QRCode:
    """Return the code of a text, as small as it goes; raises DataOverflowError beyond the version."""
    code = segno.make_qr(text, error="l")
    if int(code.version) > version:
        raise DataOverflowError(f"version {code.version}")
    return code


def drawn(code: QRCode) -> Markup:
    """Return a code as an SVG element that scales, dark on light in every colour scheme."""
    return Markup(code.svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr"))  # noqa: S704


def _signature(signed: str) -> bytes:
    """Return the 64 bytes of the receipt key's signature, b"" before there is one."""
    return note.parse(signed).signatures[0].blob if signed else b""
