"""`dinhlang test`: every check and every test, against a database that lives only as long."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from dinhlang.cli.check import checkout, run_checks
from dinhlang.cli.failure import explained
from dinhlang.cli.processes import interrupt_on_terminate
from dinhlang.lib.data_dir import default_path, open_data_dir
from dinhlang.lib.embedded_postgres import EmbeddedPostgres

EPILOG = "Examples: dinhlang test · dinhlang test tests/domain -k deadline · dinhlang test --database postgresql://…"
# All tests run two at a time, each process taking the next in order: those with real transactions empty the tables,
# so they come last in each.
SIDE_BY_SIDE = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
app = typer.Typer(add_completion=False)


@app.command("test", epilog=EPILOG, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def run_tests(
    context: typer.Context,
    *,
    database: Annotated[str | None, typer.Option(help="a server to test on instead of our own small one")] = None,
    no_check: Annotated[bool, typer.Option("--no-check", help="only pytest")] = False,
) -> None:
    """Run the checks and pytest; with arguments for pytest (given as they are) the checks are left out."""
    with explained("test", default_path()) as outcome:
        interrupt_on_terminate()
        root = checkout()
        checked = no_check or bool(context.args) or run_checks(root)
        with database_for_tests(database) as url:
            environment = os.environ | {"DATABASE_URL": url}
            asked = context.args or SIDE_BY_SIDE
            tests = subprocess.run([sys.executable, "-m", "pytest", *asked], cwd=root, env=environment, check=False)
        outcome.code = tests.returncode if checked else tests.returncode or 1
    raise typer.Exit(outcome.code)


@contextmanager
def database_for_tests(url: str | None) -> Iterator[str]:
    """Give the address of a server: the one asked for, or a small one that forgets everything at the end."""
    if url:
        yield url
        return
    with tempfile.TemporaryDirectory(prefix="dinhlang-test-") as place:
        own = EmbeddedPostgres(open_data_dir(Path(place)), for_tests=True)
        own.start()
        try:
            yield own.url
        finally:
            own.release()
            own.destroy()
