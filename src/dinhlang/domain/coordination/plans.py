"""The lines of a yearly plan: done, late, dropped, or carried into the next year. Nothing falls out of sight."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Outcome(StrEnum):
    """Where a line stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    DROPPED = "dropped"  # with a reason; never silently
    CARRIED = "carried"  # goes on as a line of the next plan


class UnfitLineError(ValueError):
    """The days of a line contradict each other."""


@dataclass(frozen=True)
class Line:
    """What a plan says is to be done and what became of it; `known` days decide what an as-of view shows."""

    due_on: date | None
    set_on: date
    done_on: date | None = None
    dropped_on: date | None = None
    carried_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse a line that ended twice or before it was set."""
        ends = [day for day in (self.done_on, self.dropped_on, self.carried_on) if day is not None]
        if len(ends) > 1:
            raise UnfitLineError("a line ends once: done, dropped or carried")
        if any(day < self.set_on for day in ends):
            raise UnfitLineError("a line cannot end before it was set")

    def outcome(self, on: date) -> Outcome:
        """Return where the line stands on a day; what happened later is not known yet."""
        if self.done_on is not None and self.done_on <= on:
            late = self.due_on is not None and self.done_on > self.due_on
            return Outcome.DONE_LATE if late else Outcome.DONE
        if self.dropped_on is not None and self.dropped_on <= on:
            return Outcome.DROPPED
        if self.carried_on is not None and self.carried_on <= on:
            return Outcome.CARRIED
        return Outcome.OVERDUE if self.due_on is not None and on > self.due_on else Outcome.OPEN


@dataclass(frozen=True)
class Score:
    """The lines of a plan by where they stand; always shown together with their total."""

    total: int
    by_outcome: dict[Outcome, int]

    @property
    def in_time(self) -> Fraction | None:
        """Return the share done in time of those that should be done by now (None: nothing was due)."""
        ended = self.by_outcome[Outcome.DONE] + self.by_outcome[Outcome.DONE_LATE] + self.by_outcome[Outcome.OVERDUE]
        due = ended + self.by_outcome[Outcome.CARRIED]
        return Fraction(self.by_outcome[Outcome.DONE], due) if due else None


def score(lines: Iterable[Line], on: date) -> Score:
    """Count the lines that were set by a day, by where they stand on it."""
    outcomes = [line.outcome(on) for line in lines if line.set_on <= on]
    return Score(len(outcomes), {outcome: outcomes.count(outcome) for outcome in Outcome})


def must_be_carried(line: Line, on: date) -> bool:
    """Tell whether a line is unfinished when the year is closed, and so must go on or be dropped with a reason."""
    return line.outcome(on) in (Outcome.OPEN, Outcome.OVERDUE)


def takes_evidence(line: Line, on: date) -> bool:
    """Tell whether something can still be shown for a line: not once it was given up or goes on in the next plan."""
    return line.outcome(on) not in (Outcome.DROPPED, Outcome.CARRIED)
