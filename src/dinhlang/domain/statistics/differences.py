"""Differences with their interval; where the interval covers zero, no difference is shown."""

from dataclasses import dataclass
from math import sqrt

from scipy.special import stdtrit

from dinhlang.domain.statistics.interval import LEVEL
from dinhlang.domain.statistics.signs import Sign


@dataclass(frozen=True)
class Measured:
    """A value with its standard error and degrees of freedom; a published one without an error has se 0."""

    value: float
    se: float
    df: float


@dataclass(frozen=True)
class Difference:
    """How much higher the first is than the second, with the ends of the 95 % interval."""

    gap: float
    se: float
    low: float
    high: float
    df: float

    @property
    def sign(self) -> Sign:
        """Return what may be said."""
        if self.low > 0:
            return Sign.HIGHER
        return Sign.LOWER if self.high < 0 else Sign.NOT_SHOWN


def independent(one: Measured, other: Measured) -> Difference:
    """Return the difference of two samples that were drawn apart, such as two waves (df by Satterthwaite)."""
    variance = one.se**2 + other.se**2
    parts = [part.se**4 / part.df for part in (one, other) if part.se > 0]
    df = variance**2 / sum(parts) if parts else 0.0
    return of_error(one.value - other.value, sqrt(variance), df)


def of_error(gap: float, se: float, df: float) -> Difference:
    """Return a difference whose error is known; without a degree of freedom nothing is shown of it."""
    wide = se * float(stdtrit(df, (1 + LEVEL) / 2)) if df > 0 else float("inf")
    return Difference(gap, se, gap - wide, gap + wide, df)
