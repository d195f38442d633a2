"""What offices write: an answer to just this matter, with its frame; and the small words along the way."""

from collections.abc import Mapping
from functools import lru_cache
from random import Random

from dinhlang.cli.demo_province.library import Situation, lines, read
from dinhlang.cli.demo_province.streams import happens
from dinhlang.cli.demo_province.wording import fill, pick, polish

POOL_OF = {"done": "done", "planned": "plan", "explained": "explain"}
FORMAL_SINCE = "trong thời gian qua"
SHARES = {"done": 0.56, "planned": 0.25, "explained": 0.19}


@lru_cache(maxsize=256)
def frame(section: str, name: str = "lines", *, place: bool = False) -> tuple[str, ...]:
    """Return the lines of a section of official.toml; place: also those that speak of something to be seen outside."""
    words_of = read_official()[section]
    return lines(words_of[name]) + (lines(words_of.get(f"{name}_place", "")) if place else ())


@lru_cache(maxsize=1)
def read_official() -> dict[str, dict[str, str]]:
    """Return the words that offices and citizens say around the matter itself."""
    return read("official")


def kind_of(rng: Random, situation: Situation, *, refers: bool) -> str:
    """Return which kind of answer this case gets, among those that the situation has words for."""
    if refers and situation.pool("refer") and happens(rng, 0.06):
        return "referred"
    kinds = [kind for kind, pool in POOL_OF.items() if situation.pool(pool)]
    return rng.choices(kinds, [SHARES[kind] for kind in kinds])[0]


def body(rng: Random, situation: Situation, kind: str, facts: Mapping[str, str]) -> str:
    """Return what an answer says to the matter; `facts` already know the dates. kind `refer`: a department answers."""
    pool = frame("referred") if kind == "referred" else situation.pool(POOL_OF.get(kind, kind))
    return pick(pool, {**facts, "hom": facts["hom_ngay"], "tg": FORMAL_SINCE}, rng)


def framed(
    rng: Random, said: str, facts: Mapping[str, str], *, greets: float, late: bool, above: bool, place: bool
) -> str:
    """Return an answer with its opening and closing; a late one says so. above: a department answers."""
    parts = [said]
    if late and happens(rng, 0.6):
        parts.insert(0, fill(rng.choice(frame("apology")), facts, rng))
    if happens(rng, greets):
        opening = [line for line in frame("opening", place=place) if not (above and "{xa}" in line)]
        parts.insert(0, fill(rng.choice(opening), facts, rng))
    if happens(rng, greets * 0.6):
        parts.append(fill(rng.choice(frame("closing", place=place)), facts, rng))
    return polish(" ".join(parts))


def words(rng: Random, section: str, facts: Mapping[str, str], name: str = "lines", *, place: bool = False) -> str:
    """Return one line of a section, in words."""
    return pick(frame(section, name, place=place), facts, rng)


def one(rng: Random, situation: Situation, name: str, facts: Mapping[str, str]) -> str:
    """Return one line of a pool of the situation, in words."""
    return pick(situation.pool(name), facts, rng)


def line(rng: Random, pattern: str, facts: Mapping[str, str]) -> str:
    """Return a given line, in words."""
    return polish(fill(pattern, facts, rng))
