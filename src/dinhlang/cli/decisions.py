"""`dinhlang decisions`: what the law says to the facts of one decision; from the files of the law, no database."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from dinhlang.cli import main as dispatcher
from dinhlang.cli.law import NO, WRONG_USAGE, Language, compiled_calendar, rulebook
from dinhlang.domain.dates.words import Words
from dinhlang.domain.decisions.checked import Checked, check
from dinhlang.domain.decisions.facts import FactsError, read_facts
from dinhlang.domain.law.rulebook import NotInForceError

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Decisions of villages under Law 10/2022.")

# What needs the tables of a deployment lives in a module of its own, loaded by the dispatcher with its database.
IN_DEPLOYMENT = dispatcher.Command("decisions_roll", "Rolls of a deployment")


@app.callback()
def decisions() -> None:
    """Decisions of villages under Law 10/2022."""


@app.command("check", epilog="Example: dinhlang decisions check facts.json --json · keys: docs/guides/decisions.md")
def check_(
    facts: Annotated[Path, typer.Argument(metavar="FACTS.json", help="the facts of one decision; - reads them here")],
    as_json: Annotated[bool, typer.Option("--json", help="print JSON only, no sentences beside it")] = False,  # noqa: FBT002
    language: Annotated[Language, typer.Option("--lang", help="language of the reasons")] = Language.VI,
) -> None:
    """Say whether the form was allowed, whether it passed, who recognises it, and every day that follows."""
    table = _table(facts)
    try:
        read = read_facts(table)
        answer = check(read, rulebook(), compiled_calendar())
    except FactsError as error:
        _no("những điều này không thể có", "these facts cannot be", error.problems)
    except NotInForceError as error:
        said = f"{table['held_on']}: {error.rule_id}"
        _no("luật chưa có hiệu lực ngày ấy", "the law was not in force on that day", (Words(said, said),))
    if read.unused:
        names = ", ".join(read.unused)
        _tell(f"không dùng đến: {names}", f"not used: {names}")
    typer.echo(json.dumps(_data(answer, language), ensure_ascii=False, indent=2))
    if not as_json:
        for one in answer.findings:
            sys.stderr.write(f"- {one.words.said(language)} [{one.citation.said(language)}]\n")


@app.command(
    "import-roll",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    epilog="Example: dinhlang decisions import-roll ho-ap-phuoc-hau.xlsx --village T1-A1 --json",
)
def import_roll(ctx: typer.Context) -> None:
    """Take the roll of a village from a spreadsheet into a deployment: `import-roll FILE --village CODE`."""
    raise typer.Exit(dispatcher.call_prepared(IN_DEPLOYMENT, "decisions", ["import-roll", *ctx.args]))


def _table(path: Path) -> dict[str, Any]:
    """Return the object of a file; a name given twice is refused, since one of the two would be lost."""
    try:
        text = sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError):
        _tell(f"không đọc được tệp {path}", f"cannot read the file {path}")
        raise typer.Exit(WRONG_USAGE) from None
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        said = str(error)
        _no("tệp không phải là JSON đọc được", "the file is no readable JSON", (Words(said, said),))
    if not isinstance(found, dict):
        _no("tệp phải là một đối tượng JSON {…}", "the file must be one JSON object {…}")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f'"{key}": ghi hai lần · written twice')
        found[key] = value
    return found


def _data(answer: Checked, language: str) -> dict[str, Any]:
    due, effective = answer.recognition_due, answer.effective_from
    elected = {"elected": answer.elected, "tied": answer.tied, "open_seats": answer.open_seats}
    return {
        "form_allowed": answer.form_allowed,
        "passed": answer.passed,
        "needed": answer.needed,
        "recognising_body": answer.recognising_body.value if answer.recognising_body else None,
        "submission_due": answer.submission_due.isoformat(),
        "recognition_due": due.isoformat() if due else None,
        "effective_from": effective.isoformat() if effective else None,
        **(elected if answer.elected is not None else {}),
        "reasons": [
            {"text": one.words.said(language), "citation": one.citation.said(language)} for one in answer.findings
        ],
    }


def _tell(vietnamese: str, english: str) -> None:
    sys.stderr.write(f"dinhlang decisions: {vietnamese}. · {english}.\n")


def _no(vietnamese: str, english: str, problems: tuple[Words, ...] = ()) -> NoReturn:
    _tell(vietnamese, english)
    for one in problems:
        sys.stderr.write(f"  - {one.vi} · {one.en}\n" if one.vi != one.en else f"  - {one.vi}\n")
    raise typer.Exit(NO)
