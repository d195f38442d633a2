"""A process of its own that writes tables as .xlsx: blocks as JSON on standard input, the file on standard output.

Run as `python -m dinhlang.lib.table_writer`. Nothing of a received file comes along: values only, in a new workbook.
"""

import io
import json
import re
import sys
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what begins with 0 is a code and stays as it is written
DECIMAL = re.compile(r"-?[0-9]{1,12}\.[0-9]{1,9}")
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONGEST_NAME, WIDEST = 28, 60


def workbook_of(blocks: list[dict[str, Any]]) -> bytes:
    """Return a workbook with a sheet for each table, named after the words right before it."""
    book, named = Workbook(), ""
    book.remove(book.active)
    for block in blocks:
        if block.get("kind") != "table":
            named = str(block.get("text", ""))
            continue
        sheet = book.create_sheet(_name(named, len(book.worksheets) + 1))
        _fill(sheet, block["headings"], block["rows"], frozenset(block.get("numbers", ())))
        named = ""
    if not book.worksheets:
        book.create_sheet("1")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _name(words: str, place: int) -> str:
    return FORBIDDEN.sub(" ", words).strip()[:LONGEST_NAME].strip("' ") or f"Bảng {place}"


def _fill(sheet: Worksheet, headings: list[str], rows: list[list[str]], decimals: frozenset[int]) -> None:
    """Fill a sheet; `decimals` are the columns, from 0, in which 76.5 is a number and no code."""
    for line, row in enumerate([headings, *rows], start=1):
        for column, words in enumerate(row, start=1):
            cell = sheet.cell(line, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if line > 1 and NUMBER.fullmatch(words):
                cell.value = int(words)
                continue
            if line > 1 and column - 1 in decimals and DECIMAL.fullmatch(words):
                cell.value = float(words)
                continue
            cell.value = UNPRINTED.sub("", words)
            cell.data_type = "s"  # words stay words: a cell that begins with "=" counts nothing
    for column, _heading in enumerate(headings, start=1):
        longest = max((len(row[column - 1]) for row in [headings, *rows] if len(row) >= column), default=8)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = min(WIDEST, longest + 2)
    sheet.freeze_panes = "A2"


if __name__ == "__main__":
    sys.stdout.buffer.write(workbook_of(json.load(sys.stdin)))
