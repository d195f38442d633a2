"""Money that a village collects and spends for a decision: what a line may say, what the lines add up to."""

from dataclasses import dataclass
from enum import StrEnum

from dinhlang.domain.decisions.matters import Scope
from dinhlang.domain.decisions.states import State

MATTERS_WITH_MONEY = ("15.1", "15.2")
# Also once it is annulled: what was collected has to be given back, and told.
OPEN_IN = (State.PASSED, State.SUBMITTED, State.RECOGNISED, State.REPORTED, State.ANNULLED)
# Of a whole commune: from the day of effect that its People's Committee sets on the sum (Article 21.2).
OPEN_FOR_COMMUNE = (State.RECOGNISED, State.REPORTED, State.ANNULLED)
MOST = 1_000_000_000_000  # đồng in one line: beyond it somebody held a key too long


class Flow(StrEnum):
    """Which way money goes."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True)
class Sums:
    """What came, what went, and from how many households of all."""

    money_in: int
    money_out: int
    lines: int
    payers: int
    households: int

    @property
    def left(self) -> int:
        """Return what should be in the box."""
        return self.money_in - self.money_out

    @property
    def spent_share(self) -> int:
        """Return how much of the money is spent, in whole percent, at most 100."""
        return min(100, self.money_out * 100 // self.money_in) if self.money_in > 0 else 0


def has_account(matter: str, state: State, scope: Scope = Scope.VILLAGE, whole: State | None = None) -> bool:
    """Tell whether a decision has an account: clauses 1 and 2, once the households agreed.

    A matter of the whole commune only once its sum is recognised; a village's part with it (whole: how that stands).
    """
    if matter not in MATTERS_WITH_MONEY or state not in OPEN_IN:
        return False
    return scope is Scope.VILLAGE or (whole or state) in OPEN_FOR_COMMUNE


def correction(was: int, right: int) -> int:
    """Return the line that makes an amount right: what is missing, or below nothing what was too much."""
    return right - was
