"""What opens a leaf: salt and payload. It travels beside a proof, or in its `extra` line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from dinhlang.domain.transparency.commitment import SALT_BYTES, commitment
from dinhlang.domain.transparency.encoding import (
    FormatError,
    from_base64,
    hash_from_base64,
    to_base64,
)


@dataclass(frozen=True)
class Opening:
    """The salt and the exact payload bytes of one record."""

    salt: bytes
    payload: bytes

    @property
    def commitment(self) -> bytes:
        """Return the commitment that these two open."""
        return commitment(self.salt, self.payload)

    def to_json(self) -> str:
        """Return the opening file: the payload stands in it as text when it is UTF-8, as it always is with us."""
        return json.dumps({"salt": to_base64(self.salt), "payload": self.payload.decode()}, ensure_ascii=False)


def sealed_json(committed: bytes) -> str:
    """Return what accompanies the proof of a sealed record: its commitment only."""
    return json.dumps({"commitment": to_base64(committed)})


def parse(text: str) -> Opening | bytes:
    """Read an opening, or the bare commitment of a sealed record; raises FormatError.

    A payload that begins with "{" is the text itself, any other is base64 (no JSON object is valid base64).
    """
    value = _strict(text)
    match value:
        case {"commitment": str(committed), **rest} if not rest:
            return hash_from_base64(committed)
        case {"salt": str(salt), "payload": str(payload), **rest} if not rest:
            raw = payload.encode() if payload.startswith("{") else from_base64(payload)
            opened = Opening(from_base64(salt), raw)
        case _:
            raise FormatError('an opening is {"salt": …, "payload": …}')
    if len(opened.salt) != SALT_BYTES:
        raise FormatError(f"a salt has {SALT_BYTES} bytes, not {len(opened.salt)}")
    return opened


def read_payload(payload: bytes) -> dict[str, Any]:
    """Return a payload as a mapping, refusing names that stand twice and numbers that are none."""
    value = _strict(payload.decode())
    if not isinstance(value, dict):
        raise FormatError("a payload is a JSON object")
    return value


def _strict(text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except FormatError:
        raise
    except (ValueError, RecursionError) as error:  # also numbers of absurd length
        raise FormatError("not JSON") from error


def _once(pairs: list[tuple[str, Any]]) -> Mapping[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise FormatError("a name stands twice")
    return made


def _refuse(word: str) -> NoReturn:
    raise FormatError(f"{word} is not a number")
