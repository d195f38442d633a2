"""The words and tables of a received paper, as blocks that a page can show. Runs in a process of its own.

Run as `python -m dinhlang.lib.paper_words KIND MOST_MEMORY`: the file on standard input, JSON on standard output. What
it imports is heavy and reads hostile bytes: it never stays in a server.
"""

import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.table import Table
from openpyxl import load_workbook
from pypdf import PdfReader

from dinhlang.lib.docx_words import Numbers, cells_of, words_of

UNSAFE = 3
MOST_UNPACKED, MOST_PARTS = 120_000_000, 3_000
MOST_ROWS, MOST_COLUMNS, MOST_LETTERS, MOST_PAGES = 2_000, 30, 400_000, 200
Block = dict[str, Any]


class TooMuchError(ValueError):
    """The paper unpacks to more than anybody publishes."""


def blocks_of(kind: str, content: bytes) -> list[Block]:
    """Return the paragraphs and tables of a "docx" (or .xlsx) paper or of a "pdf"."""
    if kind == "pdf":
        return list(_short(_of_pdf(content)))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
            raise TooMuchError("too large when unpacked")
        names = set(packed.namelist())
    if "word/document.xml" in names:
        return list(_short(_of_docx(content)))
    if "xl/workbook.xml" in names:
        return list(_short(_of_xlsx(content)))
    raise TooMuchError("neither a text nor a table")


def _of_pdf(content: bytes) -> Iterator[Block]:
    for page in PdfReader(io.BytesIO(content)).pages[:MOST_PAGES]:
        for part in page.extract_text().split("\n\n"):
            yield _text(" ".join(part.split()))


def _of_docx(content: bytes) -> Iterator[Block]:
    document = Document(io.BytesIO(content))
    numbers = Numbers(document)
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield _table([cells_of(row) for row in part.rows])
        else:
            words = words_of(part)
            yield _text(f"{numbers.before(part)} {words}" if words.strip() else "")


def _of_xlsx(content: bytes) -> Iterator[Block]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        rows = [[_cell(value) for value in row] for row in sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True)]
        found = [row for row in rows if any(row)]
        if found:
            if len(book.worksheets) > 1:
                yield _text(sheet.title)
            yield _table(found)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _text(words: str) -> Block:
    return {"kind": "text", "text": words.strip()}


def _table(rows: list[list[str]]) -> Block:
    """Return a table: its first row heads it, short rows are filled."""
    width = min(MOST_COLUMNS, max(map(len, rows), default=0))
    even = [[cell.strip() for cell in (row + [""] * width)[:width]] for row in rows[: MOST_ROWS + 1]]
    return {"kind": "table", "headings": even[0] if even else [], "rows": even[1:]}


def _short(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks that say something, until the letters of a whole book are reached."""
    left = MOST_LETTERS
    for one in blocks:
        size = len(json.dumps(one, ensure_ascii=False))
        if left < size:
            return
        if one.get("text") or one.get("rows") or one.get("headings"):
            left -= size
            yield one


def main(kind: str, most_memory: int, most_seconds: int) -> int:
    """Read a file from standard input and write its blocks to standard output, within limits."""
    resource.setrlimit(resource.RLIMIT_AS, (most_memory, most_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        made = blocks_of(kind, sys.stdin.buffer.read())
    except Exception:  # noqa: BLE001 - readers of hostile bytes raise whatever they like, MemoryError too
        return UNSAFE
    sys.stdout.buffer.write(json.dumps(made, ensure_ascii=False).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
