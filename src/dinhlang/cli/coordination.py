"""`dinhlang coordination`: the register of institutionalisation, the plans of two bodies, what was said and shown."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

import typer
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.coordination import actions, queries
from dinhlang.cli import coordination_text as text
from dinhlang.cli.coordination_review import review
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.lib import clock
from dinhlang.lib.refusal import NotFoundError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Documents, plans, conferences, and what was said against what is known.",
)
JsonOption = Annotated[bool, typer.Option("--json", help="print JSON on standard output")]
OnOption = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="as known on this day (default: today)")
]


@app.callback()
def coordination() -> None:
    """Documents, plans, conferences, and what was said against what is known."""


app.command(
    epilog="Example: dinhlang coordination review --plan dan-van-chinh-quyen-2022 --on 2023-03-13 --out ./reports"
)(review)


@app.command("import", epilog="Example: dinhlang coordination import --json")
def import_(*, as_json: JsonOption = False) -> None:
    """Add the history of 2022–2026 that comes with the program; a second run adds nothing."""
    done = actions.import_history(actor=SYSTEM, at=clock.now())
    if as_json:
        typer.echo(json.dumps(vars(done)))
    sentence = _("Thêm {units} đơn vị, {documents} văn bản, {tasks} nhiệm vụ, {values} giá trị chỉ số.")
    typer.echo(sentence.format(**vars(done)), err=True)


@app.command(
    epilog="Example: dinhlang coordination show plan dan-van-chinh-quyen-2022 --on 2023-03-13 | "
    "show document 10/2022/QH15 | show conference hoi-nghi-2023-03-13 | show claims | show register"
)
def show(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="register, document, plans, plan, conference or claims")],
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="a symbol or a code, where one is meant")] = "",
    on: OnOption = None,
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Show the register, a document in both directions, plans, a conference, or claims with their verdicts."""
    day = on.date() if on else timezone.localdate(clock.now())
    if what not in SHOWN:
        raise typer.BadParameter(", ".join(SHOWN), param_hint="WHAT")
    lines, data = SHOWN[what](code, day)
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


Told = tuple[list[str], Any]


def _register(_code: str, day: date) -> Told:
    page = queries.register(queries.RegisterFilter(), day)
    rows = list(page.rows)
    for number in range(2, page.pages + 1):
        rows += queries.register(queries.RegisterFilter(), day, number).rows
    return [text.document_line(one) for one in rows], [text.as_data(one) for one in rows]


def _document(code: str, day: date) -> Told:
    found = queries.document(code, day)
    if found is None:
        named = queries.documents_by_symbol(code, day)
        found = queries.document(named[0].code, day) if named else None
    if found is None:
        raise NotFoundError(_("Ngày {day}: sổ không có văn bản {code}.").format(day=f"{day:%d/%m/%Y}", code=code))
    return text.document_lines(found), text.as_data(found)


def _plans(_code: str, day: date) -> Told:
    rows = queries.plans(day)
    return [text.plan_line(one) for one in rows], [text.as_data(one) for one in rows]


def _plan(code: str, day: date) -> Told:
    found = queries.plan(code, day)
    if found is None:
        raise NotFoundError(
            _("Ngày {day}: chưa có kế hoạch {code} nào được ký.").format(day=f"{day:%d/%m/%Y}", code=code)
        )
    return text.plan_lines(found), text.as_data(found)


def _conference(code: str, day: date) -> Told:
    found = queries.conference(code, day)
    if found is None:
        raise NotFoundError(_("Ngày {day}: chưa có hội nghị {code}.").format(day=f"{day:%d/%m/%Y}", code=code))
    return text.conference_lines(found), text.as_data(found)


def _claims(code: str, day: date) -> Told:
    found = queries.statements(day, conference=code)
    return [line for one in found for line in text.statement_lines(one)], [text.as_data(one) for one in found]


SHOWN: Mapping[str, Any] = {
    "register": _register,
    "document": _document,
    "plans": _plans,
    "plan": _plan,
    "conference": _conference,
    "claims": _claims,
}
