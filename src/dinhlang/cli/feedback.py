"""`dinhlang feedback`: bring in the cases of another system by a map of its table."""

import json
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.actions import Loaded
from dinhlang.cli import feedback_home
from dinhlang.cli.feedback_table import UnreadableFileError, UnwritableFileError, header, refused_rows, verdicts
from dinhlang.cli.feedback_text import map_sentence
from dinhlang.domain.feedback.imported import unit_of
from dinhlang.domain.feedback.map_keys import MapError
from dinhlang.domain.feedback.mapping import ImportMap, read_mapping
from dinhlang.lib import clock
from dinhlang.lib.refusal import RefusedError

INTERRUPTED = 130
app = typer.Typer(add_completion=False, no_args_is_help=True, help="Feedback cases: import from a table.")


@app.callback()
def feedback() -> None:
    """Feedback cases: import from a table."""


@dataclass
class Survey:
    """What the first reading of a file found: how many rows tell a case, the units they name (names by code)."""

    good: int = 0
    refused: int = 0
    areas: dict[str, str] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)


@app.command("import", epilog="Example: dinhlang feedback import requests.csv --map city.toml --data-dir ./city --json")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="the table, CSV with column names in the first line")],
    map_file: Annotated[
        Path, typer.Option("--map", metavar="MAP", help="what its columns mean: docs/guides/import.md")
    ],
    errors: Annotated[
        Path | None, typer.Option(help="write refused rows here (default: FILE.errors.csv in the data directory)")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON on standard output")] = False,  # noqa: FBT002
) -> None:
    """Add the cases of a table that are not there yet. A second run adds nothing, an interrupted one goes on.

    Refused rows go to a CSV file with their reasons. Cases come without deadlines: those of their own law are unknown.
    """
    at = clock.now()
    rules = read_map(map_file)
    refused_at = errors or Path(settings.DATA_DIR) / f"{file.stem}.errors.csv"
    if refused_at.resolve() == file.resolve():
        raise typer.BadParameter(_("Tệp lỗi không thể là chính tệp được nhập."), param_hint="--errors")
    try:
        with _bars() as progress:
            survey = _survey(file, rules, refused_at, at, progress)
            loaded = _load(file, rules, survey, at, progress)
    except MapError as error:
        raise typer.BadParameter(map_sentence(error), param_hint="--map") from error
    except UnreadableFileError as error:
        raise typer.BadParameter(str(error), param_hint="FILE") from error
    except UnwritableFileError as error:
        raise typer.BadParameter(str(error), param_hint="--errors") from error
    except KeyboardInterrupt:
        typer.echo(_("Đã dừng. Chạy lại lệnh này để làm tiếp từ chỗ dừng."), err=True)
        raise typer.Exit(INTERRUPTED) from None
    _tell(survey, loaded, refused_at, as_json=as_json)
    if survey.refused and not survey.good:
        raise typer.Exit(1)


def read_map(path: Path) -> ImportMap:
    """Return the map of a file; raises BadParameter with the key that is wrong and what it should hold."""
    try:
        rules = read_mapping(tomllib.loads(path.read_text(encoding="utf-8-sig")))
        feedback_home.check_kinds(rules)
    except (OSError, UnicodeError) as error:
        raise typer.BadParameter(
            _("Không đọc được bản đồ {path}: cần tệp TOML, mã UTF-8.").format(path=path), param_hint="--map"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise typer.BadParameter(
            _("Bản đồ {path} không phải TOML: {reason}").format(path=path, reason=error), param_hint="--map"
        ) from error
    except MapError as error:
        raise typer.BadParameter(map_sentence(error), param_hint="--map") from error
    return rules


def _survey(file: Path, rules: ImportMap, errors: Path, at: datetime, progress: Progress) -> Survey:
    """Read the whole file once and write down every refused row, before anything goes into the database."""
    columns = header(file, rules.file)
    rules.check_header(columns)
    feedback_home.refuse_strange_home(rules, at)
    bar = progress.add_task(_("Đọc và kiểm {name}").format(name=file.name), total=None)
    found = Survey()
    with refused_rows(errors, columns, rules.key) as refused:
        for verdict in verdicts(file, rules, latest=at):
            progress.advance(bar)
            if verdict.error is not None:
                refused.add(verdict.row, verdict.error)
            if verdict.case is not None:
                found.good += 1
                cells = dict(zip(columns, verdict.row.cells, strict=True))
                if verdict.case.commune not in found.areas:
                    found.areas[verdict.case.commune] = unit_of(cells, rules.area).name
                if verdict.case.unit not in found.departments:
                    found.departments[verdict.case.unit] = unit_of(cells, rules.unit).name
        found.refused = refused.count
    progress.update(bar, total=found.good + found.refused)
    return found


def _load(file: Path, rules: ImportMap, survey: Survey, at: datetime, progress: Progress) -> Loaded:
    """Found what the map names and write the cases, chunk by chunk."""
    bar = progress.add_task(_("Ghi vào cổng"), total=survey.good)
    if not survey.good:
        return Loaded()
    units = feedback_home.found_home(rules, areas=survey.areas, departments=survey.departments, at=at)
    cases = (one.case for one in verdicts(file, rules, latest=at) if one.case is not None)
    loaded = actions.load_cases(
        histories=cases, units=units, at=at, has_clocks=False, progress=lambda done: progress.advance(bar, done)
    )
    if loaded.refused:  # the first reading found all of them good
        raise RefusedError(_("Tệp đã thay đổi trong lúc nhập: chạy lại lệnh này."))
    if loaded.added:
        actions.recount_all(at=at)
    return loaded


def _tell(survey: Survey, loaded: Loaded, errors: Path, *, as_json: bool) -> None:
    """Say what an import did."""
    if as_json:
        answer = {
            "rows": survey.good + survey.refused, "added": loaded.added, "known": loaded.known,
            "refused": survey.refused, "errors": str(errors) if survey.refused else None,
        }  # fmt: skip
        typer.echo(json.dumps(answer, ensure_ascii=False))
        return
    words = _("Thêm {added} phiếu, {known} phiếu đã có sẵn, {refused} dòng bị từ chối.")
    typer.echo(words.format(added=loaded.added, known=loaded.known, refused=survey.refused), err=True)
    if survey.refused:
        typer.echo(_("Lý do từng dòng: {path}").format(path=errors), err=True)


@contextmanager
def _bars() -> Iterator[Progress]:
    """Show bars on standard error."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield progress
