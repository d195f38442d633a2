"""`dinhlang consultations`: the opinion map of a table of votes; no database, no Django."""

import json
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dinhlang.cli import consultations_text as text
from dinhlang.cli.consultations_votes import VotesError, moderated_out, read_votes
from dinhlang.domain.consultations.opinion_map import TooFewVotesError, opinion_map

NO = 1
app = typer.Typer(add_completion=False, no_args_is_help=True, help="Opinion maps of consultations.")


@app.callback()
def consultations() -> None:
    """Opinion maps of consultations."""


@app.command("map", epilog="Example: dinhlang consultations map participants-votes.csv --comments comments.csv --json")
def map_(
    votes: Annotated[Path, typer.Argument(metavar="VOTES.csv", help="participant,statement,vote; or one column each")],
    comments: Annotated[
        Path | None, typer.Option("--comments", metavar="FILE", help="says which statements were moderated out")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON only")] = False,  # noqa: FBT002
) -> None:
    """Group participants by how they vote on statements; print what speaks for each group and what unites all."""
    try:
        found = opinion_map(read_votes(votes), moderated_out(comments) if comments else frozenset())
    except VotesError as error:
        _no(error.vietnamese, error.english)
    except TooFewVotesError:
        _no("quá ít phiếu để vẽ bản đồ ý kiến", "too few votes for an opinion map")
    typer.echo(json.dumps(text.map_data(found), ensure_ascii=False) if as_json else "\n".join(text.map_lines(found)))


def _no(vietnamese: str, english: str) -> NoReturn:
    sys.stderr.write(f"dinhlang consultations: {vietnamese}. · {english}.\n")
    raise typer.Exit(NO)
