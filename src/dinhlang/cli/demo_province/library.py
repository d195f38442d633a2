"""What people write about: the situations of texts/*.toml, with the words of those who ask and those who answer."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Any

TEXTS = files("dinhlang.cli.demo_province") / "texts"
FRAMES = frozenset({"voices", "official", "refused", "names"})
POOLS = ("title", "tell", "more", "harm", "ask", "progress", "question", "reply", "done", "plan", "explain", "refer")
MARK = re.compile(r"([a-z]+)> ")
ALL_MONTHS = tuple(range(1, 13))
OUTSIDE = 0.3
STORM_CATEGORIES = frozenset({"thoat-nuoc", "chieu-sang", "duong-cau", "thuy-loi"})


@dataclass(frozen=True)
class Situation:
    """One kind of thing that happens, with the pools of lines that tell it and answer it."""

    key: str
    category: str
    weight: float
    office: str
    province: str
    months: frozenset[int]
    subkinds: frozenset[str]  # xa, phuong
    since: str  # short: weeks; long: months and years
    clock: str  # night, or any time of the day
    photos: float
    voices: tuple[str, ...]
    avoid: tuple[str, ...]  # a landmark with one of these words would say the thing twice
    first_day: date | None
    refusal: str
    withhold: str
    is_reviewed: bool  # rated and, where needed, asked about again: not so thanks
    facts: Mapping[str, tuple[str, ...]]
    pools: Mapping[str, tuple[str, ...]]

    @property
    def is_outside(self) -> bool:
        """Tell whether one can go and look at it: what is often photographed."""
        return self.photos >= OUTSIDE

    def pool(self, name: str) -> tuple[str, ...]:
        """Return the lines of a pool, none when this situation has no such pool."""
        return self.pools.get(name, ())


@dataclass(frozen=True)
class Library:
    """All situations, and those that are refused."""

    usual: tuple[Situation, ...]
    refused: tuple[Situation, ...]


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a block, one variant a line."""
    return tuple(line.strip() for line in text.strip().splitlines() if line.strip())


def read(name: str) -> dict[str, Any]:
    """Return one file of texts."""
    return tomllib.loads((TEXTS / f"{name}.toml").read_text(encoding="utf-8"))


def names(section: str) -> dict[str, tuple[str, ...]]:
    """Return the word lists of a section of names.toml."""
    return {key: tuple(value.split("|")) for key, value in read("names")[section].items()}


@lru_cache(maxsize=1)
def library() -> Library:
    """Return the situations of all files."""
    names = sorted(entry.name.removesuffix(".toml") for entry in TEXTS.iterdir() if entry.name.endswith(".toml"))
    usual = [one for name in names if name not in FRAMES for one in _situations(read(name))]
    return Library(tuple(usual), tuple(_situations(read("refused"))))


def _variants(raw: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the situations that lines marked `word> …` tell apart, so that a title and its text mean the same."""
    blocks = {name: lines(raw[name]) for name in POOLS if name in raw}
    marks = list(dict.fromkeys(found[1] for block in blocks.values() for line in block if (found := MARK.match(line))))
    return [
        {
            **raw,
            **{name: "\n".join(_of_variant(block, mark)) for name, block in blocks.items()},
            "key": f"{raw['key']}-{mark}",
            "weight": raw["weight"] / len(marks),
        }
        for mark in marks
    ] or [raw]


def _of_variant(block: Sequence[str], mark: str) -> list[str]:
    """Return the lines that carry this mark or none."""
    return [MARK.sub("", line) for line in block if not (found := MARK.match(line)) or found[1] == mark]


def _situations(raw: Mapping[str, Any]) -> list[Situation]:
    """Return the situations of one file; what a situation does not say, its file says."""
    found = []
    total = sum(one["weight"] for one in raw["situation"])
    for one in (variant for each in raw["situation"] for variant in _variants(each)):
        every = {**raw, **one}
        words = {**raw.get("shared", {}), **one}
        found.append(
            Situation(
                key=one["key"],
                category=one.get("category", raw["code"]),
                weight=(raw["weight"] or 1) * one["weight"] / total,
                office=every["office"],
                province=every["province"],
                months=frozenset(every.get("months", ALL_MONTHS)),
                subkinds=frozenset(every.get("kinds", "xa|phuong").split("|")),
                since=every.get("since", "short"),
                clock=every.get("clock", "any"),
                photos=every.get("photos", 0.0),
                voices=tuple(every["voices"].split("|")) if "voices" in every else (),
                avoid=tuple(word for word in every.get("avoid", "").split("|") if word),
                first_day=date.fromisoformat(every["from"]) if "from" in every else None,
                refusal=every.get("refusal", ""),
                is_reviewed=every.get("review", True),
                withhold=every.get("withhold", ""),
                facts={name: tuple(value.split("|")) for name, value in one.get("facts", {}).items()},
                pools={name: lines(words[name]) for name in (*POOLS, "refuse") if name in words},
            )
        )
    return found


def draw(rng: Random, *, subkind: str, on: date, stormy: bool, refused: bool) -> Situation:
    """Return a situation that fits the place, the season and the weather."""
    while True:
        weights, situations = _choice(subkind, on.month, stormy, refused)
        found = rng.choices(situations, cum_weights=weights)[0]
        if found.first_day is None or on >= found.first_day:
            return found


@lru_cache(maxsize=128)
def _choice(subkind: str, month: int, stormy: bool, refused: bool) -> tuple[list[float], list[Situation]]:  # noqa: FBT001
    """Return the situations of a season with their running weights."""
    everything = library().refused if refused else library().usual
    fitting = [one for one in everything if subkind in one.subkinds and month in one.months]
    weights = [one.weight * (3.0 if stormy and one.category in STORM_CATEGORIES else 1.0) for one in fitting]
    return list(accumulate(weights)), fitting
