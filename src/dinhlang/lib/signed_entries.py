"""Entries signed by a browser: ECDSA on P-256 as WebCrypto writes it."""

from base64 import urlsafe_b64decode

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

HALF = 32  # bytes of r and of s


def decoded(text: str) -> bytes:
    """Return the bytes of base64url without padding; raises ValueError for anything else."""
    return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))


def is_key(raw: bytes) -> bool:
    """Tell whether bytes are an uncompressed point of the curve."""
    try:
        EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw)
    except ValueError:
        return False
    return True


def is_signed(raw_key: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the holder of the key signed the message; `signature` is r and s, 32 bytes each."""
    if len(signature) != 2 * HALF or not is_key(raw_key):
        return False
    r, s = (int.from_bytes(part, "big") for part in (signature[:HALF], signature[HALF:]))
    key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), raw_key)
    try:
        key.verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True
