"""Tables of cases for `dinhlang feedback import`: reading a file row by row, the file of refused rows."""

import csv
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from dinhlang.cli.feedback_text import row_sentence
from dinhlang.domain.feedback.history import CaseHistory
from dinhlang.domain.feedback.imported import Problem, RowError, history_of
from dinhlang.domain.feedback.mapping import FileForm, ImportMap
from dinhlang.lib.csv_cells import safe_cell


class UnreadableFileError(Exception):
    """The file is no table that can be read; the text is a sentence."""


class UnwritableFileError(Exception):
    """The file of refused rows cannot be written; the text is a sentence."""


@dataclass(frozen=True)
class Row:
    """One row of a file: the line on which it begins (the header is line 1) and its cells."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What became of a row: the case it tells, or why it tells none."""

    row: Row
    case: CaseHistory | None
    error: RowError | None = None


def header(path: Path, form: FileForm) -> tuple[str, ...]:
    """Return the names of the columns; raises UnreadableFileError."""
    first = next(rows(path, form), None)
    if first is None:
        raise UnreadableFileError(_("Tệp {path} trống: cần một dòng tên cột ở đầu.").format(path=path))
    return tuple(name.strip() for name in first.cells)


def rows(path: Path, form: FileForm) -> Iterator[Row]:
    """Return the rows of a file, the header first, blank lines left out; raises UnreadableFileError."""
    begins = 1
    try:
        with path.open(encoding=form.encoding, newline="") as file:
            reader = csv.reader(file, delimiter=form.delimiter)
            for cells in reader:
                if cells:
                    yield Row(begins, tuple(cells))
                begins = reader.line_num + 1
    except OSError as error:
        words = _("Không mở được tệp {path}: {reason}.")
        raise UnreadableFileError(words.format(path=path, reason=error.strerror)) from error
    except (UnicodeError, LookupError) as error:
        words = _("Tệp {path} không phải mã {encoding}, gần dòng {line}. Ghi đúng mã vào file.encoding của bản đồ.")
        raise UnreadableFileError(words.format(path=path, encoding=form.encoding, line=begins)) from error
    except csv.Error as error:
        words = _("Dòng {line} của tệp {path} không phải CSV: {reason}.")
        raise UnreadableFileError(words.format(path=path, line=begins, reason=error)) from error


def verdicts(path: Path, rules: ImportMap, *, latest: datetime) -> Iterator[Verdict]:
    """Return what each row of a file tells; raises UnreadableFileError."""
    waiting = rows(path, rules.file)
    columns = [name.strip() for name in next(waiting).cells]
    seen: dict[str, int] = {}
    for row in waiting:
        try:
            if len(row.cells) != len(columns):
                raise RowError(Problem.WIDTH, "", f"{len(row.cells)} / {len(columns)}")
            case = history_of(dict(zip(columns, row.cells, strict=True)), rules, latest=latest)
            if seen.setdefault(case.key, row.line) != row.line:
                raise RowError(Problem.TWICE, rules.key, str(seen[case.key]))
        except RowError as error:
            yield Verdict(row, None, error)
        else:
            yield Verdict(row, case)


@contextmanager
def refused_rows(path: Path, columns: Sequence[str], key: str) -> Iterator["RefusedRows"]:
    """Write the file of refused rows, whole or not at all; raises UnwritableFileError."""
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    except OSError as error:
        words = _("Không ghi được tệp lỗi {path}: {reason}.")
        raise UnwritableFileError(words.format(path=path, reason=error.strerror)) from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
            yield RefusedRows(file, columns, key)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


class RefusedRows:
    """The file of refused rows: line, key, reason in words, then the row as it came. No cell can be a formula."""

    def __init__(self, file, columns: Sequence[str], key: str) -> None:  # type: ignore[no-untyped-def]
        self._writer = csv.writer(file)
        self._key = list(columns).index(key)
        self.count = 0
        self._write(["line", "key", "reason", *columns])

    def add(self, row: Row, error: RowError) -> None:
        """Write one refused row."""
        key = row.cells[self._key] if self._key < len(row.cells) else ""
        self._write([str(row.line), key, row_sentence(error), *row.cells])
        self.count += 1

    def _write(self, cells: Sequence[str]) -> None:
        self._writer.writerow([safe_cell(cell) for cell in cells])
