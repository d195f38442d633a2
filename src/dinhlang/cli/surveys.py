"""`dinhlang surveys`: what a sample says of everybody, with its standard error and interval; no database, no Django."""

import json
import math
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NoReturn

import numpy as np
import typer

from dinhlang.cli import main as dispatcher
from dinhlang.cli import surveys_text as text
from dinhlang.cli.surveys_sampling import draw, households, size
from dinhlang.cli.surveys_table import CsvTable
from dinhlang.cli.surveys_values import values_
from dinhlang.cli.surveys_weights import Errors, drawn_again, fitted
from dinhlang.domain.statistics.columns import FloatArray
from dinhlang.domain.statistics.design import SurveyError, parse_design
from dinhlang.domain.statistics.differences import Difference
from dinhlang.domain.statistics.estimates import Estimates, Estimator, Kind
from dinhlang.domain.statistics.sample import Sample, build
from dinhlang.domain.statistics.where import truth

NO, WRONG_USAGE = 1, 2
# What changes a deployment lives in a module of its own, loaded by the dispatcher with its database.
IN_DEPLOYMENT = dispatcher.Command("surveys_deployment", "Surveys in the field")
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
app = typer.Typer(add_completion=False, no_args_is_help=True, help="Surveys: what a sample says of everybody.")


@app.callback()
def surveys() -> None:
    """Surveys: what a sample says of everybody."""


@dataclass(frozen=True)
class Question:
    """What is asked of a table."""

    kind: Kind
    of: str
    by: str
    over: str
    where: str
    minus: str = ""
    errors: Errors = Errors.TAYLOR


