"""Means, shares, ratios and totals of a sample with their standard errors (Taylor linearisation), domain by domain.

Conventions are those of R's `survey`: a domain keeps the whole design (units without a member count as zero);
intervals by Student's t with the degrees of freedom of the domain (units less strata of the first stage among those
who answered), for shares on the logit scale (as `svyciprop`, its default method); the design effect compares with a
simple random sample without replacement.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from scipy.special import stdtrit

from dinhlang.domain.statistics.columns import BoolArray, FloatArray, IntArray, combined, summed
from dinhlang.domain.statistics.differences import Difference, of_error
from dinhlang.domain.statistics.interval import LEVEL
from dinhlang.domain.statistics.sample import Level, Sample


class Kind(StrEnum):
    """What is estimated."""

    MEAN = "mean"
    SHARE = "share"
    RATIO = "ratio"
    TOTAL = "total"


@dataclass(frozen=True)
class Estimates:
    """One number for each domain in every field; NaN where it cannot be told."""

    estimate: FloatArray
    se: FloatArray
    low: FloatArray
    high: FloatArray
    n: IntArray
    deff: FloatArray
    df: IntArray


@dataclass(frozen=True)
class Cells:
    """The units of one stage that have members in a domain: one cell for each such pair."""

    cell: IntArray | None  # by row; None: each row is a cell
    group: IntArray  # by cell: its pair of stratum and domain
    members: FloatArray  # by group: how many cells
    domain: IntArray  # by group
    drawn: FloatArray  # by group: how many units its stratum gave
    scale: FloatArray
    centred: BoolArray

    def variance(self, influence: FloatArray, domains: int) -> FloatArray:
        """Return what this stage adds to the variance in each domain."""
        if not self.scale.any():
            return np.zeros(domains)
        totals = influence if self.cell is None else summed(self.cell, influence, len(self.group))
        mean = summed(self.group, totals, len(self.members)) / self.drawn * self.centred
        away = totals - mean[self.group]
        spread = summed(self.group, away * away, len(self.members)) + (self.drawn - self.members) * mean * mean
        return summed(self.domain, self.scale * spread, domains)

    def answered(self, valid: BoolArray, domains: int) -> tuple[FloatArray, FloatArray]:
        """Return how many units, and how many strata, have an answer in each domain."""
        seen = valid if self.cell is None else summed(self.cell, valid, len(self.group)) > 0
        strata = summed(self.group, seen, len(self.members)) > 0
        units = summed(self.domain[self.group], seen, domains)
        return units, summed(self.domain, strata, domains)


class Estimator:
    """Estimates from one sample, cut into domains once and asked for many columns."""

    def __init__(self, sample: Sample, domain: IntArray | None = None, domains: int = 1) -> None:
        """Take a sample and the domain of each row (0 up to `domains` less one; a negative one is nowhere)."""
        self._sample, self._domains = sample, domains
        self._domain = np.zeros(sample.rows, dtype=np.int64) if domain is None else domain
        self._inside = self._domain >= 0
        self._domain = np.where(self._inside, self._domain, 0)
        self._cells = tuple(_cells(level, self._domain) for level in sample.levels)

    def estimate(self, of: FloatArray, kind: Kind, over: FloatArray | None = None) -> Estimates:
        """Return the estimates of a column; for a ratio `over` is what it is divided by. NaN is no answer."""
        found, part, weights = self._linear(of, kind, over)
        valid = weights > 0
        with np.errstate(divide="ignore", invalid="ignore"):
            variance = self._variance(np.where(valid, weights * part, 0.0))
            plain, count = self._plain(part, weights, valid)
            deff = np.where(plain > 0, variance / plain, np.nan)
        units, strata = self._cells[0].answered(valid, self._domains)
        found = np.where(count > 0, found, np.nan)
        se = np.where(count > 0, np.sqrt(variance), np.nan)
        low, high = interval(found, se, units - strata, kind, units)
        return Estimates(found, se, low, high, count.astype(int), deff, (units - strata).astype(int))

    def difference(
        self, of: FloatArray, kind: Kind, over: FloatArray | None = None, *, one: int, other: int
    ) -> Difference:
        """Return how much higher one domain of the sample is than another; units that both share are accounted for."""
        found, part, weights = self._linear(of, kind, over)
        inside = (self._domain == one).astype(float) - (self._domain == other)
        valid = (weights > 0) & (inside != 0)
        variance = self._variance_of_one(np.where(valid, weights * part * inside, 0.0))
        units, strata = self._whole[0].answered(valid, 1)
        return of_error(float(found[one] - found[other]), float(np.sqrt(variance)), float(units[0] - strata[0]))

    def _linear(self, of: FloatArray, kind: Kind, over: FloatArray | None) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return the estimate of each domain, what each row adds to it per unit of weight, and the weight (0: none)."""
        below = np.ones_like(of) if over is None else over
        valid = self._inside & ~np.isnan(of) & ~np.isnan(below)
        weights = np.where(valid, self._sample.weights, 0.0)
        above, below = np.where(valid, of, 0.0), np.where(valid, below, 0.0)
        total, base = self._sum(weights * above), self._sum(weights * below)
        if kind is Kind.TOTAL:
            return total, above, weights
        with np.errstate(divide="ignore", invalid="ignore"):
            found = total / base
            return found, (above - found[self._domain] * below) / base[self._domain], weights

    def _variance(self, influence: FloatArray) -> FloatArray:
        """Return the variance in each domain; with margins the rows outside a domain tell something of it too."""
        if self._sample.margins is not None:
            alone = (np.where(self._domain == one, influence, 0.0) for one in range(self._domains))
            return np.array([self._variance_of_one(one) for one in alone])
        return sum((one.variance(influence, self._domains) for one in self._cells), np.zeros(self._domains))

    def _variance_of_one(self, influence: FloatArray) -> float:
        left = influence if self._sample.margins is None else self._unexplained(influence, self._sample.margins)
        return float(sum(one.variance(left, 1)[0] for one in self._whole))

    @cached_property
    def _whole(self) -> tuple[Cells, ...]:
        """Return the cells of the whole sample as one domain."""
        return tuple(_cells(level, np.zeros_like(self._domain)) for level in self._sample.levels)

    def _unexplained(self, influence: FloatArray, margins: FloatArray) -> FloatArray:
        """Return the influence of each row less what the margins tell of it."""
        root = np.sqrt(self._sample.weights if self._sample.drawn_weights is None else self._sample.drawn_weights)
        weights = self._sample.weights  # 0 for those who did not answer and for whom others stand
        part = np.divide(influence, weights, out=np.zeros_like(influence), where=weights > 0)
        told, *_ = np.linalg.lstsq(margins * root[:, None], part * root, rcond=None)
        return np.asarray((part - margins @ told) * self._sample.weights)

    def _sum(self, values: FloatArray) -> FloatArray:
        return summed(self._domain, values, self._domains)

    def _plain(self, part: FloatArray, weights: FloatArray, valid: BoolArray) -> tuple[FloatArray, FloatArray]:
        """Return the variance of the sum of `part` under simple random sampling, and the number of answers."""
        count, population = self._sum(valid.astype(float)), self._sum(weights)
        mean = self._sum(np.where(valid, weights * part, 0.0)) / population
        away = np.where(valid, part - mean[self._domain], 0.0)
        spread = self._sum(weights * away * away) / population * count / (count - 1)
        return spread * population * (population - count) / count, count


