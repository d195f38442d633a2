"""`dinhlang serve`: the web and everything behind it, for one deployment."""

from pathlib import Path
from typing import Annotated

import typer

from dinhlang.cli import processes
from dinhlang.cli.deployment import deployment
from dinhlang.cli.failure import explained
from dinhlang.lib.data_dir import default_path

EPILOG = "Examples: dinhlang serve · DATABASE_URL=… dinhlang serve --web-only --workers 8"
app = typer.Typer(add_completion=False)


@app.command(epilog=EPILOG)
def serve(
    *,
    port: Annotated[int, typer.Option(help="port of the pages")] = 8000,
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    data_dir: Annotated[
        Path | None, typer.Option(envvar="DINHLANG_DATA_DIR", help="keys, files, logs, small database")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="web worker processes (default: one a core)")] = None,
    web_only: Annotated[
        bool, typer.Option("--web-only", help="without signer, sequencer and worker: they run as services")
    ] = False,
) -> None:
    """Serve a deployment until Ctrl-C; prints `ready …` when pages answer. The tables must be current (`migrate`)."""
    path = (data_dir or default_path()).expanduser().absolute()
    with explained("serve", path) as outcome:
        processes.interrupt_on_terminate()
        processes.refuse_taken_port(host, port)
        with deployment(path) as up:
            if processes.run_steps(["preflight"], environment=up.environment):
                outcome.code = processes.serve_until_stopped(
                    up, host=host, port=port, workers=workers or processes.default_workers(), everything=not web_only
                )
    raise typer.Exit(outcome.code)
