"""`dinhlang decisions import-roll`: take the roll of a village from a spreadsheet, once."""

import csv
import json
import sys
from collections.abc import Sequence
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

from dinhlang.apps.decisions import actions
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.decisions.rolls import HeadingError, Reading, read_roll
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib import clock
from dinhlang.lib.csv_cells import safe_cell
from dinhlang.lib.refusal import NotFoundError

app = typer.Typer(add_completion=False, no_args_is_help=True)
REASONS = {
    "no_number": gettext_lazy("thiếu số hộ"),
    "no_name": gettext_lazy("thiếu người đại diện"),
    "no_person": gettext_lazy("người đại diện không phải là tên người"),
    "identity_number": gettext_lazy("có dãy số như số căn cước hay số điện thoại; danh sách không giữ những số ấy"),
    "too_long": gettext_lazy("chữ dài quá"),
    "same_number": gettext_lazy("trùng số hộ với dòng trên"),
    "same_person": gettext_lazy("trùng người đại diện và nơi ở với dòng trên"),
    "differs": gettext_lazy("danh sách đang có ghi khác; hãy sửa tại bàn làm việc, có lý do"),
    "settled": gettext_lazy("danh sách đã dùng; thêm hộ tại bàn làm việc, có lý do và thời gian cho ý kiến"),
}


@app.callback()
def about() -> None:
    """Rolls of a deployment."""


@app.command(
    "import-roll", epilog="Example: dinhlang decisions import-roll ho-ap-phuoc-hau.xlsx --village T1-A1 --json"
)
def import_roll(
    table: Annotated[Path, typer.Argument(metavar="FILE", help=".csv or .xlsx: số hộ, địa chỉ, người đại diện")],
    village: Annotated[str, typer.Option("--village", help="code or web address of the village")],
    errors: Annotated[
        Path | None, typer.Option(help="write refused rows here (default: in the data directory)")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON on standard output")] = False,  # noqa: FBT002
) -> None:
    """Add the households of a table to a roll. A second run adds nothing; refused rows go to a CSV with reasons."""
    at = clock.now()
    on = timezone.localdate(at)
    found = organisations.unit_by_code(village, on) or organisations.unit_by_slug(village, on)
    if found is None or found.kind is not Kind.VILLAGE or not found.in_force:
        raise NotFoundError(_("Không có thôn, ấp, tổ dân phố nào mang mã “{code}”.").format(code=village))
    reading = _read(table)
    done = actions.import_roll(actor=SYSTEM, village_id=found.id, rows=reading.rows, at=at)
    refused = [(one.line, one.reason, one.value) for one in reading.refused]
    refused += [(one.line, one.reason, one.value) for one in done.refused]
    path = errors or Path(settings.DATA_DIR) / f"{table.stem}.errors.csv"
    _write_refused(sorted(refused), path)
    told = {"added": done.added, "known": done.known, "refused": len(refused)}
    if as_json:
        typer.echo(json.dumps(told))
    said = _("{village}: thêm {added} hộ, đã có {known}, từ chối {refused} dòng (xem {path}).")
    typer.echo(said.format(village=found.name, path=path if refused else "–", **told), err=True)
    if refused and not done.added and not done.known:
        raise typer.Exit(1)


def _read(table: Path) -> Reading:
    rows = _cells(table)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(file=sys.stderr)) as bars:
        lines = bars.track(enumerate(rows[1:], start=2), total=len(rows) - 1, description=table.name)
        try:
            return read_roll(rows[0] if rows else (), lines)
        except HeadingError as error:
            said = _("Bảng thiếu cột “{column}”.").format(column=error)
            raise typer.BadParameter(said, param_hint="FILE") from error


def _cells(table: Path) -> list[Sequence[str]]:
    """Return the rows of a table; raises BadParameter for what is no table."""
    try:
        if table.suffix.lower() == ".xlsx":
            sheet = load_workbook(table, read_only=True, data_only=True).worksheets[0]
            return [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        with table.open(encoding="utf-8-sig", newline="") as source:
            return list(csv.reader(source))
    except (OSError, UnicodeError, ValueError, KeyError) as error:
        said = _("Không đọc được bảng {path}: cần CSV (UTF-8) hoặc XLSX.").format(path=table)
        raise typer.BadParameter(said, param_hint="FILE") from error


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _write_refused(refused: list[tuple[int, str, str]], path: Path) -> None:
    if not refused:
        return
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["line", "code", "reason", "value"])
        writer.writerows([str(line), code, str(REASONS[code]), safe_cell(value)] for line, code, value in refused)
