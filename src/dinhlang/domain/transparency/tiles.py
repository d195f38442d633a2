"""The tree cut into tiles of 256 hashes (C2SP tlog-tiles): paths, proofs from tiles, and appending."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dinhlang.domain.transparency.merkle import (
    EMPTY_ROOT,
    HASH_BYTES,
    HashOf,
    Range,
    complete_nodes,
    complete_root,
    consistency_ranges,
    fold,
    inclusion_ranges,
)

TILE_HEIGHT = 8
TILE_WIDTH = 256
TOP_LEVEL = 63
ENTRIES = "entries"
PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<number>(?:x[0-9]{3}/)*[0-9]{3})(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)

Fetch = Callable[[int, int], bytes]  # (level, number) → the hashes of that tile, at least as many as needed


class TileName(NamedTuple):
    """One tile: level (0 holds leaf hashes), number in the level, hashes in it (256 when full)."""

    level: int
    number: int
    width: int = TILE_WIDTH


@dataclass(frozen=True)
class Appended:
    """What an append changed: the tiles to store, and the tree after it."""

    size: int
    root: bytes
    tiles: Mapping[tuple[int, int], bytes]


def tile_path(level: int | str, number: int, width: int = TILE_WIDTH) -> str:
    """Return the path of a tile; level "entries" is an entry bundle; raises ValueError outside the limits."""
    if (level != ENTRIES and not (isinstance(level, int) and 0 <= level <= TOP_LEVEL)) or number < 0:
        raise ValueError(f"no tile {level}/{number}")
    if not 1 <= width <= TILE_WIDTH:
        raise ValueError(f"a tile holds 1 to {TILE_WIDTH} hashes, not {width}")
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.append(f"x{number % 1000:03d}")
    partial = f".p/{width}" if width < TILE_WIDTH else ""
    return f"tile/{level}/{'/'.join(reversed(groups))}{partial}"


def parse_tile_path(path: str) -> tuple[int | str, int, int]:
    """Return (level or "entries", number, width) of a path; raises ValueError unless it is written as we write it."""
    found = PATH.fullmatch(path)
    if found is None:
        raise ValueError(f"not a tile path: {path!r}")
    level = found["level"] if found["level"] == ENTRIES else int(found["level"])
    number = int(found["number"].replace("x", "").replace("/", ""))
    width = int(found["width"] or TILE_WIDTH)
    if (found["width"] and width == TILE_WIDTH) or tile_path(level, number, width) != path:
        raise ValueError(f"not a tile path: {path!r}")
    return level, number, width


def tile_names(size: int) -> list[TileName]:
    """Return every tile of a tree of `size` leaves, the partial ones with their width."""
    names, level = [], 0
    while size:
        full, rest = divmod(size, TILE_WIDTH)
        names += [TileName(level, number) for number in range(full)]
        names += [TileName(level, full, rest)] if rest else []
        level, size = level + 1, full
    return names


def right_edge(size: int) -> list[TileName]:
    """Return the partial tiles of a tree of `size` leaves: what an append has to know."""
    edge, level = [], 0
    while size:
        full, rest = divmod(size, TILE_WIDTH)
        edge += [TileName(level, full, rest)] if rest else []
        level, size = level + 1, full
    return edge


def tiles_needed(ranges: Iterable[Range]) -> list[tuple[int, int]]:
    """Return (level, number) of the tiles from which the hashes of these subtrees can be made."""
    return sorted({_place(height, index)[:2] for one in ranges for height, index in complete_nodes(*one)})


def tiles_for_inclusion(index: int, size: int) -> list[tuple[int, int]]:
    """Return the tiles that an inclusion proof needs."""
    return tiles_needed(inclusion_ranges(index, size))


def tiles_for_consistency(old: int, new: int) -> list[tuple[int, int]]:
    """Return the tiles that a consistency proof needs."""
    return tiles_needed(consistency_ranges(old, new))


def subtree_from(fetch: Fetch) -> HashOf:
    """Return the function that hashes any subtree from tiles; raises ValueError when a tile is too short."""

    def node(height: int, index: int) -> bytes:
        level, number, first, count = _place(height, index)
        hashes = fetch(level, number)[first * HASH_BYTES : (first + count) * HASH_BYTES]
        if len(hashes) != count * HASH_BYTES:
            raise ValueError(f"tile {level}/{number} is too short")
        return complete_root(hashes_of(hashes))

    def hash_of(start: int, end: int) -> bytes:
        return fold([node(height, index) for height, index in complete_nodes(start, end)])

    return hash_of


def root_from(size: int, fetch: Fetch) -> bytes:
    """Return the root of the tree of `size` leaves from its tiles."""
    return subtree_from(fetch)(0, size) if size else EMPTY_ROOT


def append(size: int, edge: Mapping[tuple[int, int], bytes], leaf_hashes: Sequence[bytes]) -> Appended:
    """Add leaves to a tree of `size` whose partial tiles are `edge`; raises ValueError when the edge is not whole."""
    for level, number, width in right_edge(size):
        if len(edge.get((level, number), b"")) != width * HASH_BYTES:
            raise ValueError(f"tile {level}/{number} of a tree of {size} must hold {width} hashes")
    changed: dict[tuple[int, int], bytes] = {}
    level, held, new = 0, size, list(leaf_hashes)
    while new:
        number, rest = divmod(held, TILE_WIDTH)
        pending = (hashes_of(edge[level, number]) if rest else []) + new
        parents = []
        for first in range(0, len(pending), TILE_WIDTH):
            tile = pending[first : first + TILE_WIDTH]
            changed[level, number + first // TILE_WIDTH] = b"".join(tile)
            if len(tile) == TILE_WIDTH:
                parents.append(complete_root(tile))
        level, held, new = level + 1, held // TILE_WIDTH, parents
    total = size + len(leaf_hashes)
    return Appended(total, root_from(total, lambda *name: changed.get(name) or edge[name]), changed)


def hashes_of(tile: bytes) -> list[bytes]:
    """Return the hashes that the bytes of a tile hold."""
    return [tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES)]


def _place(height: int, index: int) -> tuple[int, int, int, int]:
    """Return where a node is found: level and number of its tile, the first hash in it, and how many."""
    level, above = divmod(height, TILE_HEIGHT)
    number, first = divmod(index << above, TILE_WIDTH)
    return level, number, first, 1 << above