def _cells(level: Level, domain: IntArray) -> Cells:
    if level.unit is None:
        cell, group_by_row, first = None, *combined(level.stratum, domain)
        group = group_by_row
    else:
        cell, first_rows = combined(level.unit, domain)
        group, first_cells = combined(level.stratum[first_rows], domain[first_rows])
        first = first_rows[first_cells]
    stratum = level.stratum[first]
    members = summed(group, np.ones(len(group)), len(first))
    return Cells(
        cell, group, members, domain[first], level.drawn[stratum], level.scale[stratum], level.centred[stratum]
    )


def interval(
    found: FloatArray, se: FloatArray, df: FloatArray, kind: Kind, units: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return both ends of the 95 % interval, NaN without a degree of freedom.

    A share of exactly none or all has no spread to go by: there it is the exact binomial interval, as if each unit of
    the first stage had given one answer.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        wide = np.where(df >= 1, stdtrit(np.maximum(df, 1), (1 + LEVEL) / 2), np.nan)
        if kind is not Kind.SHARE:
            return found - wide * se, found + wide * se
        middle, half = np.log(found / (1 - found)), wide * se / (found * (1 - found))
        low, high = 1 / (1 + np.exp(half - middle)), 1 / (1 + np.exp(-half - middle))
        far = np.where(df >= 1, 1 - ((1 - LEVEL) / 2) ** (1 / units), np.nan)
    low = np.where(found == 0, far * 0, np.where(found == 1, 1 - far, low))
    return low, np.where(found == 0, far, np.where(found == 1, 1 + far * 0, high))
