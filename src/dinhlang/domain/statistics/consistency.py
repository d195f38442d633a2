"""Published tables checked against themselves. What does not fit is imported as it stands, and flagged."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Relation(StrEnum):
    """How a printed number should follow from others."""

    SUM = "sum"  # of the parts
    DIFFERENCE = "difference"  # the first part less the others
    MEAN = "mean"  # plain mean of the parts
    SHARE = "share"  # the first part of the second in percent; those after it are other wholes that may have been used


class Flag(StrEnum):
    """What is wrong with a printed number."""

    DIGITS_SWAPPED = "digits_swapped"  # two neighbouring digits changed places
    UNCLASSIFIED = "unclassified"  # the parts leave some of the whole out
    TOO_MANY = "too_many"  # the parts are more than the whole
    OTHER_WHOLE = "other_whole"  # a share of another whole than one would think
    DOES_NOT_FOLLOW = "does_not_follow"


@dataclass(frozen=True)
class Printed:
    """A printed number and the printed numbers that it should follow from; both as published."""

    relation: Relation
    number: Decimal
    parts: tuple[Decimal, ...]
    tolerance: Decimal = Decimal(0)  # of rounding


@dataclass(frozen=True)
class Finding:
    """What is wrong, and the number that the parts give."""

    flag: Flag
    follows: Decimal
    off: Decimal


def check(printed: Printed) -> Finding | None:
    """Return what is wrong with a printed number, None where it fits."""
    follows = _follows(printed)
    off = follows - printed.number
    if abs(off) <= printed.tolerance:
        return None
    return Finding(_flag(printed, follows), follows, off)


def _follows(printed: Printed) -> Decimal:
    first, *others = printed.parts
    if printed.relation is Relation.SHARE:
        return first / others[0] * 100
    if printed.relation is Relation.DIFFERENCE:
        return first - sum(others, Decimal(0))
    total = sum(printed.parts, Decimal(0))
    return total / len(printed.parts) if printed.relation is Relation.MEAN else total


def _flag(printed: Printed, follows: Decimal) -> Flag:
    if _swapped(str(printed.number), str(follows)):
        return Flag.DIGITS_SWAPPED
    if printed.relation is Relation.SHARE:
        first, _whole, *others = printed.parts
        fits = any(abs(first / one * 100 - printed.number) <= printed.tolerance for one in others)
        return Flag.OTHER_WHOLE if fits else Flag.DOES_NOT_FOLLOW
    if printed.relation is Relation.SUM:
        return Flag.UNCLASSIFIED if follows < printed.number else Flag.TOO_MANY
    return Flag.DOES_NOT_FOLLOW


def _swapped(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    at = [place for place in range(len(one)) if one[place] != other[place]]
    neighbours = len(at) == 2 and at[1] == at[0] + 1
    return neighbours and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
