"""Standard errors from replicates: the estimate repeated with units of the first stage left out or drawn anew.

They check the linearisation, and serve where somebody hands over weights without a design. Only the first stage counts.
"""

from collections.abc import Iterator

import numpy as np

from dinhlang.domain.statistics.columns import FloatArray, IntArray, summed
from dinhlang.domain.statistics.estimates import Kind
from dinhlang.domain.statistics.sample import Sample


def jackknife(sample: Sample, of: FloatArray, kind: Kind, over: FloatArray | None = None) -> tuple[float, float]:
    """Return estimate and standard error; each unit is left out once and its stratum stands in for it."""
    units = _Units(sample, of, over)
    whole = units.value(kind, units.above.sum(), units.below.sum())
    variance = 0.0
    for at, drawn, rest in units.strata():
        if drawn > 1:
            above, below = ((total.sum() + (total[at].sum() - drawn * total[at]) / (drawn - 1)) for total in units.both)
            variance += rest * (drawn - 1) / drawn * float(((units.value(kind, above, below) - whole) ** 2).sum())
    return float(whole), float(np.sqrt(variance))


def bootstrap(
    sample: Sample,
    of: FloatArray,
    kind: Kind,
    over: FloatArray | None = None,
    *,
    replicates: int,
    generator: np.random.Generator,
) -> tuple[float, float]:
    """Return estimate and standard error; in each stratum one unit less than were drawn is drawn anew (Rao and Wu)."""
    units = _Units(sample, of, over)
    whole = units.value(kind, units.above.sum(), units.below.sum())
    above, below = np.zeros(replicates), np.zeros(replicates)
    for at, drawn, rest in units.strata():
        if drawn < 2:
            above, below = above + units.above[at].sum(), below + units.below[at].sum()
            continue
        picks = generator.multinomial(int(drawn) - 1, np.full(int(drawn), 1 / drawn), size=replicates)
        # what was not drawn shrinks the spread of a stratum
        factor = 1 + np.sqrt(rest) * (picks * drawn / (drawn - 1) - 1)
        above, below = above + factor @ units.above[at], below + factor @ units.below[at]
    away = units.value(kind, above, below) - whole
    return float(whole), float(np.sqrt((away * away).mean()))


class _Units:
    """Weighted totals of each unit of the first stage, in the order of strata."""

    def __init__(self, sample: Sample, of: FloatArray, over: FloatArray | None) -> None:
        level = sample.levels[0]
        code = np.arange(sample.rows) if level.unit is None else level.unit
        count = int(code.max()) + 1
        below = np.ones(sample.rows) if over is None else over
        valid = ~np.isnan(of) & ~np.isnan(below)
        weights = np.where(valid, sample.weights, 0)
        self.above = summed(code, weights * np.where(valid, of, 0), count)
        self.below = summed(code, weights * np.where(valid, below, 0), count)
        self._stratum = np.zeros(count, dtype=np.int64)
        self._stratum[code] = level.stratum
        self._level = level

    @property
    def both(self) -> tuple[FloatArray, FloatArray]:
        return self.above, self.below

    def strata(self) -> Iterator[tuple[IntArray, float, float]]:
        """Yield the units of each stratum, how many they are, and the part of the population that was not drawn."""
        order = np.argsort(self._stratum, kind="stable")
        ends = np.cumsum(self._level.drawn).astype(int)
        for number, at in enumerate(np.split(order, ends[:-1])):
            drawn = float(self._level.drawn[number])
            yield at, drawn, float(1 - drawn / self._level.population[number])

    @staticmethod
    def value(kind: Kind, above: FloatArray, below: FloatArray) -> FloatArray:
        return above if kind is Kind.TOTAL else above / below
