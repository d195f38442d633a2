"""How far a published share may lie from the truth because only some people were asked, in words and as a picture."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, sqrt

from dinhlang.domain.statistics.interval import Z_95, wilson
from dinhlang.domain.statistics.published import DESIGN_EFFECT, Gap, gap

MARGIN, LEAST_WIDTH = 2, 16  # points around what is drawn


@dataclass(frozen=True)
class Precision:
    """A share in per cent with its 95 % intervals, and where all of it stands on a scale (from 0 to 100).

    `simple`: had the people been drawn one by one; `clustered`: drawn by villages, as such surveys are.
    """

    asked: int
    share: float
    simple: tuple[float, float]
    clustered: tuple[float, float]
    benchmark: float | None
    gap: Gap | None  # to the country's value, in both readings; None without one
    scale: tuple[int, int]

    @property
    def benchmark_is_within(self) -> bool:
        """Tell whether the country's value lies so near that the gap may be chance alone: of one number, one answer."""
        return self.gap is not None and self.gap.as_share.shown == 0

    def place(self, per_cent: float) -> float:
        """Return where a value stands on the scale, from 0 to 100."""
        low, high = self.scale
        return round((per_cent - low) / (high - low) * 100, 2)


def precision(
    value: Decimal, asked: int, benchmark: Decimal | None = None, asked_in_all: int | None = None
) -> Precision | None:
    """Return the precision of a share in per cent of some people asked; None for what cannot be a share."""
    if not 0 <= value <= 100 or asked < 1:
        return None
    share = float(value)
    simple, clustered = _around(share, asked, Z_95), _around(share, asked, Z_95 * sqrt(DESIGN_EFFECT))
    line = None if benchmark is None else float(benchmark)
    apart = None if line is None else gap(share, line, asked=asked, asked_in_all=asked_in_all)
    drawn = [share, *clustered, *([] if line is None else [line])]
    return Precision(asked, share, simple, clustered, line, apart, _scale(min(drawn), max(drawn)))


def _around(share: float, asked: int, z: float) -> tuple[float, float]:
    found = wilson(round(share * asked / 100), asked, z)
    return (0.0, 100.0) if found is None else (found.low * 100, found.high * 100)


def _scale(lowest: float, highest: float) -> tuple[int, int]:
    """Return whole ends of a scale with some room on both sides."""
    low, high = floor(lowest) - MARGIN, ceil(highest) + MARGIN
    missing = max(0, LEAST_WIDTH - (high - low))
    return max(0, low - missing // 2), min(100, high + ceil(missing / 2))
