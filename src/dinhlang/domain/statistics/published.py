"""Published values of which no error was published: how far chance alone may carry a gap to the country's value.

The formula of the value is not known either. So a gap is read twice: as a share of satisfied people, and as a mean of
scores; "no difference shown" where the interval covers zero. The assumptions stand beside every result.
"""

from dataclasses import dataclass
from math import sqrt

from dinhlang.domain.statistics.interval import Z_95

ASKED_IN_A_PROVINCE = 580  # of 36,525 in 2024, two cities apart; no number by province is published
DESIGN_EFFECT = 2.0  # people of one village answer alike
SPREAD_OF_SCORES = 14.0  # points of 100, of answers on a scale of five


@dataclass(frozen=True)
class GapRead:
    """A gap in points with both ends of its 95 % interval."""

    gap: float
    low: float
    high: float

    @property
    def shown(self) -> int:
        """Return 1 for higher, -1 for lower, 0 where no difference is shown."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0


@dataclass(frozen=True)
class Gap:
    """One gap in both readings."""

    as_share: GapRead
    as_mean: GapRead

    @property
    def shown(self) -> int:
        """Return what both readings show; 0 where they do not agree."""
        return self.as_share.shown if self.as_share.shown == self.as_mean.shown else 0


def gap(value: float, national: float, *, asked: int = ASKED_IN_A_PROVINCE, asked_in_all: int | None = None) -> Gap:
    """Return how far a province's index in percent lies from the country's, with the interval of chance."""
    share = [(100 * sqrt(p * (100 - p)) / 100, n) for p, n in ((value, asked), (national, asked_in_all)) if n]
    mean = [(SPREAD_OF_SCORES, n) for n in (asked, asked_in_all) if n]
    return Gap(*(_read(value - national, parts) for parts in (share, mean)))


def _read(points: float, parts: list[tuple[float, int]]) -> GapRead:
    half = Z_95 * sqrt(sum(DESIGN_EFFECT * spread * spread / n for spread, n in parts))
    return GapRead(points, points - half, points + half)
