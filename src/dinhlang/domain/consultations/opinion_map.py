"""The opinion map of a consultation: places, groups, what speaks for each group, what unites and what divides all."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from dinhlang.domain.consultations import agreement
from dinhlang.domain.consultations.grouping import group
from dinhlang.domain.consultations.projection import project
from dinhlang.domain.consultations.votes import AGREE, Flags, Floats, VoteTable
from dinhlang.domain.statistics.interval import Interval, wilson


class TooFewVotesError(ValueError):
    """The table is too small for a map."""


@dataclass(frozen=True)
class Said:
    """How a group, or all who are placed, voted on a statement; interval: of the share of the side, 95 %."""

    statement: str
    agrees: bool  # the side that is meant
    agree: int
    disagree: int
    passed: int
    score: float
    interval: Interval

    @property
    def seen(self) -> int:
        """Return how many voted on it."""
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True)
class OpinionGroup:
    """People who vote alike. x, y: the middle of their places."""

    number: int
    size: int
    x: float
    y: float
    representative: tuple[Said, ...]


@dataclass(frozen=True)
class Placed:
    """A participant on the map; group None: too few votes."""

    participant: str
    group: int | None
    x: float
    y: float


@dataclass(frozen=True)
class OpinionMap:
    """All that the map says."""

    participants: tuple[Placed, ...]
    groups: tuple[OpinionGroup, ...]
    consensus: tuple[Said, ...]
    divisive: tuple[tuple[Said, ...], ...]  # each statement as every group voted
    silhouettes: dict[int, float]


def opinion_map(table: VoteTable, moderated_out: Collection[str] = ()) -> OpinionMap:
    """Return the map of a table of votes; raises TooFewVotesError where nobody can be placed."""
    kept = table.is_kept(moderated_out)
    placed = table.is_placed
    if not kept.any() or np.count_nonzero(placed) < 2:
        raise TooFewVotesError
    places = project(table, kept)
    made = group(places[placed])
    labels = np.zeros(len(placed), dtype=np.int64)
    labels[placed] = made.labels
    votes = agreement.tally(table, labels)
    numbers = range(1, len(votes.seen) + 1)
    return OpinionMap(
        tuple(
            Placed(name, int(label) or None, float(x), float(y))
            for name, label, (x, y) in zip(table.participants, labels, places, strict=True)
        ),
        tuple(_group(table, votes, one, places[labels == one], kept) for one in numbers),
        tuple(_said(table, votes, chosen, None) for chosen in agreement.consensus(votes, kept)),
        tuple(
            tuple(_said(table, votes, chosen, one - 1) for one in numbers) for chosen in agreement.divisive(votes, kept)
        ),
        made.silhouettes,
    )


def _group(table: VoteTable, votes: agreement.Tally, number: int, places: Floats, kept: Flags) -> OpinionGroup:
    x, y = (float(axis) for axis in places.mean(axis=0))
    chosen = agreement.representative(votes, number - 1, kept)
    return OpinionGroup(
        number, len(places), x, y, tuple(_said(table, votes, one, number - 1) for one in chosen)
    )  # fmt: skip


def _said(table: VoteTable, votes: agreement.Tally, chosen: agreement.Chosen, row: int | None) -> Said:
    """Return the counts of a statement in a group, or in all groups together."""
    rows = slice(None) if row is None else slice(row, row + 1)
    agree, disagree, seen = (int(one[rows, chosen.column].sum()) for one in (votes.agree, votes.disagree, votes.seen))
    part = agree if chosen.side == AGREE else disagree
    interval = wilson(part, seen) or Interval(0.0, 0.0, 1.0)
    return Said(
        table.statements[chosen.column], chosen.side == AGREE, agree, disagree, seen - agree - disagree,
        chosen.score, interval,
    )  # fmt: skip
