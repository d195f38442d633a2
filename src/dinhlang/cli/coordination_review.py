"""`dinhlang coordination review`: write the review of a plan as .docx and .pdf."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.coordination import actions
from dinhlang.lib import clock
from dinhlang.lib.refusal import RefusedError


def review(
    *,
    plan: Annotated[str, typer.Option("--plan", metavar="CODE", help="code of the plan")],
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="as known on this day (default: today)")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="write here (default: with those of the desk)")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON on standard output")] = False,
) -> None:
    """Write the review of a plan, its numbers with their lists, as an editable .docx and a .pdf; print both paths."""
    today = timezone.localdate(clock.now())
    day = on.date() if on else today
    if day > today:
        raise RefusedError(_("Ngày này chưa tới."), field="on")
    word, printed = actions.write_review(code=plan, on=day, folder=out.resolve() if out else None)
    typer.echo(json.dumps({"docx": str(word), "pdf": str(printed)}) if as_json else f"{word}\n{printed}")
