"""Where participants stand: principal components of a sparse table of votes (the published method of Polis).

A vote is held against the mean of its statement; what was not seen counts as that mean, hence as nothing. People who
saw little are pushed outwards by the root of all statements over the seen ones: else all would crowd in the middle.
A statement that was moderated out counts as passed by everybody, as the published figures have it.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh

from dinhlang.domain.consultations.votes import UNSEEN, Flags, Floats, VoteTable

DIMENSIONS = 2


def project(table: VoteTable, kept: Flags) -> Floats:
    """Return the places of all participants, one row each with two coordinates."""
    votes = table.votes[:, kept] if not kept.all() else table.votes
    placed = table.is_placed
    means = _means(table, votes, placed)
    components = _components(table, votes, means, placed)
    out = np.count_nonzero(~kept)
    places = np.empty((len(table.participants), DIMENSIONS))
    for rows in table.chunks():
        part = votes[rows]
        seen = np.count_nonzero(part != UNSEEN, axis=1) + out
        pushed = np.sqrt(len(table.statements) / np.maximum(seen, 1))
        places[rows] = (_centred(part, means) @ components) * pushed[:, None]
    return places


def _means(table: VoteTable, votes: NDArray[np.int8], placed: Flags) -> NDArray[np.float32]:
    """Return the mean vote of each statement among those who are placed."""
    total, seen = np.zeros(votes.shape[1]), np.zeros(votes.shape[1])
    for rows in table.chunks():
        part = votes[rows][placed[rows]]
        given = part != UNSEEN
        total += np.where(given, part, 0).sum(axis=0, dtype=np.int64)
        seen += given.sum(axis=0)
    return (total / np.maximum(seen, 1)).astype(np.float32)


def _components(
    table: VoteTable, votes: NDArray[np.int8], means: NDArray[np.float32], placed: Flags
) -> NDArray[np.float32]:
    """Return the directions in which votes differ most; a direction of one statement only where there is one."""
    width = votes.shape[1]
    scatter = np.zeros((width, width))
    for rows in table.chunks():
        part = _centred(votes[rows][placed[rows]], means)
        scatter += part.T @ part
    first = max(width - DIMENSIONS, 0)
    _sizes, found = eigh(scatter, subset_by_index=(first, width - 1))
    directions = np.zeros((width, DIMENSIONS))
    directions[:, : found.shape[1]] = found[:, ::-1]
    strongest = np.abs(directions).argmax(axis=0)
    signs = np.sign(directions[strongest, range(DIMENSIONS)])  # a direction has no front: the same one every time
    return (directions * np.where(signs == 0, 1, signs)).astype(np.float32)


def _centred(part: NDArray[np.int8], means: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return votes less the mean of their statement; 0 where unseen."""
    return np.where(part == UNSEEN, np.float32(0), part - means)
