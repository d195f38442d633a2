"""Tables of units for `dinhlang unit import`: reading a file, the bar on the screen, the file of refused lines."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dinhlang.apps.organisations.actions import Refusal
from dinhlang.domain.organisations.reorganisation import CommuneRow, row_of
from dinhlang.domain.organisations.rows import Problem, RowError, UnitRow, read_row
from dinhlang.lib.refusal import RefusedError

NEEDED = ("code", "name", "kind")
MERGER_LIST = "predecessors_before_2025_07_01"


@dataclass(frozen=True)
class Line:
    """One line of a file: its number there (the header is 1) and its cells by column."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """The lines of a file and its columns."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def is_merger_list(self) -> bool:
        """Tell whether the file says what the communes were made of."""
        return MERGER_LIST in self.columns


def read_table(path: Path) -> Table:
    """Read a CSV file (UTF-8, comma or semicolon); raises RefusedError for one that cannot be a table of units."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RefusedError(_("Không đọc được tệp {path}: cần tệp CSV, mã UTF-8.").format(path=path)) from error
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter, restval="")
    columns = tuple(name.strip() for name in reader.fieldnames or ())
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise RefusedError(_("Dòng đầu của tệp thiếu cột: {columns}.").format(columns=", ".join(missing)))
    reader.fieldnames = list(columns)
    lines = []
    for raw in reader:
        raw.pop(None, None)  # cells beyond the last column
        lines.append(Line(reader.line_num, raw))
    return Table(columns, tuple(lines))


def unit_rows(table: Table) -> tuple[list[tuple[int, UnitRow]], list[Refusal]]:
    """Return the rows with their line numbers, and the refusals of lines that could not be read."""
    rows: list[tuple[int, UnitRow]] = []
    refused: list[Refusal] = []
    for line in table.lines:
        try:
            rows.append((line.number, read_row(line.cells)))
        except RowError as error:
            refused.append(_refusal(line, error.problem, error.value))
    return rows, refused


def commune_rows(table: Table) -> tuple[list[CommuneRow], list[Refusal]]:
    """Return the rows of a merger list, and the refusals of lines that could not be read."""
    rows: list[CommuneRow] = []
    refused: list[Refusal] = []
    for line in table.lines:
        try:
            rows.append(row_of(line.cells))
        except (KeyError, ValueError, ArithmeticError):
            refused.append(_refusal(line, Problem.BAD_NUMBER, ""))
    return rows, refused


def _refusal(line: Line, problem: Problem, value: str) -> Refusal:
    return Refusal(line.number, line.cells.get("code", ""), line.cells.get("name", ""), problem, value)


def write_refused(path: Path, table: Table, refused: list[Refusal]) -> None:
    """Write the refused lines as they came, each with its number and the reason in front."""
    cells = {line.number: line.cells for line in table.lines}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "reason", *table.columns])
        for one in refused:
            writer.writerow([one.line, one.sentence, *(cells[one.line].get(name, "") for name in table.columns)])


@contextmanager
def bar(words: str) -> Iterator["Bar"]:
    """Show a bar on standard error while something is imported."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield Bar(progress, words)


class Bar:
    """A progress callback that draws."""

    def __init__(self, progress: Progress, words: str) -> None:
        self.progress = progress
        self.task = progress.add_task(words, total=None)

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is."""
        self.progress.update(self.task, completed=done, total=total)
