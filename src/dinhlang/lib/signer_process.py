"""The signer process: keys in files that only it reads, the last signed checkpoint on disk, a socket.

The receipt key signs receipts only, the log key only checkpoints of its log that follow the last signed one. What
was signed is on disk before it is answered, so that no crash and no restored database makes it sign a fork.
"""

import fcntl
import json
import os
import secrets
import socketserver
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from dinhlang.domain.transparency import checkpoint, note, receipt
from dinhlang.domain.transparency.checkpoint import Checkpoint
from dinhlang.domain.transparency.encoding import FormatError, from_base64, hash_from_base64, to_base64
from dinhlang.domain.transparency.merkle import EMPTY_ROOT
from dinhlang.domain.transparency.signing import SigningRefusedError, check_next
from dinhlang.lib.signer import LONGEST_LINE

PRIVATE = "PRIVATE+KEY+"
LONGEST_PATH = 100  # a Unix socket's path has 107 bytes at most
IDLE_SECONDS = 10


class SignerStartError(Exception):
    """The signer cannot start; the message tells the operator what to do."""


class Keeper:
    """Holds both keys and what was signed last; every answer of the process is made here."""

    def __init__(self, folder: Path, *, origin: str, receipt_name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # the public keys beside the private ones are for everybody
        self._lock_file = _lock(folder / "signer.lock")
        self._state_file = folder / "last-signed"
        self._one_at_a_time = threading.Lock()
        if not (folder / "log.key").exists():
            self._begin(folder / "log.key", origin)
        self.log_key = _key(folder / "log.key", origin)
        self.receipt_key = _key(folder / "receipt.key", receipt_name)
        self.last = self._read_state()

    def close(self) -> None:
        """Let another signer take the keys."""
        self._lock_file.close()

    def answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to one request; raises FormatError or SigningRefusedError."""
        match asked:
            case {"do": "keys"}:
                return {"log": str(self.log_key.verifier), "receipt": str(self.receipt_key.verifier)}
            case {"do": "state"}:
                return {"text": self.last.text}
            case {"do": "receipt", "text": str(text)}:
                receipt.parse(text)
                return {"note": note.sign(text, self.receipt_key)}
            case {"do": "checkpoint", "text": str(text), "old": int(old), "proof": list(proof)}:
                with self._one_at_a_time:
                    return {"note": self._sign_checkpoint(text, old, [hash_from_base64(one) for one in proof])}
        raise FormatError("not a request")

    def _sign_checkpoint(self, text: str, old: int, proof: list[bytes]) -> str:
        wanted = checkpoint.parse(text)
        check_next(last=self.last, wanted=wanted, old=old, proof=proof)
        signed = note.sign(wanted.text, self.log_key)
        _write(self._state_file, signed)
        self.last = wanted
        return signed

    def _begin(self, key_file: Path, origin: str) -> None:
        """Write the state of a log in which nothing is signed; it must stand on disk before the key exists."""
        empty = Checkpoint(origin, 0, EMPTY_ROOT).text
        if self._state_file.exists() and self._state_file.read_text() != empty:
            raise SignerStartError(f"{key_file} is missing, but it has signed a log already. Restore it.")
        _write(self._state_file, empty)

    def _read_state(self) -> Checkpoint:
        """Return what was signed last; a missing or damaged state is no reason to begin again."""
        try:
            stored = self._state_file.read_text()
            text = stored if "\n\n" not in stored else note.parse(stored).text
            last = checkpoint.parse(text)
            if last.size:
                note.verified(note.parse(stored), [self.log_key.verifier])
        except (FileNotFoundError, FormatError, note.SignatureError) as error:
            raise SignerStartError(
                f"{self._state_file} cannot be used ({error}); without it a fork could be signed. Restore it, or start "
                "a new log under a new origin."
            ) from error
        return last


class _Handler(socketserver.StreamRequestHandler):
    timeout = IDLE_SECONDS

    def handle(self) -> None:
        with suppress(OSError):
            while line := self.rfile.readline(LONGEST_LINE):
                self.wfile.write(json.dumps(self._answer(line)).encode() + b"\n")

    def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            keeper: Keeper = self.server.keeper  # type: ignore[attr-defined]
            asked = json.loads(line)
            return keeper.answer(asked)
        except (FormatError, SigningRefusedError) as error:
            return {"refused": str(error)}
        except (ValueError, TypeError, AttributeError, RecursionError):
            return {"refused": "not a request"}


class SignerServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Serves a keeper's answers on a socket that only our own user can open."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path: Path, keeper: Keeper) -> None:
        if len(os.fsencode(path)) > LONGEST_PATH:
            raise SignerStartError(f"{path} is too long for a socket: set DINHLANG_SIGNER_SOCKET to a shorter path.")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # the keeper's lock says that nobody serves it
        self.keeper = keeper
        old = os.umask(0o177)
        try:
            super().__init__(str(path), _Handler)
        finally:
            os.umask(old)


def _lock(path: Path) -> BinaryIO:
    handle = path.open("ab")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.close()
        raise SignerStartError("Another signer holds these keys already.") from None
    return handle


def _key(path: Path, name: str) -> note.SigningKey:
    """Read a private key, or make it at the first start; the public half stands beside it, readable to all."""
    if not path.exists():
        fresh = note.SigningKey(name, secrets.token_bytes(note.KEY_BYTES))
        encoded = to_base64(bytes([fresh.kind]) + fresh.seed)
        _write(path, f"{PRIVATE}{name}+{fresh.verifier.key_id.hex()}+{encoded}\n")
    key = _parse_private(path.read_text().strip())
    if key.name != name:
        raise SignerStartError(f"{path} is the key of {key.name}, but the settings name {name}.")
    public = path.with_suffix(".vkey")
    if not public.exists():
        _write(public, f"{key.verifier}\n", mode=0o644)
    return key


def _parse_private(text: str) -> note.SigningKey:
    """Read the text form of a private key: PRIVATE+KEY+name+key id+base64 of kind and seed."""
    name, _, encoded = text.removeprefix(PRIVATE).split("+", 2)
    raw = from_base64(encoded)
    if raw[0] != note.ED25519 or len(raw) != 1 + note.KEY_BYTES:
        raise SignerStartError("A key file holds a key of an unknown kind.")
    return note.SigningKey(name, raw[1:])


def _write(path: Path, text: str, *, mode: int = 0o600) -> None:
    """Replace a file so that after a crash it holds either the old or the new text, whole."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    fresh.chmod(mode)
    fresh.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
