"""`dinhlang disclosure import`: bring in what communes published before, from a table and a folder of papers."""

import csv
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dinhlang.apps.disclosure import actions
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.disclosure.imported import MapError, RowError, TableMap, past_of, read_map
from dinhlang.domain.disclosure.past import Past
from dinhlang.lib import clock
from dinhlang.lib.csv_cells import safe_cell

REASONS = {
    "missing": gettext_lazy("thiếu"),
    "unknown": gettext_lazy("không có xã nào như vậy"),
    "day": gettext_lazy("không phải ngày"),
    "item": gettext_lazy("không có nội dung này, hoặc việc này không thuộc nội dung ấy"),
    "event": gettext_lazy("không rõ việc gì"),
    "order": gettext_lazy("ngày cuối trước ngày đầu"),
}


@dataclass
class Read:
    """What a table told: the pasts with the files they name, and the rows that were refused with their reasons."""

    pasts: list[tuple[Past, str]] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


def import_(
    table: Annotated[Path, typer.Argument(metavar="TABLE", help=".csv or .xlsx, columns named in row 1")],
    map_file: Annotated[
        Path, typer.Option("--map", metavar="MAP", help="what its columns mean: docs/guides/import-disclosures.md")
    ],
    files: Annotated[
        Path | None, typer.Option("--files", metavar="DIR", help="folder with the papers it names")
    ] = None,
    errors: Annotated[
        Path | None, typer.Option(help="write refused rows here (default: in the data directory)")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON on standard output")] = False,  # noqa: FBT002
) -> None:
    """Add what communes published before. A second run adds nothing; refused rows go to a CSV with their reasons."""
    at = clock.now()
    rules = _map(map_file)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(file=sys.stderr)) as bars:
        read = _read(table, rules, at.date(), bars)
        loaded = _load(read, at, bars)
        read.refused += [(0, f"{name}: {reason}") for name, reason in loaded.refused]
        kept = _keep(read, files, bars, at) if files else 0
    actions.recount_all(at=at)
    refused_at = errors or Path(settings.DATA_DIR) / f"{table.stem}.errors.csv"
    _write_refused(read, refused_at)
    told = {"added": loaded.added, "known": loaded.known, "refused": len(read.refused), "files": kept}
    if as_json:
        typer.echo(json.dumps(told))
    typer.echo(
        _("Thêm {added}, đã có {known}, từ chối {refused} dòng (xem {path}), {files} tệp.").format(
            **told, path=refused_at
        ), err=True,
    )  # fmt: skip
    if read.refused and not loaded.added and not loaded.known:
        raise typer.Exit(1)


def _map(path: Path) -> TableMap:
    try:
        return read_map(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise typer.BadParameter(_("Không đọc được bản đồ {path}.").format(path=path), param_hint="--map") from error
    except MapError as error:
        said = _("Bản đồ thiếu hoặc có mục lạ: {key}").format(key=error)
        raise typer.BadParameter(said, param_hint="--map") from error


def _read(table: Path, rules: TableMap, on: date, bars: Progress) -> Read:
    rows = list(_rows(table))
    units = {one.code.casefold(): one.code for one in organisations.communes(on)}
    units |= {one.name.casefold(): one.code for one in organisations.communes(on)}
    read, task = Read(), bars.add_task(table.name, total=len(rows))
    for line, row in enumerate(rows, start=2):
        try:
            read.pasts.append(past_of(row, rules, units))
        except RowError as error:
            column = rules.columns.get(error.field, error.field)
            read.refused.append((line, f"{column}: {REASONS[error.reason]} {error.value}".strip()))
        bars.advance(task)
    return read


def _rows(table: Path) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a table by the names of its columns; raises BadParameter for what is no table."""
    try:
        if table.suffix.lower() == ".xlsx":
            sheet = load_workbook(table, read_only=True, data_only=True).worksheets[0]
            cells = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        else:
            with table.open(encoding="utf-8-sig", newline="") as source:
                cells = list(csv.reader(source))
    except (OSError, UnicodeError, ValueError, KeyError) as error:
        said = _("Không đọc được bảng {path}: cần CSV (UTF-8) hoặc XLSX.").format(path=table)
        raise typer.BadParameter(said, param_hint="TABLE") from error
    head = [one.strip() for one in cells[0]] if cells else []
    return (dict(zip(head, row, strict=False)) for row in cells[1:] if any(row))


def _cell(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)


def _load(read: Read, at: datetime, bars: Progress) -> actions.Loaded:
    on = timezone.localdate(at)
    units = organisations.units_by_code({past.unit for past, _file in read.pasts}, on=on)
    task = bars.add_task(_("ghi vào sổ"), total=1)
    loaded = actions.load_register(pasts=(past for past, _file in read.pasts), units=units, at=at)
    bars.advance(task)
    return loaded


def _keep(read: Read, folder: Path, bars: Progress, at: datetime) -> int:
    """Keep the papers that the rows name, for the worker to read; a row that was known keeps none again."""
    named = [(past, name) for past, name in read.pasts if name]
    task, kept = bars.add_task(_("tệp"), total=len(named)), 0
    for past, name in named:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            kept += actions.keep_imported_file(past=past, content=path.read_bytes(), at=at)
        else:
            read.refused.append((0, f"{past.name}: {name}"))
        bars.advance(task)
    return kept


def _write_refused(read: Read, path: Path) -> None:
    if not read.refused:
        return
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["line", "reason"])
        writer.writerows([str(line), safe_cell(reason)] for line, reason in read.refused)
