"""How each unit works: quick or slow, careful or not. It belongs to the unit, and explains its late answers."""

from dataclasses import dataclass
from functools import lru_cache

from dinhlang.cli.demo_province.streams import happens, stream


@dataclass(frozen=True)
class Style:
    """The habits of a unit."""

    first_days: float  # working days until the case is classified, median
    work_days: float  # working days from receipt to the answer, median
    notes: float  # share of cases with a note on progress
    extends: float  # share of the cases that would be late for which an extension is asked
    publishes: float  # share of cases that it publishes
    greets: float  # share of answers with an opening and a closing
    needs_approval: bool  # a second person signs


@lru_cache(maxsize=4096)
def style_of(seed: int, code: str) -> Style:
    """Return the habits of a unit."""
    rng = stream(seed, "diligence", code)
    care = rng.betavariate(3.2, 2.0)  # 1 is the best
    return Style(
        first_days=0.2 + 2.2 * (1 - care) * rng.uniform(0.6, 1.4),
        work_days=4.0 + 10.5 * (1 - care) * rng.uniform(0.75, 1.25),
        notes=0.25 + 0.6 * care,
        extends=0.2 + 0.5 * care,
        publishes=0.6 + 0.35 * care,
        greets=rng.uniform(0.3, 0.9),
        needs_approval=happens(rng, 0.6),
    )
