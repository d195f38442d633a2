"""The hash tree of RFC 6962: hashing, making proofs, and checking them step by step as RFC 9162 says."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

Range = tuple[int, int]  # leaves from (inclusive) to (exclusive)
HashOf = Callable[[int, int], bytes]  # the hash of the subtree over leaves [start, end)


class ProofError(ValueError):
    """A proof does not show what it should; the message says at which step."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry as a leaf."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """Return the largest power of two strictly below `size` (at least 2): where a tree of that size divides."""
    return 1 << ((size - 1).bit_length() - 1)


def complete_nodes(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (height, index) of the complete subtrees that make up leaves [start, end), from the left."""
    while start < end:
        height = (end - start).bit_length() - 1
        yield height, start >> height
        start += 1 << height


def fold(hashes: Sequence[bytes]) -> bytes:
    """Return the hash over complete subtrees given from the left (at least one)."""
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = node_hash(left, result)
    return result


def complete_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over 2^n neighbouring hashes of one level."""
    level = list(hashes)
    while len(level) > 1:
        level = [node_hash(level[at], level[at + 1]) for at in range(0, len(level), 2)]
    return level[0]


def subtree_of(hashes: Sequence[bytes]) -> HashOf:
    """Return the function that hashes any subtree over leaf hashes held in memory."""

    def hash_of(start: int, end: int) -> bytes:
        return fold(
            [
                complete_root(hashes[index << height : (index + 1) << height])
                for height, index in complete_nodes(start, end)
            ]
        )

    return hash_of


def root(leaf_hashes: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes; the empty tree has a root too."""
    return subtree_of(leaf_hashes)(0, len(leaf_hashes)) if leaf_hashes else EMPTY_ROOT


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return the subtrees whose hashes prove leaf `index` in a tree of `size`, the leaf's sibling first."""
    if not 0 <= index < size:
        raise ProofError(f"leaf {index} is not in a tree of {size}")
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency_ranges(old: int, new: int) -> list[Range]:
    """Return the subtrees whose hashes prove that the tree of `new` begins with the tree of `old`."""
    if not 0 <= old <= new:
        raise ProofError(f"a tree of {new} does not contain a tree of {old}")
    if old in (0, new):
        return []
    start, end, path = 0, new, []
    while old != end:
        middle = start + split(end - start)
        if old <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return [*([(start, end)] if start else []), *path[::-1]]


def inclusion_proof(index: int, size: int, hash_of: HashOf) -> list[bytes]:
    """Return the proof that leaf `index` is in the tree of `size`."""
    return [hash_of(*one) for one in inclusion_ranges(index, size)]


def consistency_proof(old: int, new: int, hash_of: HashOf) -> list[bytes]:
    """Return the proof that the tree of `new` begins with the tree of `old`."""
    return [hash_of(*one) for one in consistency_ranges(old, new)]


def check_inclusion(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree: bytes) -> None:
    """Check that a leaf hash stands at `index` under the root `tree` of `size` leaves; raises ProofError."""
    _check_lengths([leaf, tree, *proof])
    if not 0 <= index < size:
        raise ProofError(f"leaf {index} is not in a tree of {size}")
    first, last, result = index, size - 1, leaf
    for item in proof:
        if last == 0:
            raise ProofError("the proof is too long")
        if first & 1 or first == last:
            result = node_hash(item, result)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            result = node_hash(result, item)
        first, last = first >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short")
    if result != tree:
        raise ProofError("the proof leads to another root")


def check_consistency(*, old: int, new: int, proof: Sequence[bytes], old_tree: bytes, new_tree: bytes) -> None:
    """Check that the tree of `new` leaves begins with the tree of `old` leaves; raises ProofError."""
    _check_lengths([old_tree, new_tree, *proof])
    if not 0 <= old <= new:
        raise ProofError(f"a tree of {new} does not contain a tree of {old}")
    if old in (0, new):
        _check_trivial(old, new, proof, (old_tree, new_tree))
        return
    if not proof:
        raise ProofError("the proof is empty")
    items = [old_tree, *proof] if old & (old - 1) == 0 else list(proof)
    old_result, new_result = _climb(old - 1, new - 1, items)
    if old_result != old_tree:
        raise ProofError("the proof leads to another old root")
    if new_result != new_tree:
        raise ProofError("the proof leads to another new root")


def _climb(first: int, last: int, items: Sequence[bytes]) -> tuple[bytes, bytes]:
    """Return both roots that a consistency proof leads to."""
    while first & 1:
        first, last = first >> 1, last >> 1
    old_result = new_result = items[0]
    for item in items[1:]:
        if last == 0:
            raise ProofError("the proof is too long")
        if first & 1 or first == last:
            old_result, new_result = node_hash(item, old_result), node_hash(item, new_result)
            while not first & 1 and first:
                first, last = first >> 1, last >> 1
        else:
            new_result = node_hash(new_result, item)
        first, last = first >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short")
    return old_result, new_result


def _check_trivial(old: int, new: int, proof: Sequence[bytes], trees: tuple[bytes, bytes]) -> None:
    old_tree, new_tree = trees
    if proof:
        raise ProofError("the proof must be empty")
    if old == 0 and old_tree != EMPTY_ROOT:
        raise ProofError("the old root is not that of the empty tree")
    if old == new and old_tree != new_tree:
        raise ProofError("the roots differ")


def _check_lengths(hashes: Iterable[bytes]) -> None:
    if any(len(one) != HASH_BYTES for one in hashes):
        raise ProofError(f"a hash is not {HASH_BYTES} bytes long")
