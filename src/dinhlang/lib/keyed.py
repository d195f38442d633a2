"""Bytes that only this deployment can derive: the same again for the same token, told to nobody."""

import hmac
from hashlib import sha256

from django.conf import settings


def keyed(purpose: str, token: str) -> bytes:
    """Return 32 bytes that only this deployment can derive from a token."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{purpose}:{token}".encode(), sha256).digest()
