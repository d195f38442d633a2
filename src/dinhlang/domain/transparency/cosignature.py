"""A witness's timestamped signature over a checkpoint (C2SP tlog-cosignature, Ed25519)."""

import struct

from dinhlang.domain.transparency.encoding import GREATEST, FormatError

SIGNATURE_BYTES = 64


def message(timestamp: int, text: str) -> bytes:
    """Return the bytes that a witness signs: the time and the whole note text of the checkpoint."""
    return f"cosignature/v1\ntime {timestamp}\n{text}".encode()


def pack(timestamp: int, signature: bytes) -> bytes:
    """Return what stands in the signature line after the key id."""
    return struct.pack(">Q", timestamp) + signature


def unpack(blob: bytes) -> tuple[int, bytes]:
    """Return (POSIX seconds, signature); raises FormatError."""
    if len(blob) != 8 + SIGNATURE_BYTES:
        raise FormatError(f"a cosignature has {8 + SIGNATURE_BYTES} bytes, not {len(blob)}")
    timestamp = int(struct.unpack(">Q", blob[:8])[0])
    if timestamp > GREATEST:
        raise FormatError("the time of a cosignature is out of range")
    return timestamp, blob[8:]
