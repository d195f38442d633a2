"""What a leaf of the public log says: one salted commitment, never content (trust.md, "The entry")."""

import base64
from hashlib import sha256

HEADER = b"vn-record/v1\n"
SALT_BYTES = 32


def commitment(salt: bytes, payload: bytes) -> bytes:
    """Return the 32-byte commitment to a payload; raises ValueError when the salt is not 32 bytes."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"salt must be {SALT_BYTES} bytes, not {len(salt)}")
    return sha256(HEADER + salt + payload).digest()


def entry(committed: bytes) -> bytes:
    """Return the public leaf bytes (71 bytes of canonical JSON) for a 32-byte commitment."""
    return b'{"c":"' + base64.b64encode(committed) + b'","k":"record","v":1}'
