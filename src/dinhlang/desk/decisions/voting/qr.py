"""The QR code of a slip: the page of ballots with the secret behind "#", which browsers send to no server."""

import segno
from django.conf import settings
from django.urls import reverse
from markupsafe import Markup


def slip_qr(secret: str) -> Markup:
    """Return the code as an SVG element, dark on light in every colour scheme."""
    code = segno.make_qr(f"{settings.BASE_URL}{reverse('ballots:enter')}#{secret}", error="m")
    return Markup(code.svg_inline(scale=3, border=2, dark="#000", light="#fff", omitsize=True, svgclass="qr"))  # noqa: S704
