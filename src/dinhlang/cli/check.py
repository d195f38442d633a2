"""`dinhlang check`: style, types, import contracts, migrations; side by side, since most of them use one core."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import typer

import dinhlang
from dinhlang.cli.failure import explained
from dinhlang.cli.processes import say
from dinhlang.lib.data_dir import default_path
from dinhlang.lib.refusal import RefusedError

SIDE_BY_SIDE = 2
PYTHON = [sys.executable, "-m"]
NO_DATABASE = "postgresql://dinhlang@127.0.0.1:1/none"  # the migrations are compared with the code, not with tables
TOOLS = {
    "types": [*PYTHON, "mypy"],
    "migrations": [sys.executable, "-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run"],
    "contracts": [str(Path(sys.executable).with_name("lint-imports"))],
    "style": [*PYTHON, "ruff", "check", "."],
    "format": [*PYTHON, "ruff", "format", "--check", "."],
}
app = typer.Typer(add_completion=False)


@dataclass(frozen=True)
class Result:
    """What one tool said."""

    name: str
    passed: bool
    seconds: float
    output: str


@app.command(epilog="Example: dinhlang check")
def check() -> None:
    """Run ruff, mypy --strict, the import contracts and the check for missing migrations."""
    with explained("check", default_path()) as outcome:
        outcome.code = 0 if run_checks(checkout()) else 1
    raise typer.Exit(outcome.code)


def checkout() -> Path:
    """Return the root of the checkout; only there are tests and the configuration of the tools."""
    root = Path(dinhlang.__file__).resolve().parents[2]
    if not (root / "tests").is_dir() or not (root / "pyproject.toml").is_file():
        raise RefusedError("this works in a checkout only: clone the repository and run ./dinhlang there")
    return root


def run_checks(root: Path) -> bool:
    """Run every tool in the checkout and report; True if all pass."""
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        verdicts = [reported(result) for result in pool.map(lambda name: run_tool(name, root), TOOLS)]
    return all(verdicts)


def run_tool(name: str, root: Path) -> Result:
    """Run one tool."""
    environment = os.environ | {"DATABASE_URL": NO_DATABASE, "DJANGO_SETTINGS_MODULE": "dinhlang.config.settings"}
    began = time.monotonic()
    done = subprocess.run(
        TOOLS[name], cwd=root, env=environment, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    return Result(name, done.returncode == 0, time.monotonic() - began, done.stdout)


def reported(result: Result) -> bool:
    """Say how a tool ended, with its output if it complains."""
    if not result.passed:
        sys.stderr.write(result.output)
    say(f"{result.name}: {'good' if result.passed else 'NOT GOOD'} ({result.seconds:.0f} s)")
    return result.passed
