"""The client of the signer process: it alone holds the log key and the receipt key, and we ask over its socket.

One JSON object a line each way. Asked: {"do": "keys" | "state" | "receipt" | "checkpoint", …}; answered: the values
named below, or {"refused": sentence}.
"""

import json
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dinhlang.domain.transparency import checkpoint
from dinhlang.domain.transparency.checkpoint import Checkpoint
from dinhlang.domain.transparency.encoding import to_base64

TIMEOUT = 3.0  # seconds; signing takes a millisecond, a fsync some more
LONGEST_LINE = 65_536


class SignerUnavailableError(Exception):
    """The signer process did not answer."""


class SignerRefusedError(Exception):
    """The signer process will not sign this."""


@dataclass(frozen=True)
class Signer:
    """The signer process behind a socket."""

    path: str
    timeout: float = TIMEOUT

    def keys(self) -> dict[str, str]:
        """Return the public keys: {"log": vkey, "receipt": vkey}."""
        answer = self._ask({"do": "keys"})
        return {"log": answer["log"], "receipt": answer["receipt"]}

    def state(self) -> Checkpoint:
        """Return the checkpoint that was signed last (of size 0 before the first)."""
        return checkpoint.parse(self._ask({"do": "state"})["text"])

    def sign_receipt(self, text: str) -> str:
        """Return the signed note of a receipt text."""
        return str(self._ask({"do": "receipt", "text": text})["note"])

    def sign_checkpoint(self, text: str, *, old: int, proof: Sequence[bytes]) -> str:
        """Return the signed note of a checkpoint, proved to follow the last signed one of size `old`."""
        asked = {"do": "checkpoint", "text": text, "old": old, "proof": [to_base64(one) for one in proof]}
        return str(self._ask(asked)["note"])

    def _ask(self, asked: dict[str, Any]) -> dict[str, Any]:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as channel:
                channel.settimeout(self.timeout)
                channel.connect(self.path)
                channel.sendall(json.dumps(asked).encode() + b"\n")
                with channel.makefile("rb") as lines:
                    answer: dict[str, Any] = json.loads(lines.readline(LONGEST_LINE))
        except (OSError, ValueError) as error:
            raise SignerUnavailableError(f"the signer at {self.path} does not answer: {error}") from error
        if "refused" in answer:
            raise SignerRefusedError(answer["refused"])
        return answer
