"""Published values of a wave: what may be said of them beside others. Pure and light: pages read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dinhlang.domain.statistics.signs import Sign


@dataclass(frozen=True)
class Value:
    """One value in percent. `code`: "e:" and an element or "q:" and a question; `answer` "": the index of it.

    `place` "": everybody. Without a sample (people came by themselves) there is no interval.
    """

    code: str
    answer: str = ""
    place: str = ""
    n: int = 0
    value: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    deff: float | None = None
    df: int = 0
    is_hidden: bool = False
    change: float | None = None  # since the wave before of the same method
    change_low: float | None = None
    change_high: float | None = None

    @property
    def changed(self) -> Sign | None:
        """Return what may be said of the change; None where nothing was compared."""
        if self.change is None or self.change_low is None or self.change_high is None:
            return None
        return sign_of(self.change_low, self.change_high)

    def against(self, line: float) -> Sign | None:
        """Return what may be said of the gap to a number that counts as known exactly."""
        return None if self.low is None or self.high is None else sign_of(self.low - line, self.high - line)


def sign_of(low: float, high: float) -> Sign:
    """Return what an interval says of a difference: nothing, where it covers zero."""
    return Sign.HIGHER if low > 0 else Sign.LOWER if high < 0 else Sign.NOT_SHOWN


@dataclass(frozen=True)
class Ranked:
    """A place with the ranks that it may have: first is the best, some of them cannot be told apart."""

    value: Value
    best: int
    worst: int


def ranked(values: Sequence[Value]) -> tuple[Ranked, ...]:
    """Return the values of places, the highest first, each with the ranks between which chance leaves it.

    A place stands surely above another only where its whole interval lies above the other's; one without an interval
    (a single village was asked there) may have any rank.
    """
    known = [one for one in values if one.value is not None]
    ends = [(one.low, one.high) for one in known if one.low is not None and one.high is not None]
    found = []
    for one in known:
        above = sum(low > one.high for low, _high in ends) if one.high is not None else 0
        below = sum(high < one.low for _low, high in ends) if one.low is not None else 0
        found.append(Ranked(one, above + 1, len(known) - below))
    return tuple(sorted(found, key=lambda one: (-(one.value.value or 0), one.value.place)))


def to_plain(value: Value) -> dict[str, Any]:
    """Return a value as JSON carries it from the command that computes it."""
    return dict(vars(value))


def from_plain(raw: Mapping[str, Any]) -> Value:
    """Return the value that to_plain() made plain."""
    return Value(**raw)
