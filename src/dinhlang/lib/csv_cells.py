"""Cells of a CSV file that somebody will open in a spreadsheet: no cell may become a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def safe_cell(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe goes before what would be a formula, not before -118.5."""
    if cell.startswith(FORMULA_STARTS) and not PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as lines of a table, every cell safe."""
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows([safe_cell(cell) for cell in row] for row in rows)
    return made.getvalue()
