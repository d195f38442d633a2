"""How answers become an index: named formulas, stamped on every value; values of two stamps are never joined.

The published tables do not say theirs, so what is imported carries `published_unknown` and is never computed anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Formula(StrEnum):
    """The name of a formula."""

    SHARE_TOP = "share_top"  # share of valid answers that lie in the satisfied classes
    MEAN_SCALED = "mean_scaled"  # mean over the highest value of the scale
    MEAN_MINUS_ONE = "mean_minus_one"  # mean less one over the highest less one: the worst answer is 0
    PUBLISHED_UNKNOWN = "published_unknown"  # as published; nobody said how


class UnknownFormulaError(ValueError):
    """A published value cannot be computed anew: its formula is not known."""


def index(formula: Formula, weights: Mapping[int, float], highest: int, top: frozenset[int]) -> float | None:
    """Return the index in percent from the weight of each valid answer; None where nobody answered."""
    total = sum(weights.values())
    if formula is Formula.PUBLISHED_UNKNOWN:
        raise UnknownFormulaError("a published value is taken as it is")
    if total <= 0:
        return None
    return 100 * sum(weight * score(formula, value, highest, top) for value, weight in weights.items()) / total


def score(formula: Formula, value: int, highest: int, top: frozenset[int]) -> float:
    """Return what one answer adds to the mean that is the index, from 0 to 1: so an index is estimated like a mean."""
    if formula is Formula.SHARE_TOP:
        return float(value in top)
    if formula is Formula.MEAN_SCALED:
        return value / highest
    if formula is Formula.MEAN_MINUS_ONE:
        return (value - 1) / (highest - 1)
    raise UnknownFormulaError("a published value is taken as it is")


@dataclass(frozen=True)
class Stamped:
    """A value of an index with the period that it is about, and the stamp under which it may be compared."""

    period: int
    value: float
    method: str
    formula: Formula = Formula.PUBLISHED_UNKNOWN

    @property
    def stamp(self) -> tuple[str, Formula]:
        """Return what two values must share to be compared."""
        return self.method, self.formula


def stretches(values: Sequence[Stamped]) -> tuple[tuple[Stamped, ...], ...]:
    """Return the series cut at every break of method, each stretch by period; a line may join within a stretch only."""
    found = list[list[Stamped]]()
    for one in sorted(values, key=lambda one: one.period):
        if found and found[-1][-1].stamp == one.stamp:
            found[-1].append(one)
        else:
            found.append([one])
    return tuple(tuple(one) for one in found)
