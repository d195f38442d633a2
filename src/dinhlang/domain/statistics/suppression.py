"""Small cells of a published table: hidden, with so many others that no sum gives them away.

With the totals of rows and columns in hand, a hidden cell can be computed exactly if and only if it lies on no ring of
hidden cells (each row and column of the ring gives one equation too few). So each small cell is closed into the ring
that hides the fewest people more.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

SMALLEST = 5
Cell = tuple[int, int]
Node = tuple[str, int]  # a row or a column


def hidden_in_list(counts: Sequence[int], smallest: int = SMALLEST) -> frozenset[int]:
    """Return which numbers of a list with its total to hide: small ones, and so many that their sum says nothing."""
    hidden = {at for at, count in enumerate(counts) if 0 < count < smallest}
    others = sorted((count, at) for at, count in enumerate(counts) if at not in hidden and count > 0)
    for _count, at in others:
        if not hidden or (len(hidden) > 1 and sum(counts[one] for one in hidden) >= smallest):
            break
        hidden.add(at)
    return frozenset(hidden)


def hidden_in_table(counts: Sequence[Sequence[int]], smallest: int = SMALLEST) -> frozenset[Cell]:
    """Return which cells of a table with totals of rows and columns to hide, (row, column) each."""
    if len(counts) == 1 or all(len(row) == 1 for row in counts):
        flat = [count for row in counts for count in row]
        return frozenset((0, at) if len(counts) == 1 else (at, 0) for at in hidden_in_list(flat, smallest))
    small = [(r, c) for r, row in enumerate(counts) for c, count in enumerate(row) if 0 < count < smallest]
    hidden = set[Cell](small)
    for cell in small:
        hidden |= _ring(counts, hidden, cell)
    return frozenset(hidden)


def _ring(counts: Sequence[Sequence[int]], hidden: set[Cell], cell: Cell) -> set[Cell]:
    """Return the cells of the cheapest way from the row of a cell to its column that does not use the cell."""
    start, end = ("row", cell[0]), ("column", cell[1])
    cost: dict[Node, int] = {start: 0}
    came: dict[Node, tuple[Node, Cell]] = {}
    waiting: list[tuple[int, Node]] = [(0, start)]
    while waiting:
        spent, node = heappop(waiting)
        if node == end:
            break
        for other, through in _steps(counts, node):
            price = spent + (0 if through in hidden else counts[through[0]][through[1]] + 1)
            if through != cell and price < cost.get(other, price + 1):
                cost[other], came[other] = price, (node, through)
                heappush(waiting, (price, other))
    found, node = set[Cell](), end
    while node != start:
        node, through = came[node]
        found.add(through)
    return found


def _steps(counts: Sequence[Sequence[int]], node: Node) -> list[tuple[Node, Cell]]:
    kind, at = node
    if kind == "row":
        return [(("column", c), (at, c)) for c in range(len(counts[at]))]
    return [(("row", r), (r, at)) for r in range(len(counts))]
