"""The part of `dinhlang law` that reads or changes a deployment: days announced after the calendar was compiled."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from dinhlang.apps.law import actions, queries
from dinhlang.cli.law import FromOption, JsonOption, Language, LanguageOption, RuleArgument, answer_deadline
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.lib import clock

app = typer.Typer(add_completion=False, no_args_is_help=True)
calendar = typer.Typer(no_args_is_help=True, help="Days off and worked days announced late.")
app.add_typer(calendar, name="calendar")


class Kind(StrEnum):
    """What a late day is."""

    OFF = "off"
    WORKED = "worked"


@calendar.callback()
def about() -> None:
    """Days off and worked days announced late."""


@calendar.command(epilog="Example: dinhlang law calendar add 2026-11-23 --kind off --notice 'Công văn 123/VPCP-KGVX'")
def add(
    day: Annotated[str, typer.Argument(metavar="DAY", help="a date, 2026-11-23")],
    kind: Annotated[Kind, typer.Option(help="off: nobody works; worked: offices work")],
    notice: Annotated[str, typer.Option(help="the document that announces it, with number and date")],
) -> None:
    """Add a day to the calendar and count every open deadline again."""
    try:
        read = date.fromisoformat(day.strip())
    except ValueError as error:
        raise typer.BadParameter("cần ngày dạng 2026-11-23 · must be a date such as 2026-11-23") from error
    at = clock.now()
    actions.add_calendar_day(actor=SYSTEM, day=read, kind=kind.value, notice=notice, at=at)
    moved = actions.recompute_open_deadlines(at=at)
    typer.echo(f"{read:%d/%m/%Y} {kind.value}: {notice}. {len(moved)} thời hạn đổi ngày.", err=True)
    typer.echo(f"{len(moved)} deadlines moved; calendar {queries.calendar().version}.", err=True)


@app.command()
def deadline(
    rule: RuleArgument,
    start: FromOption,
    as_json: JsonOption = False,  # noqa: FBT002
    language: LanguageOption = Language.VI,
) -> None:
    """Say when a term ends, counting the late days of this deployment too."""
    answer_deadline(rule, start, queries.calendar(), as_json=as_json, language=language)
