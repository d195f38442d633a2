"""Canonical bytes of a payload: RFC 8785 over NFC text, so that one meaning has one byte string."""

import unicodedata
from collections.abc import Mapping
from typing import Any

import rfc8785


def nfc(value: Any) -> Any:
    """Return the value with every text in NFC (keyboards and file systems produce both forms); refuses floats."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {nfc(str(key)): nfc(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [nfc(item) for item in value]
    if isinstance(value, float):
        raise TypeError("a record holds no floats: write amounts as text")
    return value


def canonical(value: Mapping[str, Any]) -> bytes:
    """Return the JCS bytes of a JSON object; integers from 2^53 on are refused, such ids and amounts go as text."""
    return rfc8785.dumps(nfc(value))
