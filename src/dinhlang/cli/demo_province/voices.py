"""Who writes and how: greetings, what one calls oneself, the speech of the south, letters typed without marks."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from random import Random

from dinhlang.cli.demo_province.library import lines, read
from dinhlang.cli.demo_province.people import plain
from dinhlang.cli.demo_province.streams import happens

ORIGINS = ("web", "counter", "phone", "paper")
SPOKEN = frozenset({"counter", "phone", "paper"})  # an officer wrote it down, in whole words
SHAPES = ("line", "short", "middle", "long")
NOT_NO = re.compile(r"\bkhông(?! (?:khí|phép|gian|ngờ|quá))")
SOUTHERN = (
    (re.compile(r"\bvào\b"), "vô"), (re.compile(r"\bnày\b"), "nầy"), (re.compile(r"\bnhư vậy\b"), "như vầy"),
    (re.compile(r"\bbao giờ\b"), "chừng nào"), (re.compile(r"\bmấy bữa nay\b"), "hổm rày"),
    (re.compile(r"\bthật\b"), "thiệt"),
)  # fmt: skip
TEEN = (
    (NOT_NO, "ko"), (re.compile(r"\bđược\b"), "đc"), (re.compile(r"\bngười\b"), "ng"), (re.compile(r"\bvới\b"), "vs"),
    (re.compile(r"\bgì\b"), "j"), (re.compile(r"\brồi\b"), "r"), (re.compile(r"\bbây giờ\b"), "bh"),
)  # fmt: skip
LOOSE_STOP = re.compile(r"\. (\w)")


@dataclass(frozen=True)
class Voice:
    """A kind of person who writes."""

    key: str
    weight: float
    gender: str
    name: str
    self_words: tuple[str, ...]
    addresses: tuple[str, ...]
    greetings: tuple[str, ...]
    intros: tuple[str, ...]
    thanks: tuple[str, ...]
    dialect: float
    plain: float
    loose: float
    lower: float
    teen: float
    shapes: tuple[int, ...]
    origins: tuple[int, ...]
    only_asked: bool  # speaks only where a situation names it
    child: str  # what this voice calls the child of the house
    is_child: bool  # has no children


@dataclass(frozen=True)
class Hand:
    """How one message is typed."""

    southern: bool = False
    says_hong: bool = False
    plain: bool = False
    loose: bool = False
    lower: bool = False
    teen: bool = False


@lru_cache(maxsize=1)
def voices() -> tuple[Voice, ...]:
    """Return all voices."""
    return tuple(
        Voice(
            key=raw["key"], weight=raw["weight"], gender=raw["gender"], name=raw["name"],
            self_words=tuple(raw["self"].split("|")), addresses=tuple(raw["address"].split("|")),
            greetings=lines(raw["greeting"]), intros=lines(raw["intro"]), thanks=lines(raw["thanks"]),
            dialect=raw["dialect"], plain=raw["plain"], loose=raw["loose"], lower=raw["lower"], teen=raw["teen"],
            shapes=tuple(raw["length"]), origins=tuple(raw["origin"]),
            only_asked=raw.get("only_asked", False), child=raw.get("child", "con"), is_child=raw.get("is_child", False),
        )
        for raw in read("voices")["voice"]
    )  # fmt: skip


@lru_cache(maxsize=1)
def reported() -> tuple[str, ...]:
    """Return the lines about having said it before."""
    return lines(read("voices")["reported"]["lines"])


@lru_cache(maxsize=64)
def _fitting(wanted: tuple[str, ...]) -> tuple[list[Voice], list[float]]:
    """Return the voices that may speak of a situation with their running weights."""
    found = [one for one in voices() if one.key in wanted or not (wanted or one.only_asked)]
    return found, list(accumulate(one.weight for one in found))


def draw(rng: Random, wanted: tuple[str, ...]) -> Voice:
    """Return somebody who writes; `wanted` names the voices that fit, none means all."""
    found, weights = _fitting(wanted)
    return rng.choices(found, cum_weights=weights)[0]


def hand(rng: Random, voice: Voice, origin: str) -> Hand:
    """Return how this message is typed."""
    southern = happens(rng, voice.dialect)
    if origin in SPOKEN:
        return Hand(southern=southern and happens(rng, 0.3))
    return Hand(
        southern=southern,
        says_hong=southern and happens(rng, 0.35),
        plain=happens(rng, voice.plain),
        loose=happens(rng, voice.loose),
        lower=happens(rng, voice.lower),
        teen=happens(rng, voice.teen),
    )


def typed(text: str, how: Hand) -> str:
    """Return a text as this hand types it."""
    if how.southern:
        for pattern, word in SOUTHERN:
            text = pattern.sub(word, text)
    if how.says_hong and not how.teen:
        text = NOT_NO.sub("hông", text)
    if how.teen:
        for pattern, word in TEEN:
            text = pattern.sub(word, text)
    if how.loose:
        joint = " " if how.lower else ", "
        text = LOOSE_STOP.sub(lambda match: joint + match[1].lower(), text).rstrip(".")
    if how.lower:
        text = text.lower()
    return plain(text) if how.plain else text
