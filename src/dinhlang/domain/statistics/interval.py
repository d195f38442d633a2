"""Intervals of shares: how far a share counted on few people may lie from the share of all."""

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959964
LEVEL = 0.95  # of every interval that we tell


@dataclass(frozen=True)
class Interval:
    """A share between its ends, all from 0 to 1."""

    low: float
    share: float
    high: float


def wilson(part: int, whole: int, z: float = Z_95) -> Interval | None:
    """Return the share with its Wilson score interval (95 % by default); None for a share of nothing."""
    if whole < 1:
        return None
    if not 0 <= part <= whole:
        raise ValueError(f"{part} of {whole} is impossible")
    share, squared = part / whole, z * z
    middle = (share + squared / (2 * whole)) / (1 + squared / whole)
    half = z / (1 + squared / whole) * sqrt(share * (1 - share) / whole + squared / (4 * whole * whole))
    return Interval(max(0.0, middle - half), share, min(1.0, middle + half))
