"""The instant receipt: the log's signed promise that a leaf will stand in it by a given time."""

from collections.abc import Callable
from dataclasses import dataclass

from dinhlang.domain.transparency.encoding import (
    FormatError,
    from_decimal,
    hash_from_base64,
    to_base64,
)
from dinhlang.domain.transparency.note import check_text

HEADER = "vn-receipt/v1"


@dataclass(frozen=True)
class Receipt:
    """A promise: this leaf hash, received at, in a signed checkpoint at the latest at (POSIX seconds)."""

    leaf: bytes
    received: int
    latest: int

    @property
    def text(self) -> str:
        """Return the note text that the receipt key signs."""
        return f"{HEADER}\n{to_base64(self.leaf)}\n{self.received}\n{self.latest}\n"

    def signed(self, sign: Callable[[str], str]) -> str:
        """Return the signed note; `sign` is whoever holds the receipt key."""
        return sign(self.text)


def parse(text: str) -> Receipt:
    """Read the text of a receipt; raises FormatError."""
    check_text(text)
    lines = text.removesuffix("\n").split("\n")
    if len(lines) != 4 or lines[0] != HEADER:
        raise FormatError("not a receipt")
    receipt = Receipt(hash_from_base64(lines[1]), from_decimal(lines[2]), from_decimal(lines[3]))
    if receipt.latest < receipt.received:
        raise FormatError("a receipt cannot promise the past")
    return receipt
