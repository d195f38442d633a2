"""`dinhlang law`: deadlines, thresholds and provisions, answered from the files of the law; no database, no Django."""

import json
import sys
from dataclasses import asdict
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from dinhlang.cli import law_lint, law_text
from dinhlang.cli import main as dispatcher
from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.dates.due import VIETNAM, DueResult, due
from dinhlang.domain.dates.explanation import explanation
from dinhlang.domain.dates.periods import Hours, Period, PeriodError, parse_period
from dinhlang.domain.law.rule import Confidence, Rule
from dinhlang.domain.law.rulebook import NotInForceError, Rulebook, UnknownRuleError
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.domain.law.threshold import Threshold, ThresholdError, parse_threshold
from dinhlang.lib import package_data

NO = 1
WRONG_USAGE = 2
# What needs the tables of a deployment lives in a module of its own, loaded by the dispatcher with its database.
IN_DEPLOYMENT = dispatcher.Command("law_deployment", "Late days of a deployment")
app = typer.Typer(add_completion=False, no_args_is_help=True, help="Deadlines, thresholds and provisions of the law.")


class Language(StrEnum):
    """The languages of explanations."""

    VI = "vi"
    EN = "en"


RuleArgument = Annotated[str, typer.Argument(metavar="RULE", help="an id such as PUB-11-01, or 5wd, 15d, 3mo, 72h")]
ShareArgument = Annotated[str, typer.Argument(metavar="RULE", help="an id, or 2/3 (at least), >1/2 (more than)")]
IdArgument = Annotated[str, typer.Argument(metavar="RULE", help="an id such as PUB-11-01")]
FromOption = Annotated[str, typer.Option("--from", metavar="DATETIME", help="what starts the term, 2026-02-12[T17:30]")]
OnOption = Annotated[str, typer.Option("--on", metavar="DATE", help="the day asked about (default: the latest row)")]
JsonOption = Annotated[bool, typer.Option("--json", help="print JSON only")]
LanguageOption = Annotated[Language, typer.Option("--lang", help="language of the explanation")]
FoldersArgument = Annotated[list[Path] | None, typer.Argument(metavar="FOLDER…", help="local rows laid over the law")]
DataDirOption = Annotated[Path | None, typer.Option(help="a deployment whose late days off count too")]


@app.command(epilog="Example: dinhlang law deadline PUB-11-01 --from 2026-02-12 --json")
def deadline(
    rule: RuleArgument,
    start: FromOption,
    as_json: JsonOption = False,  # noqa: FBT002
    language: LanguageOption = Language.VI,
    data_dir: DataDirOption = None,
) -> None:
    """Say when a term ends and why, day by day. A term that counts backwards takes the day of its event."""
    if data_dir is None:
        answer_deadline(rule, start, compiled_calendar(), as_json=as_json, language=language)
        return
    again = ["deadline", rule, "--from", start, "--lang", language, "--data-dir", str(data_dir)]
    raise typer.Exit(dispatcher.call_prepared(IN_DEPLOYMENT, "law", again + ["--json"] * as_json))


