"""What the holder of the log key agrees to sign: each tree must begin with the one it signed before."""

from collections.abc import Sequence

from dinhlang.domain.transparency.checkpoint import Checkpoint
from dinhlang.domain.transparency.merkle import ProofError, check_consistency


class SigningRefusedError(ValueError):
    """The checkpoint must not be signed; the message says why."""


def check_next(*, last: Checkpoint, wanted: Checkpoint, old: int, proof: Sequence[bytes]) -> None:
    """Check that `wanted` follows the last signed checkpoint; `old` is the size that the proof starts from."""
    if wanted.origin != last.origin:
        raise SigningRefusedError("the checkpoint is of another log")
    if wanted.extensions:
        raise SigningRefusedError("a checkpoint of this log has no extension lines")
    if wanted.size < last.size:
        raise SigningRefusedError(f"a tree of {last.size} was signed already, {wanted.size} is smaller")
    if old != last.size:
        raise SigningRefusedError(f"the proof starts from {old}, the last signed tree has {last.size}")
    try:
        check_consistency(old=old, new=wanted.size, proof=proof, old_tree=last.root, new_tree=wanted.root)
    except ProofError as error:
        raise SigningRefusedError(f"not consistent with the last signed tree: {error}") from error
