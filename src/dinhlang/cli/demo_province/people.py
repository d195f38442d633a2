"""Invented people of the delta: Kinh, Khmer and Hoa names. No name of a person in public office is ever given."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from dinhlang.cli.demo_province.library import names

NAMES = names("people")
FAMILIES = NAMES["families"]
FAMILY_WEIGHTS = (30, 12, 11, 7, 7, 5, 5, 4, 3, 2, 2, 2, 2, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1)
MIDDLES = {"m": NAMES["middles_m"], "f": NAMES["middles_f"]}
GIVEN = {"m": NAMES["given_m"], "f": NAMES["given_f"]}
KHMER_FAMILIES = NAMES["khmer_families"]
KHMER_FAMILY_WEIGHTS = (9, 5, 5, 3, 1, 1)
KHMER_GIVEN = {"m": NAMES["khmer_given_m"], "f": NAMES["khmer_given_f"]}
HOA_FAMILIES = NAMES["hoa_families"]
HOA_GIVEN = {"m": NAMES["hoa_given_m"], "f": NAMES["hoa_given_f"]}
# Persons in public office, today or in living memory: an invented officer must not be taken for one of them.
RESERVED = frozenset(NAMES["reserved"])


@dataclass(frozen=True)
class Person:
    """An invented person; gender m or f."""

    name: str
    gender: str

    @property
    def given(self) -> str:
        """Return the last word of the name, by which one is addressed."""
        return self.name.rsplit(" ", 1)[-1]


def person(rng: Random, *, khmer_share: float, gender: str = "") -> Person:
    """Return an invented person; in the old Trà Vinh about three in ten are Khmer."""
    while True:
        chosen = gender or rng.choice("mmf")
        name = _name(rng, chosen, khmer_share)
        if name not in RESERVED:
            return Person(name, chosen)


def _name(rng: Random, gender: str, khmer_share: float) -> str:
    """Return a full name."""
    draw = rng.random()
    if draw < khmer_share:
        return f"{_one(rng, KHMER_FAMILIES, KHMER_FAMILY_WEIGHTS)} {rng.choice(KHMER_GIVEN[gender])}"
    if draw < khmer_share + 0.03:
        return f"{rng.choice(HOA_FAMILIES)} {rng.choice(HOA_GIVEN[gender])}"
    family = _one(rng, FAMILIES, FAMILY_WEIGHTS)
    middle = rng.choice(MIDDLES[gender])
    given = rng.choice(GIVEN[gender])
    return f"{family} {middle} {given}" if given != middle else f"{family} {given}"


def _one(rng: Random, values: Sequence[str], weights: Sequence[int]) -> str:
    """Return one of the values by weight."""
    return rng.choices(values, weights)[0]


def plain(text: str) -> str:
    """Return a text without Vietnamese marks, as typed on an old telephone."""
    folded = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def mailbox(name: str) -> str:
    """Return the part of an address before the sign: given name, then initials, as offices do (lannt)."""
    words = plain(name).lower().split()
    return words[-1] + "".join(word[0] for word in words[:-1])
