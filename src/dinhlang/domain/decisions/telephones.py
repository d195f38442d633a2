"""Telephone numbers that receive messages, in one spelling, and the six digits that are sent to them."""

import re

MOBILE = re.compile(r"[35789]\d{8}")  # what follows the 0, or +84, of a Vietnamese mobile number
COUNTRY = "84"
DIGITS = 6
TAIL = 3


def normal_telephone(typed: str) -> str:
    """Return a mobile number as +84 and nine digits, however it was typed; "" for what cannot receive a message."""
    plain = re.sub(r"[\s.()-]", "", typed)
    for start in (f"+{COUNTRY}", f"00{COUNTRY}", COUNTRY, "0"):
        if plain.startswith(start) and MOBILE.fullmatch(plain[len(start) :]):
            return f"+{COUNTRY}{plain[len(start) :]}"
    return ""


def tail(number: str) -> str:
    """Return the last digits of a number: its owner knows it by them, and nobody else."""
    return number[-TAIL:]


def six_digits(number: int) -> str:
    """Return a number below a million as it is sent and typed."""
    return f"{number:0{DIGITS}d}"


def typed_digits(typed: str) -> str:
    """Return the digits of what somebody typed, without blanks."""
    return re.sub(r"\D", "", typed)[: DIGITS + 1]
