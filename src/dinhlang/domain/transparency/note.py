"""The signed note (C2SP signed-note): a text, and lines of signatures under it."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from dinhlang.domain.transparency import cosignature
from dinhlang.domain.transparency.encoding import FormatError, from_base64, to_base64

ED25519 = 0x01
COSIGNATURE = 0x04  # Ed25519 with a timestamp: what witnesses use
KINDS = (ED25519, COSIGNATURE)
KEY_BYTES = 32
LONGEST_NOTE = 1_000_000  # bytes
MOST_SIGNATURES = 100
DASH = "—"


class SignatureError(ValueError):
    """A signature by a known key does not verify, or no known key signed."""


@dataclass(frozen=True)
class VerifierKey:
    """A public key with the name it signs under; `kind` is 0x01 (log, receipt) or 0x04 (witness)."""

    name: str
    kind: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Return the 4 bytes that stand before each signature of this key."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{to_base64(bytes([self.kind]) + self.public)}"


@dataclass(frozen=True)
class SigningKey:
    """A private key with the name it signs under."""

    name: str
    seed: bytes
    kind: int = ED25519

    @property
    def private(self) -> Ed25519PrivateKey:
        """Return the key for `cryptography`."""
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def verifier(self) -> VerifierKey:
        """Return the public half."""
        return VerifierKey(self.name, self.kind, self.private.public_key().public_bytes_raw())

    def __repr__(self) -> str:  # the seed must not reach a log
        return f"SigningKey({self.name!r})"


@dataclass(frozen=True)
class Signature:
    """One signature line: `blob` is what follows the key id."""

    name: str
    key_id: bytes
    blob: bytes

    def __str__(self) -> str:
        return f"{DASH} {self.name} {to_base64(self.key_id + self.blob)}\n"


@dataclass(frozen=True)
class Note:
    """A parsed note. The text is not to be believed before `verified` said who signed it."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.signatures))


@dataclass(frozen=True)
class Verified:
    """A signature that verified; `timestamp` (POSIX seconds) for witnesses only."""

    key: VerifierKey
    timestamp: int | None = None


def parse_key(text: str) -> VerifierKey:
    """Read the text of a public key; raises FormatError."""
    pieces = text.split("+", 2)
    if len(pieces) != 3:
        raise FormatError("a key has three parts")
    name, key_id, encoded = pieces
    raw = from_base64(encoded)
    check_name(name)
    if len(raw) != 1 + KEY_BYTES or raw[0] not in KINDS:
        raise FormatError("a key of an unknown kind")
    key = VerifierKey(name, raw[0], raw[1:])
    if key.key_id.hex() != key_id:
        raise FormatError("the key id does not fit the key")
    return key


def check_name(name: str) -> None:
    """Check a key name: not empty, no space of any kind, no plus sign, no control character."""
    if not name or "+" in name or any(char.isspace() or ord(char) < 0x20 for char in name):
        raise FormatError(f"not a key name: {name!r}")


def check_text(text: str) -> None:
    """Check the text of a note: it ends with a newline and holds no other control character."""
    if not text.endswith("\n") or any(ord(char) < 0x20 and char != "\n" for char in text):
        raise FormatError("not the text of a note")


def parse(note: str) -> Note:
    """Split a note at its last empty line; raises FormatError."""
    if len(note.encode(errors="replace")) > LONGEST_NOTE:
        raise FormatError("the note is too long")
    check_text(note)
    text, gap, tail = note.rpartition("\n\n")
    if not gap or not tail:
        raise FormatError("the note has no signatures")
    lines = tail.removesuffix("\n").split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise FormatError("the note has too many signatures")
    return Note(text + "\n", tuple(map(_parse_line, lines)))


def sign(text: str, *keys: SigningKey) -> str:
    """Return the note: the text with an Ed25519 signature of each key."""
    check_text(text)
    lines = (Signature(key.name, key.verifier.key_id, key.private.sign(text.encode())) for key in keys)
    return str(Note(text, tuple(lines)))


def cosign(text: str, key: SigningKey, timestamp: int) -> Signature:
    """Return the line by which a witness says that it saw this checkpoint at that POSIX second."""
    blob = cosignature.pack(timestamp, key.private.sign(cosignature.message(timestamp, text)))
    return Signature(key.name, key.verifier.key_id, blob)


def verified(note: Note, keys: Iterable[VerifierKey]) -> list[Verified]:
    """Return who of `keys` signed; a line of a known key that fails spoils the note: raises SignatureError."""
    known = {(key.name, key.key_id): key for key in keys}
    found: dict[VerifierKey, Verified] = {}
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        if key is not None:
            found.setdefault(key, _verify(note.text, signature, key))
    if not found:
        raise SignatureError("no known key signed the note")
    return list(found.values())


def _verify(text: str, signature: Signature, key: VerifierKey) -> Verified:
    timestamp, blob, message = None, signature.blob, text.encode()
    try:
        if key.kind == COSIGNATURE:
            timestamp, blob = cosignature.unpack(blob)
            message = cosignature.message(timestamp, text)
        Ed25519PublicKey.from_public_bytes(key.public).verify(blob, message)
    except (InvalidSignature, FormatError) as error:
        raise SignatureError(f"the signature of {key.name} does not verify") from error
    return Verified(key, timestamp)


def _parse_line(line: str) -> Signature:
    dash, first, rest = line.partition(" ")
    name, second, encoded = rest.partition(" ")
    if dash != DASH or not first or not second:
        raise FormatError("not a signature line")
    check_name(name)
    raw = from_base64(encoded)
    if len(raw) <= 4:
        raise FormatError("a signature is too short")
    return Signature(name, raw[:4], raw[4:])
