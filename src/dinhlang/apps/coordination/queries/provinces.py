"""Values of other provinces as published: reference data with source and confidence, never computed anew."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from dinhlang.apps.coordination.queries.seeds import seed
from dinhlang.domain.dates.words import Words, words_of
from dinhlang.domain.law.rule import Confidence

PAR = "PAR INDEX"


@dataclass(frozen=True)
class Reference:
    """One published number; `value` None: only the rank was found; `rank` None: not told."""

    period: int
    name: Words
    value: Decimal | None
    rank: int | None
    method: str
    confidence: Confidence
    source: str
    source_url: str
    known_on: date


def provinces_sipas(as_of: date) -> tuple[Reference, ...]:
    """Return what is known of SIPAS in other provinces by a day, the newest year first, the best first. No query."""
    return tuple(one for one in _table()["sipas"] if one.known_on <= as_of)


def provinces_par(as_of: date) -> tuple[Reference, ...]:
    """Return what is known of PAR INDEX in other provinces by a day. No query."""
    return tuple(one for one in _table()["par"] if one.known_on <= as_of)


def country_told(as_of: date) -> tuple[Reference, ...]:
    """Return what people of the whole country told of themselves, known by a day. No query."""
    return tuple(one for one in _table()["country"] if one.known_on <= as_of)


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Reference, ...]]:
    raw = seed("provinces")
    known, methods, sources = raw["known_on"], raw["methods"], raw["sources"]

    def of(period: int, name: Words, value: str, rank: int, confidence: str, source: str, method: str) -> Reference:
        return Reference(
            period, name, Decimal(value) if value else None, rank or None, method, Confidence(confidence),
            sources[source]["name"], sources[source]["url"], known[str(period)],
        )  # fmt: skip

    found = {
        kind: [
            of(period, Words(name, name), value, rank, sure, source, methods[str(period)] if kind == "sipas" else PAR)
            for period, name, value, rank, sure, source in raw["provinces"][kind]
        ]
        for kind in ("sipas", "par")
    }
    found["country"] = [
        of(one["period"], words_of(one["what"]), one["value"], 0, one["confidence"], one["source"],
           methods[str(one["period"])])
        for one in raw["country"]
    ]  # fmt: skip
    return {kind: tuple(sorted(rows, key=_order)) for kind, rows in found.items()}


def _order(one: Reference) -> tuple[int, int]:
    return -one.period, one.rank or 0
