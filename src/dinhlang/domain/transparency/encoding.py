"""Strict reading of what others wrote: one value has one spelling (trust.md, "Python traps")."""

import base64
import binascii
import re

DECIMAL = re.compile(r"0|[1-9][0-9]*", re.ASCII)
GREATEST = 2**63 - 1  # sizes, indices and POSIX seconds fit a signed 64-bit integer


class FormatError(ValueError):
    """A text does not have the form that its standard gives it."""


def from_base64(text: str) -> bytes:
    """Decode standard base64; refuses every other spelling of the same bytes."""
    try:
        decoded = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise FormatError(f"not base64: {text!r}") from error
    if to_base64(decoded) != text:  # the decoder lets stray trailing bits pass
        raise FormatError(f"not canonical base64: {text!r}")
    return decoded


def to_base64(raw: bytes) -> str:
    """Encode as standard base64 with padding."""
    return base64.b64encode(raw).decode("ascii")


def hash_from_base64(text: str) -> bytes:
    """Decode the base64 of a 32-byte hash."""
    decoded = from_base64(text)
    if len(decoded) != 32:
        raise FormatError(f"a hash has 32 bytes, not {len(decoded)}")
    return decoded


def from_decimal(text: str) -> int:
    """Read an ASCII decimal without sign, leading zero or separator, at most 2^63 - 1."""
    if DECIMAL.fullmatch(text) is None or len(text) > 19 or int(text) > GREATEST:
        raise FormatError(f"not a decimal: {text[:40]!r}")
    return int(text)
