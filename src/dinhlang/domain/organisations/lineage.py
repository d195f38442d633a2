"""Whose territory went where: renamed, merged, split, part of another, dissolved. Nothing is ever deleted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Change(StrEnum):
    """What happened to units on a day."""

    FOUNDED = "founded"
    RENAMED = "renamed"
    MERGED = "merged"  # many (or one) become one
    SPLIT = "split"  # one becomes many
    PART_MOVED = "part_moved"  # a part leaves a unit that goes on
    DISSOLVED = "dissolved"
    FUNCTION_PASSED = "function_passed"  # kế thừa nhiệm vụ: one ended, another newly set up took over its tasks


class Share(StrEnum):
    """How much of a unit a change carries over."""

    WHOLE = "whole"
    PART = "part"  # "một phần"
    REMAINDER = "remainder"  # "phần còn lại"


@dataclass(frozen=True, order=True)
class Move:
    """One arrow of a change: on this day, this share of one unit became (part of) another.

    `source` is None when a unit is founded on nothing, `target` None when one is dissolved without heir. Every unit
    that goes on through a change, smaller or larger, has an arrow to itself there, so that the change can be read
    forwards and backwards; and all arrows by which a unit hands over its land stand in one change. Changes of one day
    follow each other by `event`.
    """

    on: date
    event: int
    source: int | None
    target: int | None
    share: Share = Share.WHOLE


@dataclass(frozen=True)
class Heir:
    """A unit that holds the territory, or a part of it, of another."""

    unit: int
    share: Share


class MustChooseError(Exception):
    """Several units took over: a person has to say which one is right."""

    def __init__(self, unit: int, candidates: tuple[int, ...]) -> None:
        super().__init__(f"unit {unit} has several successors: {candidates}")
        self.unit = unit
        self.candidates = candidates


class NoSuccessorError(Exception):
    """The unit ended and nothing took its place."""

    def __init__(self, unit: int) -> None:
        super().__init__(f"unit {unit} ended without a successor")
        self.unit = unit


class Lineage:
    """The arrows of all changes that matter for some units, in the order of time."""

    def __init__(self, moves: Iterable[Move]) -> None:
        steps: dict[tuple[date, int], list[Move]] = defaultdict(list)
        for move in moves:
            steps[(move.on, move.event)].append(move)
        self._steps = sorted(steps.items())

    def successors(self, unit: int, on: date, since: date | None = None) -> tuple[Heir, ...]:
        """Return who holds on day `on` what the unit held on day `since` (at its beginning when None), by id.

        A unit that lives on unchanged is its own only heir; nothing is left when it was dissolved.
        """
        held: dict[int, Share] = {unit: Share.WHOLE}
        for (day, _), moves in self._steps:
            if day <= on and (since is None or day > since):
                held = _carried(held, [(move.source, move.target, move.share) for move in moves])
        return tuple(Heir(one, held[one]) for one in sorted(held))

    def predecessors(self, unit: int, on: date, until: date | None = None) -> tuple[Heir, ...]:
        """Return who held on the earlier day `on` what the unit holds on day `until` (at its end when None), by id.

        The share says whether the whole of the earlier unit went into this one, or only a part.
        """
        held: dict[int, Share] = {unit: Share.WHOLE}
        for (day, _), moves in reversed(self._steps):
            if day > on and (until is None or day <= until):
                held = _carried(held, [(move.target, move.source, move.share) for move in moves])
        return tuple(Heir(one, held[one]) for one in sorted(held))

    def successor(self, unit: int, on: date, since: date | None = None) -> int:
        """Return the one clear successor; raises MustChooseError for several, NoSuccessorError for none."""
        heirs = self.successors(unit, on, since)
        if not heirs:
            raise NoSuccessorError(unit)
        if len(heirs) > 1:
            raise MustChooseError(unit, tuple(heir.unit for heir in heirs))
        return heirs[0].unit


def _carried(held: dict[int, Share], arrows: list[tuple[int | None, int | None, Share]]) -> dict[int, Share]:
    """Return the holders after one change: those whom it touches hand over, the others stay."""
    touched = {start for start, _, _ in arrows}
    after = {unit: share for unit, share in held.items() if unit not in touched}
    for start, end, share in arrows:
        if start in held and end is not None:
            carried = _composed(held[start], share)
            after[end] = carried if end not in after else _met(after[end], carried)
    return after


def _composed(first: Share, second: Share) -> Share:
    """Return the share that remains when one arrow follows another."""
    if Share.WHOLE in (first, second):
        return second if first is Share.WHOLE else first
    return Share.PART


def _met(known: Share, other: Share) -> Share:
    """Return the share when two ways meet in one unit again: as far as we know, a part by each of them."""
    return Share.WHOLE if Share.WHOLE in (known, other) else Share.PART
