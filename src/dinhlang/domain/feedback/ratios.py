"""Ratios of Decision 766/QĐ-TTg about feedback: what was on time, and the part of which nobody complained.

The second counts silence as satisfaction. It is a complement of complaints, no share of satisfied people, and never
stands on one chart with a survey.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Ratios:
    """Counts of cases: all, those whose answer is or was due, on time, those reopened or late."""

    received: int = 0
    due: int = 0
    on_time: int = 0
    complained: int = 0

    def __add__(self, other: "Ratios") -> "Ratios":
        """Return both together."""
        return Ratios(
            self.received + other.received, self.due + other.due, self.on_time + other.on_time,
            self.complained + other.complained,
        )  # fmt: skip

    @property
    def punctual(self) -> Fraction | None:
        """Return the part answered by the first deadline, of those due; None where none is."""
        return Fraction(self.on_time, self.due) if self.due else None

    @property
    def uncomplained(self) -> Fraction | None:
        """Return the part that was neither reopened nor late, of all; None where there is none."""
        return Fraction(self.received - self.complained, self.received) if self.received else None
