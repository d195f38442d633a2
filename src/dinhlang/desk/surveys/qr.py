"""The QR code of a slip: the page of slips with the code behind "#", which browsers send to no server."""

import segno
from django.conf import settings
from django.urls import reverse
from markupsafe import Markup


def slip_qr(code: str) -> Markup:
    """Return the code as an SVG element, dark on light in every colour scheme."""
    made = segno.make_qr(f"{settings.BASE_URL}{reverse('surveys:slip')}#{code}", error="m")
    return Markup(made.svg_inline(scale=3, border=2, dark="#000", light="#fff", omitsize=True, svgclass="qr"))  # noqa: S704