@app.command(
    epilog='Example: dinhlang surveys estimate phieu.csv --design mau.toml --where "cau_3 >= 4" --by xa --json'
)
def estimate(
    data: Annotated[Path, typer.Argument(metavar="DATA.csv", help="a row for each person asked")],
    design: Annotated[Path, typer.Option(metavar="DESIGN.toml", help="weights, strata and stages of the sample")],
    of: Annotated[str, typer.Option(metavar="COLUMN", help="what is estimated")] = "",
    by: Annotated[str, typer.Option(metavar="COLUMN", help="one estimate for each value of this column")] = "",
    kind: Annotated[Kind | None, typer.Option(help="default: mean; with --where: share")] = None,
    over: Annotated[str, typer.Option(metavar="COLUMN", help="what a ratio is divided by")] = "",
    where: Annotated[
        str, typer.Option(metavar="EXPR", help="share: of those for whom it holds; other kinds: among those only")
    ] = "",
    minus: Annotated[str, typer.Option(metavar="VALUE", help="with --by: how much higher than this value's")] = "",
    errors: Annotated[Errors, typer.Option(help="standard errors by linearisation, or by drawing the sample again")] = (
        Errors.TAYLOR
    ),
    as_json: Annotated[bool, typer.Option("--json", help="print JSON only")] = False,  # noqa: FBT002
) -> None:
    """Print estimate, standard error, 95 % interval, n, design effect and degrees of freedom.

    Every unit of the first stage counts, also those without a member among those asked about.
    """
    question = Question(kind or (Kind.SHARE if where else Kind.MEAN), of, by, over, where, minus, errors)
    _require_whole(question)
    try:
        table = CsvTable(_file(data))
        drawn = parse_design(_toml(_file(design)))
        sample = fitted(drawn, table, build(drawn, table))
        with np.errstate(all="ignore"):  # what is beyond all bounds is told as null, not as a warning
            rows = _rows(question, table, sample)
    except SurveyError as error:
        _tell(error.vietnamese, error.english, NO)
    if as_json:
        typer.echo(json.dumps(rows if by else rows[0], ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(text.lines(rows)))


app.command(epilog="Example: dinhlang surveys size --population 4000000 --margin 0.03 --deff 2 --response 0.8")(size)
app.command(epilog="Example: dinhlang surveys draw khung.csv --plan mau.toml --seed 'số công bố' --out mau.csv")(draw)
app.command(epilog="Example: dinhlang surveys households --village 29857 --size 240 --take 9 --seed 0bed…")(households)
app.command("values", hidden=True)(values_)


def in_deployment(ctx: typer.Context) -> None:
    """Run a command of the field, with the database of a deployment."""
    raise typer.Exit(dispatcher.call_prepared(IN_DEPLOYMENT, "surveys", [ctx.info_name or "", *ctx.args]))


for _name, _about in {
    "open": "Open a survey with the latest version of a questionnaire",
    "slips": "Make the slips of the people drawn in a place",
    "interviewers": "Make the codes with which interviewers enrol their devices",
}.items():
    app.command(_name, help=_about, context_settings=PASSED_ON)(in_deployment)


def _rows(question: Question, table: CsvTable, sample: Sample) -> list[dict[str, Any]]:
    asked, below = _columns(question, table)
    domain, labels = table.labelled(question.by) if question.by else (None, [""])
    if not labels:
        raise SurveyError(f"cột {question.by} trống ở mọi dòng", f"column {question.by} is empty on every line")
    estimator = Estimator(sample, domain, max(len(labels), 1))
    found = estimator.estimate(asked, question.kind, below)
    if question.errors is not Errors.TAYLOR:
        found = drawn_again(found, sample, domain, asked, question.kind, below, question.errors)
    if not question.minus:
        return [as_data(found, place, label if question.by else None) for place, label in enumerate(labels)]
    if question.minus not in labels:
        raise SurveyError(
            f"cột {question.by} không có giá trị {question.minus}", f"column {question.by} has no {question.minus}"
        )
    other = labels.index(question.minus)
    gaps = {
        label: estimator.difference(asked, question.kind, below, one=one, other=other)
        for one, label in enumerate(labels)
        if one != other
    }
    return [_gap_data(label, gap) for label, gap in gaps.items()]


def _gap_data(label: str, gap: Difference) -> dict[str, Any]:
    numbers = {name: _or_none(getattr(gap, name)) for name in ("se", "low", "high")}
    return {"domain": label, "gap": _or_none(gap.gap), **numbers, "df": int(gap.df), "sign": gap.sign.value}


def _require_whole(question: Question) -> None:
    if not question.of and (question.kind in {Kind.MEAN, Kind.RATIO} or not question.where):
        _tell("cần --of với tên cột", "--of must name a column", WRONG_USAGE)
    if (question.kind is Kind.RATIO) != bool(question.over):
        _tell("--kind ratio và --over đi cùng nhau", "--kind ratio and --over go together", WRONG_USAGE)
    if question.minus and not question.by:
        _tell("--minus cần --by", "--minus needs --by", WRONG_USAGE)
    if question.minus and question.errors is not Errors.TAYLOR:
        _tell("--minus chỉ đi với --errors taylor", "--minus goes with --errors taylor only", WRONG_USAGE)


def _columns(question: Question, table: CsvTable) -> tuple[FloatArray, FloatArray | None]:
    """Return the numbers of each row, NaN where a row does not count."""
    holds = truth(question.where, table) if question.where else np.ones(table.rows)
    if question.kind is Kind.SHARE:
        if question.where:
            answered = table.codes(question.of) >= 0 if question.of else np.ones(table.rows, dtype=bool)
            return np.where(answered, holds, np.nan), None
        return _shares(question.of, table.numbers(question.of)), None
    of = table.numbers(question.of) if question.of else np.ones(table.rows)
    return np.where(holds == 1, of, np.nan), table.numbers(question.over) if question.over else None


def _shares(name: str, numbers: FloatArray) -> FloatArray:
    if not np.isin(numbers[~np.isnan(numbers)], (0.0, 1.0)).all():
        raise SurveyError(
            f'để tính tỷ lệ, cột {name} chỉ có 0 và 1; hoặc dùng --where "{name} >= 4"',
            f'for a share column {name} must hold 0 and 1; or use --where "{name} >= 4"',
        )
    return numbers


def as_data(found: Estimates, place: int, label: str | None) -> dict[str, Any]:
    """Return one estimate as it is printed in JSON; null where nothing can be told."""
    numbers = {name: _or_none(getattr(found, name)[place]) for name in ("estimate", "se", "low", "high")}
    counts = {"n": int(found.n[place]), "deff": _or_none(found.deff[place]), "df": int(found.df[place])}
    return ({} if label is None else {"domain": label}) | numbers | counts


def _or_none(number: float) -> float | None:
    return float(number) if math.isfinite(number) else None


def _file(path: Path) -> Path:
    if not path.is_file():
        raise SurveyError(f"không có tệp {path}", f"there is no file {path}")
    return path


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SurveyError(f"tệp {path.name} không phải TOML: {error}", f"{path.name} is not TOML: {error}") from None


def _tell(vietnamese: str, english: str, code: int) -> NoReturn:
    sys.stderr.write(f"dinhlang surveys: {vietnamese}. · {english}.\n")
    raise typer.Exit(code)
