"""Shares that a vote must reach, counted exactly: fractions and whole numbers, never floats."""

import re
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

WRITTEN = re.compile(r"(?P<strict>>?)\s*(?P<top>\d{1,4})/(?P<bottom>\d{1,4})")


class ThresholdError(ValueError):
    """A share or a count that makes no sense."""


@dataclass(frozen=True)
class Threshold:
    """A share of something. strict: more than the share; otherwise at least. of: the code of what is counted."""

    fraction: Fraction
    strict: bool
    of: str = ""

    def __post_init__(self) -> None:
        if not isinstance(self.fraction, Fraction):
            raise ThresholdError(f"a share is an exact fraction, not {self.fraction!r}")
        if not 0 < self.fraction <= 1:
            raise ThresholdError(f"a share lies above 0 and not above 1, not {self.fraction}")

    @property
    def code(self) -> str:
        """Return the short form: "2/3" is at least, ">1/2" is more than."""
        return f"{'>' if self.strict else ''}{self.fraction.numerator}/{self.fraction.denominator}"

    def needed(self, total: int) -> int:
        """Return the smallest number in favour that passes; raises ThresholdError when nobody is counted."""
        _whole(total)
        if total < 1:
            raise ThresholdError("nobody to count: the total must be 1 or more")
        share = self.fraction * total
        return floor(share) + 1 if self.strict else ceil(share)

    def passes(self, yes: int, total: int) -> bool:
        """Tell whether so many in favour are enough; raises ThresholdError for impossible counts."""
        _whole(yes)
        needed = self.needed(total)
        if not 0 <= yes <= total:
            raise ThresholdError(f"{yes} in favour of {total} is impossible")
        return yes >= needed


def parse_threshold(text: str) -> Threshold:
    """Return the share written as 2/3 (at least) or >1/2 (more than); raises ThresholdError for anything else."""
    written = WRITTEN.fullmatch(text.strip())
    if written is None or int(written["bottom"]) == 0:
        raise ThresholdError(f"{text!r} is not a share such as 2/3 or >1/2")
    return Threshold(Fraction(int(written["top"]), int(written["bottom"])), bool(written["strict"]))


def _whole(number: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int):
        raise ThresholdError(f"votes are counted in whole numbers, not {number!r}")
