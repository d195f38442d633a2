"""What comes back on paper is typed by two people: what both typed alike is taken, the rest seen again."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Entry(StrEnum):
    """What somebody typed for one household's slip."""

    AGREE = "agree"
    DISAGREE = "disagree"
    OTHER = "other"
    INVALID = "invalid"  # unclear or two crosses: given back, but for nothing


SEATS = (1, 2)


@dataclass(frozen=True)
class Difference:
    """A household whose slip the two typed otherwise; None: not typed."""

    line: int
    first: Entry | None
    second: Entry | None


def differences(first: Mapping[int, Entry], second: Mapping[int, Entry]) -> list[Difference]:
    """Return the lines on which two typists disagree, in order."""
    return [
        Difference(line, first.get(line), second.get(line))
        for line in sorted({*first, *second})
        if first.get(line) is not second.get(line)
    ]


def totals(typed: Mapping[int, Entry]) -> dict[Entry, int]:
    """Return the control totals of one typist: how many slips of each kind."""
    return {kind: sum(one is kind for one in typed.values()) for kind in Entry}


@dataclass(frozen=True)
class Sums:
    """The sums on the sheet of a team that counted an election from door to door; votes by the place on the ballot."""

    given: int
    valid: int
    invalid: int
    votes: Mapping[int, int]

    @property
    def lines(self) -> dict[str, int]:
        """Return every line of the sheet by its name; that of a candidate is the place on the ballot."""
        own = {"given": self.given, "valid": self.valid, "invalid": self.invalid}
        return own | {str(place): self.votes[place] for place in sorted(self.votes)}


@dataclass(frozen=True)
class SumDifference:
    """A line of the sheet that the two typed otherwise; None: not typed."""

    line: str
    first: int | None
    second: int | None


def sums_of(lines: Mapping[str, int]) -> Sums:
    """Return the sums whose lines were kept."""
    votes = {int(name): number for name, number in lines.items() if name.isdecimal()}
    return Sums(lines["given"], lines["valid"], lines["invalid"], votes)


def sum_differences(first: Sums, second: Sums) -> list[SumDifference]:
    """Return the lines of a sheet on which two typists disagree, in the order of the sheet."""
    one, other = first.lines, second.lines
    return [
        SumDifference(line, one.get(line), other.get(line))
        for line in {**one, **other}
        if one.get(line) != other.get(line)
    ]
