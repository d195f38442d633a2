"""Which statement a person sees next: the one with the fewest votes, so that every statement gets its votes."""

from collections.abc import Collection, Mapping
from hashlib import sha256


def next_statement(votes: Mapping[int, int], voted: Collection[int], participant: bytes) -> int | None:
    """Return the statement to show; votes: how many each has; voted: those this person is done with.

    Of those with equally few votes each person meets another one first: the order is drawn from the person's own
    random id, so that the last of a list is not always the last to be read.
    """
    left = [one for one in votes if one not in voted]
    return min(left, key=lambda one: (votes[one], _drawn(participant, one)), default=None)


def _drawn(participant: bytes, statement: int) -> bytes:
    return sha256(participant + statement.to_bytes(8, "big")).digest()
