"""The QR code of a receipt: where to check it, with everything behind "#", which browsers send to no server."""

from base64 import urlsafe_b64encode

import segno
from django.conf import settings
from django.urls import reverse
from markupsafe import Markup
from segno import QRCode

from dinhlang.domain.transparency import note
from dinhlang.domain.transparency.opening import Opening

FORM = "1"
GREATEST = 10  # versions above are unreadable for cheap phones


def receipt_qr(leaf: bytes, opened: Opening | None, signed: str) -> Markup:
    """Return the code as an SVG element; the salt is left out where it would make the code too fine to read."""
    return drawn(_chosen(leaf, opened, signed))


def version_of(leaf: bytes, opened: Opening | None, signed: str) -> int:
    """Return the version (1 to 40) of the code of a receipt."""
    return int(_chosen(leaf, opened, signed).version)


def content(parts: list[bytes]) -> str:
    """Return the address behind a code: form, leaf hash, salt, receipt signature."""
    behind = ".".join([FORM, *(urlsafe_b64encode(part).decode().rstrip("=") for part in parts)])
    return f"{settings.BASE_URL}{reverse('transparency:receipt')}#{behind}"


def _chosen(leaf: bytes, opened: Opening | None, signed: str) -> QRCode:
    """Return the fullest code that is not too fine: with salt and signature, with the signature, with the leaf."""
    salt, signature = opened.salt if opened else b"", _signature(signed)
    for parts in ([leaf, salt, signature], [leaf, b"", signature], [leaf, b"", b""]):
        code = segno.make_qr(content(parts), error="l")
        if int(code.version) <= GREATEST:
            return code
    return code


def drawn(code: QRCode) -> Markup:
    """Return a code as an SVG element that scales, dark on light in every colour scheme."""
    return Markup(code.svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr"))  # noqa: S704


def _signature(signed: str) -> bytes:
    """Return the 64 bytes of the receipt key's signature, b"" before there is one."""
    return note.parse(signed).signatures[0].blob if signed else b""
