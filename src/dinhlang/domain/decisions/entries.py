"""Slips that come back on paper are typed by two people: what both typed alike is taken, the rest seen again."""

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
