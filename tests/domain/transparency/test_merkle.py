"""RFC 6962's own tree of eight leaves (set A), and proofs of every small tree."""

from hashlib import sha256

import pytest

from dinhlang.domain.transparency.merkle import (
    EMPTY_ROOT,
    ProofError,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    subtree_of,
)

LEAVES = [
    bytes.fromhex(one)
    for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
HASHES = [leaf_hash(one) for one in LEAVES]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEVEL_ONE = [
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
]
RIGHT_HALF = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
LEAVES_4_TO_6 = "837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e"


def roots(size: int) -> bytes:
    return root(HASHES[:size])


def hexes(hashes: list[bytes]) -> list[str]:
    return [one.hex() for one in hashes]


def test_hashes_single_values_as_the_reference_does():
    assert leaf_hash(b"L123456").hex() == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    assert node_hash(b"N123", b"N456").hex() == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"


@pytest.mark.parametrize("size", range(9))
def test_roots_of_the_reference_tree(size):
    assert roots(size).hex() == ROOTS[size]


def test_inner_nodes_of_the_reference_tree():
    hash_of = subtree_of(HASHES)
    assert [hash_of(at, at + 2).hex() for at in range(0, 8, 2)] == LEVEL_ONE
    assert hash_of(4, 8).hex() == RIGHT_HALF


def test_inclusion_and_consistency_proofs_of_the_reference_tree():
    hash_of = subtree_of(HASHES)
    first = [HASHES[1].hex(), LEVEL_ONE[1], RIGHT_HALF]
    assert hexes(inclusion_proof(0, 8, hash_of)) == first
    assert hexes(consistency_proof(1, 8, hash_of)) == first
    assert hexes(consistency_proof(3, 7, hash_of)) == [HASHES[2].hex(), HASHES[3].hex(), ROOTS[2], LEAVES_4_TO_6]
    assert hexes(consistency_proof(4, 7, hash_of)) == [LEAVES_4_TO_6]
    assert hexes(consistency_proof(6, 7, hash_of)) == [LEVEL_ONE[2], HASHES[6].hex(), ROOTS[4]]


SMALL = 40
MANY = [leaf_hash(str(number).encode()) for number in range(SMALL)]
MANY_OF = subtree_of(MANY)


def test_every_inclusion_proof_of_small_trees_holds_and_has_the_right_length():
    for size in range(1, SMALL):
        tree = root(MANY[:size])
        for index in range(size):
            proof = inclusion_proof(index, size, MANY_OF)
            check_inclusion(leaf=MANY[index], index=index, size=size, proof=proof, tree=tree)
            inner = (index ^ (size - 1)).bit_length()
            assert len(proof) == inner + (index >> inner).bit_count()


def test_every_consistency_proof_of_small_trees_holds():
    for new in range(SMALL):
        for old in range(new + 1):
            proof = consistency_proof(old, new, MANY_OF)
            check_consistency(old=old, new=new, proof=proof, old_tree=root(MANY[:old]), new_tree=root(MANY[:new]))


def wrong_inclusions():
    proof, tree = inclusion_proof(5, 8, subtree_of(HASHES)), roots(8)
    good = {"leaf": HASHES[5], "index": 5, "size": 8, "proof": proof, "tree": tree}
    yield "another leaf", good | {"leaf": HASHES[4]}
    yield "another root", good | {"tree": roots(7)}
    yield "another index", good | {"index": 4}
    yield "index at the end", good | {"index": 8}
    yield "index below zero", good | {"index": -1}
    # 7 instead of 8 leaves has a path of the same shape: the size is bound by the signature on the checkpoint.
    yield "a larger size", good | {"size": 9}
    yield "a smaller size", good | {"size": 6}
    yield "twice the size", good | {"size": 16}
    yield "empty proof", good | {"proof": []}
    yield "a line less", good | {"proof": proof[:-1]}
    yield "a line more", good | {"proof": [*proof, proof[0]]}
    yield "root added", good | {"proof": [*proof, tree]}
    yield "lines swapped", good | {"proof": proof[::-1]}
    yield "a short hash", good | {"proof": [proof[0][:31], *proof[1:]]}
    yield "a short leaf", good | {"leaf": b""}
    yield "empty leaf and root", {"leaf": b"", "index": 0, "size": 1, "proof": [], "tree": b""}
    for place in range(len(proof)):
        yield f"line {place} altered", good | {"proof": [*proof[:place], sha256(b"").digest(), *proof[place + 1 :]]}


@pytest.mark.parametrize(("name", "wrong"), list(wrong_inclusions()))
def test_a_wrong_inclusion_proof_is_refused(name, wrong):
    with pytest.raises(ProofError):
        check_inclusion(**wrong)


def wrong_consistencies():
    proof = consistency_proof(3, 7, subtree_of(HASHES))
    good = {"old": 3, "new": 7, "proof": proof, "old_tree": roots(3), "new_tree": roots(7)}
    yield "another old root", good | {"old_tree": roots(4)}
    yield "another new root", good | {"new_tree": roots(8)}
    yield "old size off by one", good | {"old": 4}
    yield "a new size of another shape", good | {"new": 9}
    yield "backwards", good | {"old": 7, "new": 3}
    yield "negative", good | {"old": -1}
    yield "empty proof", good | {"proof": []}
    yield "a line less", good | {"proof": proof[:-1]}
    yield "a line more", good | {"proof": [*proof, proof[-1]]}
    yield "a short hash", good | {"proof": [b"", *proof[1:]]}
    same = {"old": 4, "new": 4, "old_tree": roots(4), "new_tree": roots(4)}
    yield "equal sizes with a proof", same | {"proof": [roots(1)]}
    yield "equal sizes, other roots", same | {"proof": [], "new_tree": roots(5)}
    yield "equal sizes, short roots", {"old": 1, "new": 1, "proof": [], "old_tree": b"x" * 12, "new_tree": b"x" * 12}
    yield "from nothing with a proof", good | {"old": 0, "old_tree": EMPTY_ROOT}
    yield "from nothing with another root", good | {"old": 0, "proof": []}
    yield "empty trees with other roots", {
        "old": 0, "new": 0, "proof": [], "old_tree": EMPTY_ROOT, "new_tree": roots(1),
    }  # fmt: skip
    for place in range(len(proof)):
        yield f"line {place} altered", good | {"proof": [*proof[:place], EMPTY_ROOT, *proof[place + 1 :]]}


@pytest.mark.parametrize(("name", "wrong"), list(wrong_consistencies()))
def test_a_wrong_consistency_proof_is_refused(name, wrong):
    with pytest.raises(ProofError):
        check_consistency(**wrong)


def test_a_proof_of_what_is_not_there_cannot_be_made():
    with pytest.raises(ProofError):
        inclusion_proof(8, 8, subtree_of(HASHES))
    with pytest.raises(ProofError):
        consistency_proof(9, 8, subtree_of(HASHES))
