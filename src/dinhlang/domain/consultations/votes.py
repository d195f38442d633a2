"""Votes on short statements as a table: who agreed, disagreed or passed; most people see only a part of them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

AGREE, PASS, DISAGREE, UNSEEN = 1, 0, -1, -128
LEAST_VOTES = 7  # fewer say too little of a person to be placed on the map (published method)
CHUNK = 4096  # rows widened to floats at a time: a hundred thousand people stay under the memory bound

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class VoteTable:
    """Participants × statements, one byte a vote; UNSEEN where a person has not voted on a statement."""

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    votes: NDArray[np.int8]

    def __post_init__(self) -> None:
        if self.votes.shape != (len(self.participants), len(self.statements)):
            raise ValueError(f"{self.votes.shape} votes for {len(self.participants)} × {len(self.statements)}")

    @property
    def seen_by_each(self) -> NDArray[np.int64]:
        """Return how many statements each participant has voted on."""
        seen: NDArray[np.int64] = np.count_nonzero(self.votes != UNSEEN, axis=1)
        return seen

    @property
    def is_placed(self) -> Flags:
        """Tell of each participant whether there are enough votes to place him or her."""
        enough: Flags = self.seen_by_each >= min(LEAST_VOTES, len(self.statements))
        return enough

    def is_kept(self, moderated_out: Collection[str]) -> Flags:
        """Tell of each statement whether it stays on the map."""
        return np.array([one not in moderated_out for one in self.statements], dtype=np.bool_)

    def chunks(self) -> Iterator[slice]:
        """Return the slices of rows that are worked on together."""
        for start in range(0, len(self.participants), CHUNK):
            yield slice(start, start + CHUNK)
