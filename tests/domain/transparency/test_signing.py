"""The holder of the log key signs only what follows what it signed before."""

import pytest

from dinhlang.domain.transparency.checkpoint import Checkpoint
from dinhlang.domain.transparency.merkle import EMPTY_ROOT, consistency_proof, leaf_hash, root, subtree_of
from dinhlang.domain.transparency.signing import SigningRefusedError, check_next

TRUE = [leaf_hash(bytes([number])) for number in range(9)]
FORK = [*TRUE[:4], leaf_hash(b"other"), *TRUE[5:]]


def head(size: int, leaves: list[bytes] = TRUE) -> Checkpoint:
    return Checkpoint("log", size, root(leaves[:size]))


def proof(old: int, new: int, leaves: list[bytes] = TRUE) -> list[bytes]:
    return consistency_proof(old, new, subtree_of(leaves))


def test_the_first_the_next_and_the_same_tree_are_signed():
    check_next(last=Checkpoint("log", 0, EMPTY_ROOT), wanted=head(5), old=0, proof=[])
    check_next(last=head(5), wanted=head(8), old=5, proof=proof(5, 8))
    check_next(last=head(5), wanted=head(5), old=5, proof=[])


@pytest.mark.parametrize(
    ("wanted", "old", "given", "why"),
    [
        (head(4), 5, [], "smaller"),
        (head(4), 4, [], "smaller"),
        (head(5, FORK), 5, [], "roots differ"),
        (head(8, FORK), 5, proof(5, 8, FORK), "another old root"),
        (head(8), 5, [], "empty"),
        (head(8), 0, [], "starts from 0"),
        (head(8), 4, proof(4, 8), "starts from 4"),
        (Checkpoint("other", 8, root(TRUE[:8])), 5, proof(5, 8), "another log"),
        (Checkpoint("log", 8, root(TRUE[:8]), ("more",)), 5, proof(5, 8), "extension"),
    ],
)
def test_a_fork_a_step_back_or_another_log_is_not_signed(wanted, old, given, why):
    with pytest.raises(SigningRefusedError, match=why):
        check_next(last=head(5), wanted=wanted, old=old, proof=given)
