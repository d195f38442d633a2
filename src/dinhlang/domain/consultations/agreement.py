"""What unites and what divides: votes of each group on each statement, held against the others (published method).

Shares are shrunk by one vote on either side, so that three votes of three do not pass for certainty.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dinhlang.domain.consultations.grouping import Labels
from dinhlang.domain.consultations.votes import AGREE, DISAGREE, UNSEEN, Flags, Floats, VoteTable

Z_90 = 1.2816  # one-sided 90 %, as published
MOST_REPRESENTATIVE, MOST_CONSENSUS, MOST_DIVISIVE = 5, 10, 10
UNITED = 0.6  # the shrunk share that every group must reach
LEAST_SEEN = 3  # votes of a group on a statement, below which nothing is said of it

Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Tally:
    """Votes by group (rows) and statement (columns)."""

    agree: Counts
    disagree: Counts
    seen: Counts

    def share(self, side: int) -> Floats:
        """Return the shrunk share of a side in each group."""
        return (self.side(side) + 1) / (self.seen + 2)

    def side(self, side: int) -> Counts:
        """Return the votes of a side."""
        return self.agree if side == AGREE else self.disagree


@dataclass(frozen=True)
class Chosen:
    """A statement picked out. side: AGREE or DISAGREE; score: the greater, the earlier in the list."""

    column: int
    side: int
    score: float


def tally(table: VoteTable, labels: Labels) -> Tally:
    """Return the votes of each group; labels: from 1, 0 for those without a group."""
    groups, width = int(labels.max(initial=0)), len(table.statements)
    agree, disagree, seen = (np.zeros((groups, width), dtype=np.int64) for _ in range(3))
    for rows in table.chunks():
        part, own = table.votes[rows], labels[rows]
        for number in np.unique(own[own > 0]):
            members = part[own == number]
            agree[number - 1] += np.count_nonzero(members == AGREE, axis=0)
            disagree[number - 1] += np.count_nonzero(members == DISAGREE, axis=0)
            seen[number - 1] += np.count_nonzero(members != UNSEEN, axis=0)
    return Tally(agree, disagree, seen)


def representative(votes: Tally, row: int, kept: Flags) -> tuple[Chosen, ...]:
    """Return what sets a group apart: it holds this clearly, and clearly more than the others."""
    both = [one for side in (AGREE, DISAGREE) for one in _telling(votes, row, side, kept)]
    best_by_column: dict[int, tuple[bool, Chosen]] = {}
    for clear, one in both:
        earlier = best_by_column.get(one.column)
        if earlier is None or (clear, one.score) > (earlier[0], earlier[1].score):
            best_by_column[one.column] = clear, one
    ranked = sorted(best_by_column.values(), key=lambda found: (-found[0], -found[1].score, found[1].column))
    clear_ones = [one for clear, one in ranked if clear][:MOST_REPRESENTATIVE]
    return tuple(clear_ones or [one for _clear, one in ranked[:1]])


def _telling(votes: Tally, row: int, side: int, kept: Flags) -> list[tuple[bool, Chosen]]:
    own, seen = votes.side(side)[row], votes.seen[row]
    other, other_seen = votes.side(side).sum(axis=0) - own, votes.seen.sum(axis=0) - seen
    share, ratio = (own + 1) / (seen + 2), ((own + 1) / (seen + 2)) / ((other + 1) / (other_seen + 2))
    held = _held(own, seen)
    more = _more(own, seen, other, other_seen) if other_seen.any() else np.full(len(own), Z_90 * 2)
    clear = (held > Z_90) & (more > Z_90)
    score = ratio * np.maximum(more, 0) * share * np.maximum(held, 0)
    columns = np.flatnonzero(kept & (seen >= min(LEAST_SEEN, int(seen.max(initial=0)))) & (seen > 0))
    return [(bool(clear[one]), Chosen(int(one), side, float(score[one]))) for one in columns]


def consensus(votes: Tally, kept: Flags) -> tuple[Chosen, ...]:
    """Return what unites all groups: the product of their shares is large and every one of them is (group-informed)."""
    found = []
    asked = kept & (votes.seen >= LEAST_SEEN).all(axis=0)
    for side in (AGREE, DISAGREE) if len(votes.seen) else ():
        shares = votes.share(side)
        score = shares.prod(axis=0)
        united = asked & (shares >= UNITED).all(axis=0)
        found += [Chosen(int(one), side, float(score[one])) for one in np.flatnonzero(united)]
    return tuple(sorted(found, key=lambda one: (-one.score, one.column))[:MOST_CONSENSUS])


def divisive(votes: Tally, kept: Flags) -> tuple[Chosen, ...]:
    """Return what divides most: one group clearly agrees, another clearly does not; by the gap between their shares."""
    if len(votes.seen) < 2:
        return ()
    shares = votes.share(AGREE)
    gap = shares.max(axis=0) - shares.min(axis=0)
    split = (shares.max(axis=0) > 1 / 2) & (votes.share(DISAGREE).max(axis=0) > 1 / 2)
    columns = np.flatnonzero(kept & split & (votes.seen >= LEAST_SEEN).all(axis=0))
    found = [Chosen(int(one), AGREE, float(gap[one])) for one in columns]
    return tuple(sorted(found, key=lambda one: (-one.score, one.column))[:MOST_DIVISIVE])


def _held(votes: Counts, seen: Counts) -> Floats:
    """Return how far a share lies above one half, in standard errors."""
    held: Floats = 2 * np.sqrt(seen + 1) * ((votes + 1) / (seen + 1) - 1 / 2)
    return held


def _more(own: Counts, seen: Counts, other: Counts, other_seen: Counts) -> Floats:
    """Return how far a share lies above that of the others, in standard errors of the two."""
    first, second = (own + 1) / (seen + 1), (other + 1) / (other_seen + 1)
    pooled = (own + other + 2) / (seen + other_seen + 2)
    error = np.sqrt(pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (other_seen + 1)))
    return np.where(error > 0, (first - second) / np.where(error > 0, error, 1), 0.0)
