"""Small cells stay hidden even from somebody who subtracts."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinhlang.domain.statistics.suppression import SMALLEST, hidden_in_list, hidden_in_table

tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=2, max_size=5)
)


def _computable(hidden: set[tuple[int, int]], rows: int, columns: int) -> set[tuple[int, int]]:
    """Return the hidden cells that follow from the totals: those that are 0 in every solution of the zero totals."""
    cells = sorted(hidden)
    lines = [[Fraction(cell[0] == r) for cell in cells] for r in range(rows)]
    lines += [[Fraction(cell[1] == c) for cell in cells] for c in range(columns)]
    pivots, at = dict[int, list[Fraction]](), 0
    for column in range(len(cells)):
        found = next((row for row in range(at, len(lines)) if lines[row][column]), None)
        if found is None:
            continue
        lines[at], lines[found] = lines[found], lines[at]
        lines[at] = [one / lines[at][column] for one in lines[at]]
        for row in range(len(lines)):
            if row != at and lines[row][column]:
                factor = lines[row][column]
                lines[row] = [one - factor * other for one, other in zip(lines[row], lines[at], strict=True)]
        pivots[column] = lines[at]
        at += 1
    return {cells[column] for column in pivots if sum(one != 0 for one in lines[list(pivots).index(column)]) == 1}


@settings(max_examples=150)
@given(tables)
def test_no_hidden_cell_follows_from_the_totals(counts: list[list[int]]) -> None:
    hidden = hidden_in_table(counts)
    small = {(r, c) for r, row in enumerate(counts) for c, count in enumerate(row) if 0 < count < SMALLEST}
    assert small <= hidden
    assert _computable(set(hidden), len(counts), len(counts[0])) == set()


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert hidden_in_table([[5, 0], [9, 7]]) == frozenset()
    assert hidden_in_list([5, 0, 12]) == frozenset()


def test_a_ring_is_closed_through_the_fewest_people() -> None:
    assert hidden_in_table([[3, 90, 8], [40, 60, 9], [70, 80, 99]]) == {(0, 0), (0, 2), (1, 0), (1, 2)}


@pytest.mark.parametrize(
    ("counts", "hidden"), [([3, 20, 9], {0, 2}), ([1, 1, 20, 9], {0, 1, 3}), ([4, 4, 20], {0, 1}), ([2], {0})]
)
def test_a_list_hides_enough_that_the_rest_says_nothing(counts: list[int], hidden: set[int]) -> None:
    assert hidden_in_list(counts) == hidden
    assert hidden_in_table([counts]) == {(0, at) for at in hidden}
