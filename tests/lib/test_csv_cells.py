"""No cell that we write becomes a formula."""

import pytest

from dinhlang.lib.csv_cells import safe_cell


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\r=1", "-", "=HYPERLINK(1)"])
def test_a_cell_that_would_be_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=b", "-118.4994716", "+84", "-1,5", "5 Trần Phú"])
def test_a_number_and_plain_words_stay_as_they_are(cell: str) -> None:
    assert safe_cell(cell) == cell
