"""A first masking of what tells who somebody is; an officer reads it over before anything is published."""

import re

MASK = "•••"
# Mail addresses; telephone and identity numbers as people type them (0912 345 678, +84…, 086.204.000.123); any other
# long number in one run (an account, an old identity card). Dates and sums of money stay.
MAIL = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,30})+"
NUMBER = r"(?<![\d.,/])(?:(?:\+?84|0)(?:[ .-]?\d){8,11}|\d{9,})(?![\d/])"
PRIVATE = re.compile(f"{MAIL}|{NUMBER}")


def masked(text: str) -> str:
    """Return the text with numbers and addresses that lead to a person replaced by three dots."""
    return PRIVATE.sub(MASK, text)
