"""The part of `dinhlang surveys` that changes a deployment: open a survey, print slips, invite interviewers."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.surveys import actions
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.feedback.codes import grouped
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError, RefusedError

app = typer.Typer(add_completion=False, no_args_is_help=True)
Wave = Annotated[str, typer.Argument(metavar="SURVEY", help="the code of the survey")]
OutOption = Annotated[Path, typer.Option(metavar="FILE.csv", help="the codes; told only here, keep the file safe")]


@app.callback()
def about() -> None:
    """Surveys in the field."""


@app.command(
    "open", epilog="Example: dinhlang surveys open tin-2027 --instrument niem-tin --title 'Niềm tin 2027' --from …"
)
def open_(
    code: Wave,
    instrument: Annotated[str, typer.Option(help="sipas-2022, niem-tin, mot-cua …")],
    title: Annotated[str, typer.Option(help="as people read it")],
    since: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="the first day")],
    until: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="the last day")],
) -> None:
    """Open a survey with the latest version of a questionnaire."""
    actions.open_wave(
        actor=SYSTEM, code=code, title=title, instrument=instrument, opens_on=since.date(), closes_on=until.date(),
        at=clock.now(),
    )  # fmt: skip
    typer.echo(_("Đã mở cuộc khảo sát {code}.").format(code=code), err=True)


@app.command(epilog="Example: dinhlang surveys slips niem-tin-2027 --place 29614 --count 30 --out phieu.csv")
def slips(
    code: Wave,
    place: Annotated[str, typer.Option(help="official code of the village or commune")],
    count: Annotated[int, typer.Option(min=1, help="how many people were drawn there")],
    out: OutOption,
) -> None:
    """Make the slips of the people drawn in a place."""
    on = timezone.localdate(clock.now())
    _require_new(out)
    made = actions.print_slips(
        actor=SYSTEM, wave_code=code, place_id=_place(place, on), count=count, at=clock.now()
    )  # fmt: skip
    _write(out, [("code",), *((grouped(one),) for one in made)])


@app.command(epilog="Example: dinhlang surveys interviewers niem-tin-2027 --count 12 --out dieu-tra-vien.csv")
def interviewers(
    code: Wave, count: Annotated[int, typer.Option(min=1, help="how many devices go out")], out: OutOption
) -> None:
    """Make the codes with which interviewers enrol their devices."""
    _require_new(out)
    made = actions.invite_interviewers(actor=SYSTEM, wave_code=code, count=count, at=clock.now())
    _write(out, [("number", "code"), *((str(number), grouped(one)) for number, one in made.items())])


def _place(code: str, on: date) -> int:
    found = organisations.unit_by_code(code, on)
    if found is None:
        raise NotFoundError(_("Không có nơi này."))
    return found.id


def _require_new(out: Path) -> None:
    if out.exists() or not out.parent.is_dir():
        raise RefusedError(_("Không ghi được tệp {file}.").format(file=out))


def _write(out: Path, rows: list[tuple[str, ...]]) -> None:
    try:
        with out.open("x", newline="", encoding="utf-8") as file:
            out.chmod(0o600)
            csv.writer(file).writerows(rows)
    except OSError as error:
        raise RefusedError(_("Không ghi được tệp {file}.").format(file=out)) from error
    typer.echo(str(out))
