"""`dinhlang bench`: what pages and opinion maps cost, against their budgets."""

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from dinhlang.cli import main as dispatcher
from dinhlang.cli.bench_consultations import consultations
from dinhlang.cli.bench_decisions import decisions
from dinhlang.cli.bench_pages import Figure, measure
from dinhlang.cli.bench_scale import fill
from dinhlang.cli.processes import say
from dinhlang.cli.static_files import collect_if_changed

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Measure pages; numbers are CPU, not wall time.")
SURVEYS = dispatcher.Command("bench_surveys", "Estimates from surveys", dispatcher.Needs.NOTHING)  # loads numpy
HEADINGS = ("path", "CPU", "+ db", "SQL", "bytes", "budget", "kept", "×peer", "×bare")


@app.callback()
def bench() -> None:
    """Measure what the product costs."""


app.command(
    epilog="Example: dinhlang bench consultations --data ../shared/data/polis --red-dwarf ~/red-dwarf/bin/python"
)(consultations)


@app.command(epilog="Example: dinhlang bench pages --data-dir /tmp/bench --cases 1000000")
def pages(
    cases: Annotated[int, typer.Option(min=0, help="fill up to so many cases first (throw-away data!)")] = 0,
    rounds: Annotated[int, typer.Option(min=3, help="requests for each line")] = 100,
    as_json: Annotated[bool, typer.Option("--json", help="print JSON on standard output")] = False,  # noqa: FBT002
) -> None:
    """Print the CPU of worker and database per request for each path, with its budget and the best peer's figure.

    Runs one worker's code in this process, on the deployment of --data-dir: a demo's, never a real one.
    """
    collect_if_changed()
    if cases:
        fill(cases)
    found = measure(rounds, progress=say)
    if as_json:
        typer.echo(json.dumps([vars(one) | {"ok": one.ok} for one in found], ensure_ascii=False))
    else:
        Console().print(_table(found))
    if not all(one.ok for one in found):
        say("some paths cost more than their budget")


@app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    epilog="Example: dinhlang bench surveys --json",
)
def surveys(ctx: typer.Context) -> None:
    """Time estimates from a million answers, and count how often their intervals hold the truth."""
    raise typer.Exit(dispatcher.call(SURVEYS, "bench surveys", ctx.args))


app.command(epilog="Example: dinhlang bench decisions --data-dir /tmp/bench --villages 3000")(decisions)


def _table(found: list[Figure]) -> Table:
    """Return the figures as a table, one line a path; times in ms."""
    table = Table(*HEADINGS, padding=0)
    for column in table.columns:
        column.no_wrap = True
    for one in found:
        table.add_row(
            one.path, f"{one.worker_ms:.2f}", f"{one.database_ms:.1f}", str(one.queries), f"{one.size:,}",
            f"{one.budget_ms:.2f}", "yes" if one.ok else "NO", f"{one.times_peer:.3g}" if one.times_peer else "–",
            f"{one.times_bare:.0f}",
        )  # fmt: skip
    return table
