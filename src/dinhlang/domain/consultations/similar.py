"""Which texts say much the same: a suggestion for people, who decide. Texts are compared, never persons."""

import re
import unicodedata
from collections.abc import Mapping
from itertools import pairwise

WORD = re.compile(r"[^\W_]+")
LEAST_ALIKE = 0.18
MOST_SUGGESTED = 3


def pairs(text: str) -> frozenset[tuple[str, str]]:
    """Return the pairs of neighbouring words, folded: without marks, in small letters."""
    flat = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    words = WORD.findall("".join(one for one in flat if not unicodedata.combining(one)))
    return frozenset(pairwise(words)) or frozenset((one, "") for one in words)


def alike(first: str, second: str) -> float:
    """Return the share of pairs that two texts have in common, of the shorter one's; from 0 to 1."""
    mine, other = pairs(first), pairs(second)
    return len(mine & other) / min(len(mine), len(other)) if mine and other else 0.0


def nearest(text: str, others: Mapping[int, str]) -> tuple[int, ...]:
    """Return the ids of the texts that are most like one, the likest first; none that are not alike."""
    found = sorted(((alike(text, other), -number) for number, other in others.items()), reverse=True)
    return tuple(-number for share, number in found[:MOST_SUGGESTED] if share >= LEAST_ALIKE)
