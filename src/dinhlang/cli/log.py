"""`dinhlang log`: check the whole public log, print its policy, write a proof."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from dinhlang.apps.transparency import queries

app = typer.Typer(add_completion=False, no_args_is_help=True)


@app.command()
def fsck(
    *, as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON on standard output.")] = False
) -> None:
    """Recompute every record, line, tile, tree head and signature from the stored bytes.

    Ends with 0 when all fits, with 1 and a sentence for each finding when not.

    Example: dinhlang log fsck --json
    """
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    ) as progress:
        report = queries.fsck(_Bars(progress).show)
    if as_json:
        typer.echo(json.dumps(asdict(report)))
    else:
        for finding in report.findings:
            typer.echo(f"{finding.code}: {finding.sentence}", err=True)
        typer.echo(
            f"{report.records} records ({report.erased} erased), {report.lines} lines, {report.heads} tree heads "
            f"({report.signed} signed): {report.found or 'no'} finding{'' if report.found == 1 else 's'}.",
            err=True,
        )
    if report.found:
        raise typer.Exit(1)


@app.command()
def policy() -> None:
    """Print the policy file by which `dinhlang verify` checks proofs of this log.

    Example: dinhlang log policy > chinh-sach.txt
    """
    text = queries.policy_text(f"{settings.BASE_URL}/nhat-ky")
    if text is None:
        typer.echo("dinhlang log policy: this log has no key yet: start `dinhlang signer` once.", err=True)
        raise typer.Exit(1)
    sys.stdout.write(text)


@app.command()
def proof(
    index: Annotated[int, typer.Argument(help="Number of the line in the log, from 0.", min=0)],
    out: Annotated[Path | None, typer.Option(help="Write here instead of standard output.")] = None,
) -> None:
    """Write the .tlog-proof of one line, with its opening where the record is public.

    Example: dinhlang log proof 41 --out 41.tlog-proof
    """
    made = queries.proof_file(index)
    if made is None:
        typer.echo(f"dinhlang log proof: line {index} stands under no signed checkpoint yet.", err=True)
        raise typer.Exit(1)
    if out is None:
        sys.stdout.write(str(made))
    else:
        out.write_text(str(made))


class _Bars:
    """One progress bar for each step of the check."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.bars: dict[str, TaskID] = {}

    def show(self, step: str, done: int, total: int) -> None:
        """Move the bar of a step."""
        if step not in self.bars:
            self.bars[step] = self.progress.add_task(step, total=total)
        self.progress.update(self.bars[step], completed=done)
