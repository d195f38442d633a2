"""`dinhlang surveys size` and `draw`: how many to ask and whom, repeatable from a seed."""

import csv
import sys
import tomllib
from collections.abc import Sequence
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from dinhlang.domain.surveys import sampling
from dinhlang.domain.surveys.fieldwork import Plan, serials
from dinhlang.domain.surveys.sampling import Drawn, Method, SamplingError, StagePlan

KEYS = {"cluster", "take", "strata", "method", "measure", "replacements", "whole_if_fewer"}
ADDED = ("chance", "weight", "replacement")


def size(
    population: Annotated[int, typer.Option(min=1, help="how many people there are")],
    margin: Annotated[str, typer.Option(help="half the width of the interval, such as 0.03")] = "0.05",
    deff: Annotated[str, typer.Option(help="design effect, 2 for people drawn by villages")] = "1",
    response: Annotated[str, typer.Option(help="the share that will answer")] = "1",
) -> None:
    """Say how many to invite so that a share is known to within a margin at 95 %."""
    try:
        asked = sampling.size(population, Fraction(margin), deff=Fraction(deff), response=Fraction(response))
    except ValueError as error:  # SamplingError is one
        _no(f"không tính được: {error}", f"this cannot be computed: {error}")
    typer.echo(str(asked))


def draw(
    frame: Annotated[Path, typer.Argument(metavar="FRAME.csv", help="a row for each person or household")],
    plan: Annotated[Path, typer.Option(metavar="PLAN.toml", help="[[stage]] cluster, take, strata, method …")],
    seed: Annotated[str, typer.Option(help="any text; publish it before the draw")],
    out: Annotated[Path, typer.Option(metavar="SAMPLE.csv", help="who was drawn, with weights; must not exist yet")],
) -> None:
    """Draw a sample that anybody can draw again from the same frame, plan and seed."""
    try:
        rows, names = _frame(frame)
        drawn = sampling.draw(rows, _plan(plan), seed)
        _write(out, names, drawn)
    except (SamplingError, OSError, UnicodeDecodeError, csv.Error, tomllib.TOMLDecodeError, KeyError) as error:
        _no(f"không rút được mẫu: {error}", f"no sample can be drawn: {error}")
    digest = sha256(frame.read_bytes() + plan.read_bytes()).hexdigest()
    sys.stderr.write(f"dinhlang surveys: {len(drawn)} · SHA-256 of frame and plan: {digest}\n")


def households(
    village: Annotated[str, typer.Option(help="official code of the village")],
    size: Annotated[int, typer.Option(min=1, help="how many households its list has")],
    take: Annotated[int, typer.Option(min=1, help="how many are drawn")],
    seed: Annotated[str, typer.Option(help="as published")],
    replacements: Annotated[int, typer.Option(min=0, help="how many stand in, by turn")] = 0,
) -> None:
    """Say which households of a village are drawn: their numbers in its list, replacements last with their turn."""
    plan = Plan(communes=0, villages=1, people=take, replacements=replacements, method=Method.SRS, by_kind=False)
    for serial, turn in serials(seed, village, size, plan):
        typer.echo(f"{serial}\t{turn}")


def _frame(path: Path) -> tuple[list[dict[str, str]], list[str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file, strict=True)
        rows = [{name: value or "" for name, value in row.items() if name is not None} for row in reader]
    if not rows:
        raise SamplingError("the frame is empty")
    return rows, list(reader.fieldnames or ())


def _plan(path: Path) -> list[StagePlan]:
    raw: Any = tomllib.loads(path.read_text(encoding="utf-8")).get("stage")
    if not isinstance(raw, list) or not raw or any(not isinstance(one, dict) or set(one) - KEYS for one in raw):
        raise SamplingError(f"every stage is a table [[stage]] of {', '.join(sorted(KEYS))}")
    try:
        return [StagePlan(**one | {"method": Method(one.get("method", "srs"))}) for one in raw]
    except (TypeError, ValueError) as error:
        raise SamplingError(str(error)) from error


def _write(out: Path, names: Sequence[str], drawn: Sequence[Drawn]) -> None:
    with out.open("x", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow([*names, *ADDED])
        for one in drawn:
            more = (str(one.chance), f"{float(1 / one.chance):.10g}", one.replacement)
            table.writerow([*(one.row.get(name, "") for name in names), *more])


def _no(vietnamese: str, english: str) -> NoReturn:
    sys.stderr.write(f"dinhlang surveys: {vietnamese}. · {english}.\n")
    raise typer.Exit(1)
