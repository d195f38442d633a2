"""`dinhlang disclosure`: what a commune must make public, and how each thing stands on a day."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dinhlang.apps.disclosure import actions, queries
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.cli import disclosure_text as text
from dinhlang.cli.disclosure_import import import_
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="What must be public, by when, in which forms, and what was done."
)
JsonOption = Annotated[bool, typer.Option("--json", help="print JSON on standard output")]
OnOption = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="as it stood on this day (default: today)")
]


@app.callback()
def disclosure() -> None:
    """What must be public, by when, in which forms, and what was done."""


@app.command(epilog="Example: dinhlang disclosure audit --commune xa-long-ho --on 2026-11-23 --json")
def audit(
    commune: Annotated[str, typer.Option("--commune", help="official code, name or web address of the commune")],
    on: OnOption = None,
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Explain every item of a commune in every quarter: status, day by day, with articles."""
    day = on.date() if on else timezone.localdate(clock.now())
    found = queries.audit(_unit(commune, day), day)
    if as_json:
        typer.echo(json.dumps(text.audit_data(found), ensure_ascii=False, indent=2))
        return
    typer.echo("\n".join(text.audit_lines(found, get_language() or "vi")))


def _unit(named: str, on: date) -> UnitView:
    found = organisations.unit_by_code(named, on) or organisations.unit_by_slug(named, on)
    if found is None:
        matching = organisations.matching(organisations.communes(on), named)
        exact = [one for one in matching if one.name == named] or matching
        found = exact[0] if len(exact) == 1 else None
    if found is None:
        raise NotFoundError(_("Ngày {day}: không có xã nào là “{name}”.").format(day=f"{on:%d/%m/%Y}", name=named))
    return found


app.command(
    "import", epilog="Example: dinhlang disclosure import so-cong-khai.xlsx --map so.toml --files ./van-ban --json"
)(import_)


@app.command("list", epilog="Example: dinhlang disclosure list --commune xa-long-ho --quarter 2026-Q3 --out ./bao-cao")
def list_(
    commune: Annotated[str, typer.Option("--commune", help="official code, name or web address of the commune")],
    quarter: Annotated[str, typer.Option("--quarter", help="as 2026-Q3")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="write here")],
) -> None:
    """Write the list of what was disclosed in a quarter as .docx and .pdf, in the layout of Decree 30, unsigned."""
    on = timezone.localdate(clock.now())
    word, printed = actions.write_list(unit=_unit(commune, on), quarter=quarter, on=on, folder=out.resolve())
    typer.echo(f"{word}\n{printed}")


@app.command(epilog="Example: dinhlang disclosure count")
def count() -> None:
    """Write down what the calendar makes due, and count every status anew."""
    at = clock.now()
    made, changed = actions.raise_recurring(at=at), actions.recount_all(at=at)
    typer.echo(_("Thêm {made} nội dung đến kỳ; {changed} trạng thái đổi.").format(made=made, changed=changed), err=True)
