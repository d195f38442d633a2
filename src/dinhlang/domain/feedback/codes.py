"""Codes that people copy by hand: the secret lookup code and the public number of a case."""

import re
from hashlib import sha256

# Crockford's alphabet: no I, L, O, U, so that nothing is misread on a printed receipt.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKUP_LENGTH = 10  # 50 bits
NUMBER_LENGTH = 6
YEARS_BACK = 10
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def spell(digest: bytes, length: int) -> str:
    """Return `length` letters of the alphabet from a digest of at least 5·length bits."""
    number = int.from_bytes(digest, "big")
    letters = []
    for _ in range(length):
        number, rest = divmod(number, 32)
        letters.append(ALPHABET[rest])
    return "".join(letters)


def lookup_code(digest: bytes) -> str:
    """Return the secret 10-letter code that a keyed digest of the request spells."""
    return spell(digest, LOOKUP_LENGTH)


def number(year: int, digest: bytes) -> str:
    """Return a public case number such as PA26-7K3MQ9; it tells nothing about who or how many."""
    return f"PA{year % 100:02d}-{spell(digest, NUMBER_LENGTH)}"


def numbers_of(typed: str, year: int) -> list[str]:
    """Return the public numbers that somebody may have meant: one in whole, or six letters in any of ten years."""
    code = normal(typed)
    if len(code) == NUMBER_LENGTH:
        return [f"PA{(year - back) % 100:02d}-{code}" for back in range(YEARS_BACK)]
    whole = re.fullmatch(rf"PA(\d\d)(.{{{NUMBER_LENGTH}}})", code)
    return [f"PA{whole[1]}-{whole[2]}"] if whole else []


def normal(typed: str) -> str:
    """Return what a person typed as a code: upper case, no spaces or dashes, misread letters mended."""
    return re.sub(r"[^0-9A-Z]", "", typed.upper()).translate(MISREAD)[:64]


def grouped(code: str, size: int = 5) -> str:
    """Return a code in groups for reading aloud: 7K3MQ 9XD2R."""
    return " ".join(code[start : start + size] for start in range(0, len(code), size))


def lookup_hash(code: str) -> bytes:
    """Return what the database keeps of a lookup code (32 bytes)."""
    return sha256(b"dinhlang/lookup/1\n" + normal(code).encode()).digest()


def title_of(text: str, longest: int = 90) -> str:
    """Return a title from a person's own words: the first sentence or line, cut at a word."""
    first = re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0].strip().rstrip(".")
    if len(first) <= longest:
        return first
    return first[: longest + 1].rsplit(" ", 1)[0][:longest].rstrip(",;: ") + "…"