@app.command(epilog="Example: dinhlang law threshold DEC-15-1-T --total 143 --yes 96 --json")
def threshold(
    rule: ShareArgument,
    total: Annotated[int, typer.Option(help="how many are counted: households, villages, those attending …")],
    yes: Annotated[int, typer.Option(help="how many are in favour")],
    on: OnOption = "",
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Say whether a vote passes and how many in favour it needs, in exact fractions."""
    share, found = _share(rule, _day(on, "--on") if on else None)
    try:
        passes, needed = share.passes(yes, total), share.needed(total)
    except ThresholdError:
        _wrong("cần tổng số từ 1 và số đồng ý từ 0 đến tổng số", "--total must be 1 or more, --yes between 0 and it")
    citation = found.citation.vi if found else law_text.plain_share(share)
    if as_json:
        _print_json({"passes": passes, "needed": needed, "citation": citation})
    else:
        typer.echo(law_text.outcome(share, found, rulebook(), passes=passes, needed=needed, yes=yes, total=total))


@app.command(epilog="Example: dinhlang law show FB-KN-ACCEPT --on 2026-06-30")
def show(rule: IdArgument, on: OnOption = "", as_json: JsonOption = False) -> None:  # noqa: FBT002
    """Show a provision as in force on a day: citation, term, share, who, how sure we are of it."""
    day = _day(on, "--on") if on else None
    found = _rule(rule, day)
    if as_json:
        _print_json(law_text.as_data(found, rulebook(), day))
    else:
        typer.echo(law_text.described(found, rulebook(), day))


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    epilog="Example: dinhlang law calendar add 2026-11-23 --kind off --notice 'Công văn …'",
)
def calendar(ctx: typer.Context) -> None:
    """Add days off or worked days that were announced late, to a deployment: `calendar add DAY`."""
    raise typer.Exit(dispatcher.call_prepared(IN_DEPLOYMENT, "law", ["calendar", *ctx.args]))


@app.command(epilog="Example: dinhlang law lint quy-che-cua-xa/ --json")
def lint(
    folders: FoldersArgument = None,
    as_json: JsonOption = False,  # noqa: FBT002
) -> None:
    """Look for every fault in the rows of the law: shape, dates, overlaps, gaps, uncited numbers, loose overlays."""
    found = law_lint.findings(folders or [])
    if as_json:
        _print_json({"findings": [asdict(one) for one in found]})
    for one in found if not as_json else ():
        typer.echo(f"{one.file}: {one.where}: {one.check}: {one.what}")
    if found:
        _no(f"{len(found)} chỗ sai trong các tệp của luật", f"{len(found)} faults in the files of the law")
    if not as_json:
        typer.echo("không có chỗ sai · no faults")


@lru_cache(maxsize=1)
def rulebook() -> Rulebook:
    """Return the rules of law/*.toml."""
    return parse_rulebook(_tables())


@lru_cache(maxsize=1)
def compiled_calendar() -> Calendar:
    """Return the calendar of law/calendar.toml."""
    return parse_calendar(_tables()["calendar"])


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    return package_data.tables("law")


def answer_deadline(rule: str, start: str, days: Calendar, *, as_json: bool, language: str) -> None:
    """Print the end of a term counted on a calendar, with its explanation."""
    at = _moment(start, "--from")
    result, name, citation = _due(rule, at, days)
    lines = explanation(result, language)
    by_hours = isinstance(result.legs[0].period, Hours)
    ends = result.due_at.isoformat(timespec="seconds") if by_hours else result.due_on.isoformat()
    if as_json:
        _print_json({"due": ends, "rule": name, "explanation": lines, "citation": citation})
    else:
        typer.echo("\n".join([ends, *(f"  {line}" for line in lines)]))


def _due(rule: str, at: datetime, days: Calendar) -> tuple[DueResult, str, str]:
    """Return the result, the name and the citation of a period or of a rule on the day of its start."""
    period = _period(rule)
    if period is not None:
        return due(at, period, days), period.code, days.counting.rules.vi
    on = at.astimezone(VIETNAM).date()
    found = _rule(rule, on, expected="5wd, 15d, 3mo, 72h")
    if found.deadline is None:
        _no(*law_text.no_term(found, rulebook().overlays_of(found.id, on=on)))
    if found.confidence is Confidence.UNSURE:
        _tell(*law_text.unsure(found))
    return rulebook().due(found.id, at, days, on=on), found.id, found.citation.vi


def _share(rule: str, on: date | None) -> tuple[Threshold, Rule | None]:
    try:
        return parse_threshold(rule), None
    except ThresholdError:
        found = _rule(rule, on, expected="2/3, >1/2")
    if found.threshold is None:
        _no(*law_text.no_share(found))
    return found.threshold, found


def _rule(rule: str, on: date | None, *, expected: str = "") -> Rule:
    """Return the row of a rule on a day, or its latest row; ends the command when there is none."""
    name, book = rule.strip().upper(), rulebook()
    try:
        return book.versions(name)[-1] if on is None else book.rule(name, on=on)
    except UnknownRuleError:
        near = get_close_matches(name, book.rules, n=3) or [next(iter(book.rules))]
        also = f", {expected}" if expected else ""
        _wrong(f"không có quy định {rule!r}; ví dụ: {', '.join(near)}{also}", f"no such rule; try {near[0]}{also}")
    except NotInForceError:
        assert on is not None
        _no(*law_text.not_in_force(name, book, on))


def _period(text: str) -> Period | None:
    try:
        return parse_period(text.lower())
    except PeriodError:
        return None


def _moment(text: str, option: str) -> datetime:
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        _wrong(f"{option} cần ngày 2026-02-12 hoặc giờ 2026-02-12T17:30", f"{option} must be a date or date-time")
    return read if read.tzinfo else read.replace(tzinfo=VIETNAM)


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        _wrong(f"{option} cần ngày dạng 2026-02-12", f"{option} must be a date such as 2026-02-12")


def _print_json(answer: dict[str, Any]) -> None:
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _tell(vietnamese: str, english: str) -> None:
    sys.stderr.write(f"dinhlang law: {vietnamese}. · {english}.\n")


def _no(vietnamese: str, english: str) -> NoReturn:
    _tell(vietnamese, english)
    raise typer.Exit(NO)


def _wrong(vietnamese: str, english: str) -> NoReturn:
    _tell(vietnamese, english)
    raise typer.Exit(WRONG_USAGE)
