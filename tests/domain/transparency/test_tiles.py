"""Tile paths (set F), tile arithmetic, and the same proofs from tiles as from the whole tree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinhlang.domain.transparency import tiles
from dinhlang.domain.transparency.merkle import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root,
    subtree_of,
)
from dinhlang.domain.transparency.tiles import TileName

MOST = 70_000
LEAVES = [leaf_hash(number.to_bytes(4, "big")) for number in range(MOST)]
MEMORY = subtree_of(LEAVES)


@pytest.fixture(scope="module")
def stored():
    """All tiles of the largest tree, as one append makes them."""
    return tiles.append(0, {}, LEAVES).tiles


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ((0, 0), "tile/0/000"),
        ((0, 0, 255), "tile/0/000.p/255"),
        ((15, 455667), "tile/15/x455/667"),
        ((15, 123456789, 41), "tile/15/x123/x456/789.p/41"),
        ((1, 1234067), "tile/1/x001/x234/067"),
        (("entries", 1, 1), "tile/entries/001.p/1"),
        (("entries", 0), "tile/entries/000"),
    ],
)
def test_a_tile_has_one_path_and_a_path_one_tile(name, path):
    assert tiles.tile_path(*name) == path
    assert tiles.parse_tile_path(path) == (*name, 256)[:3]


@pytest.mark.parametrize(
    "number", ["x001", "x001/", "x001/x234", "x001/x234/067.p", "001/002", "x001/0002", "x001/002.p/256", "x000/001",
               "000.p/0", "000.p/01", "000\n", "٠٠٠"],
)  # fmt: skip
def test_other_spellings_of_a_path_are_refused(number):
    with pytest.raises(ValueError):
        tiles.parse_tile_path(f"tile/0/{number}")


@pytest.mark.parametrize("level", [64, -1])
def test_levels_outside_the_tree_are_refused(level):
    with pytest.raises(ValueError):
        tiles.tile_path(level, 0)
    with pytest.raises(ValueError):
        tiles.parse_tile_path(f"tile/{level}/000")


def test_the_tiles_of_a_tree_of_70000():
    names = tiles.tile_names(70_000)
    assert len(names) == 273 + 1 + 1 + 1 + 1
    assert [one for one in names if one.width < 256] == [TileName(0, 273, 112), TileName(1, 1, 17), TileName(2, 0, 1)]
    assert tiles.right_edge(70_000) == [TileName(0, 273, 112), TileName(1, 1, 17), TileName(2, 0, 1)]


def test_a_tree_of_256_has_one_full_tile_and_one_hash_above():
    assert tiles.tile_names(256) == [TileName(0, 0, 256), TileName(1, 0, 1)]
    assert tiles.tile_names(0) == []


def test_what_an_append_stores_is_what_the_arithmetic_names(stored):
    assert {(level, number): len(held) // 32 for (level, number), held in stored.items()} == {
        (level, number): width for level, number, width in tiles.tile_names(MOST)
    }


@settings(max_examples=60)
@given(st.data())
def test_proofs_from_tiles_equal_proofs_from_the_whole_tree(stored, data):
    size = data.draw(st.integers(1, MOST))
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(0, size))
    asked: set[tuple[int, int]] = set()

    def fetch(level: int, number: int) -> bytes:
        asked.add((level, number))
        return stored[level, number]

    from_tiles = tiles.subtree_from(fetch)
    assert inclusion_proof(index, size, from_tiles) == inclusion_proof(index, size, MEMORY)
    assert asked == set(tiles.tiles_for_inclusion(index, size))
    asked.clear()
    assert consistency_proof(old, size, from_tiles) == consistency_proof(old, size, MEMORY)
    assert asked == set(tiles.tiles_for_consistency(old, size))
    assert tiles.root_from(size, fetch) == MEMORY(0, size)


@settings(max_examples=40)
@given(st.lists(st.sampled_from([0, 1, 2, 7, 100, 255, 256, 257, 511, 2000]), max_size=8))
def test_appending_batch_by_batch_gives_the_tree_built_from_scratch(batches):
    kept: dict[tuple[int, int], bytes] = {}
    size = 0
    for batch in batches:
        edge = {name[:2]: kept[name[:2]] for name in tiles.right_edge(size)}
        appended = tiles.append(size, edge, LEAVES[size : size + batch])
        kept.update(appended.tiles)
        size = appended.size
        assert appended.root == root(LEAVES[:size])
    assert kept == tiles.append(0, {}, LEAVES[:size]).tiles


def test_appending_nothing_to_nothing_is_the_empty_tree():
    assert tiles.append(0, {}, []).root == EMPTY_ROOT


def test_appending_to_an_edge_that_is_not_whole_is_refused():
    first = tiles.append(0, {}, LEAVES[:300]).tiles
    with pytest.raises(ValueError, match="must hold 44 hashes"):
        tiles.append(300, {(1, 0): first[1, 0]}, LEAVES[300:301])
    with pytest.raises(ValueError, match="must hold 44 hashes"):
        tiles.append(300, first | {(0, 1): first[0, 1][:-32]}, LEAVES[300:301])


def test_a_tile_too_short_for_a_proof_is_noticed():
    short = tiles.subtree_from(lambda level, number: b"")
    with pytest.raises(ValueError, match="too short"):
        inclusion_proof(1, 2, short)
