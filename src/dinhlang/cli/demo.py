"""`dinhlang demo`: a living demo province in one command."""

import shutil
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from dinhlang.cli import processes
from dinhlang.cli.deployment import deployment
from dinhlang.cli.failure import explained
from dinhlang.lib.data_dir import SETTINGS_FILE, DataDir, default_path, kind_of, write_private
from dinhlang.lib.embedded_postgres import EmbeddedPostgres
from dinhlang.lib.refusal import RefusedError

KIND = "demo"
MOST_WEB_WORKERS = 2
EPILOG = "Examples: dinhlang demo · dinhlang demo --port 8001 --data-dir second · dinhlang demo --fresh --cases 500"
app = typer.Typer(add_completion=False)


@app.command(epilog=EPILOG)
def demo(
    *,
    port: Annotated[int, typer.Option(help="port of the pages")] = 8000,
    host: Annotated[str, typer.Option(help="address to listen on; 0.0.0.0 for the whole network")] = "127.0.0.1",
    data_dir: Annotated[Path | None, typer.Option(help="where this demo lives; two demos need two")] = None,
    cases: Annotated[
        int, typer.Option(min=0, help="cases to generate at the first start; under 1000: registers of 12 communes")
    ] = 5000,
    seed: Annotated[int, typer.Option(help="the same seed and day give the same data")] = 1,
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="last day of the generated data")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="throw this demo's data away and generate anew")] = False,
    role_cards: Annotated[bool, typer.Option("--role-cards", help="one-tap sign-in also beyond this machine")] = False,
) -> None:
    """Bring up a demo province: database, data, pages, background jobs. Ctrl-C stops it; the data stays.

    Prints one line `ready http://HOST:PORT` on standard output when pages answer.
    """
    path = (data_dir or default_path("dinhlang-demo")).expanduser().absolute()
    with explained("demo", path) as outcome:
        processes.interrupt_on_terminate()
        processes.refuse_taken_port(host, port)
        if fresh:
            throw_away(path)
        refuse_real_deployment(path)
        day = ["--today", f"{today:%Y-%m-%d}"] if today else []
        wanted = demo_settings(host, port, role_cards=role_cards or host in processes.LOOPBACK)
        processes.say(f"the demo lives in {path}")
        with deployment(path, kind=KIND, own_database=True, settings=wanted) as up:
            keep_settings(up.data_dir)
            data = ["--cases", str(cases), "--seed", str(seed), *day]
            if processes.run_steps(["static-files"], ["demo-data", *data], environment=up.environment):
                workers = processes.default_workers(MOST_WEB_WORKERS)
                outcome.code = processes.serve_until_stopped(up, host=host, port=port, workers=workers)
    raise typer.Exit(outcome.code)


def demo_settings(host: str, port: int, *, role_cards: bool) -> dict[str, str]:
    """Return the settings of a demo at this address."""
    shown = "127.0.0.1" if host in processes.EVERY_ADDRESS else host
    return {
        "DINHLANG_DEMO": "true",
        "DINHLANG_ROLE_CARDS": "true" if role_cards else "false",
        "DINHLANG_BASE_URL": f"http://{shown}:{port}",
        "DINHLANG_ALLOWED_HOSTS": processes.host_names(host),
    }


def keep_settings(data_dir: DataDir) -> None:
    """Let every other command on this directory know that it is a demo."""
    file = data_dir.path / SETTINGS_FILE
    if not file.exists():
        write_private(file, "# NAME=value, a setting a line; the environment wins\nDINHLANG_DEMO=true\n")


def refuse_real_deployment(path: Path) -> None:
    """Refuse to put demo data beside real data."""
    if kind_of(path) not in {None, KIND}:
        raise RefusedError(f"{path} is a real deployment: give the demo a --data-dir of its own")


def throw_away(path: Path) -> None:
    """Remove the data of a demo that does not run; nothing without the marker of a demo is touched."""
    if not path.exists():
        return
    if kind_of(path) != KIND:
        raise RefusedError(f"--fresh removes only a demo, and {path} is not marked as one")
    processes.say(f"removing the old demo in {path}")
    EmbeddedPostgres(DataDir(path, KIND)).destroy()
    shutil.rmtree(path)
