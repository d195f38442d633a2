"""A served deployment with a small province in it, under the fault points of `inside/`."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from tests.faults.running import SECONDS, Serving, command, environment, serve

from dinhlang.cli.deployment import described
from dinhlang.lib.data_dir import DataDir
from dinhlang.lib.embedded_postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[2]
FOUND = """
import django
django.setup()
from tests.province import found
from dinhlang.lib import clock
found(clock.now())
"""


@contextmanager
def database_of(data_dir: Path) -> Iterator[EmbeddedPostgres]:
    """Hold the database of a deployment."""
    database = EmbeddedPostgres(DataDir(data_dir, "deployment"))
    database.start()
    try:
        yield database
    finally:
        database.release()


@contextmanager
def connected(data_dir: Path) -> Iterator[psycopg.Connection]:
    """Give a connection to the database of a deployment."""
    with database_of(data_dir) as database, psycopg.connect(database.url, autocommit=True) as connection:
        yield connection


def run_inside(data_dir: Path, code: str) -> str:
    """Run a few lines with the product's Django on a deployment and return what they print."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    with database_of(data_dir) as database:
        known = environment() | described(DataDir(data_dir, "deployment")) | {"PYTHONPATH": paths}
        done = subprocess.run(
            [sys.executable, "-c", code], env=known | {"DATABASE_URL": database.url}, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def province(place: Path) -> Iterator[Serving]:
    """Serve a small province; the fault points look into <place>/faults."""
    data_dir, faults = place / "data", place / "faults"
    faults.mkdir()
    assert command("migrate", "--data-dir", str(data_dir)).returncode == 0
    run_inside(data_dir, FOUND)
    inside = [str(Path(__file__).parent / "inside"), *filter(None, [os.environ.get("PYTHONPATH")])]
    more = {
        "PYTHONPATH": os.pathsep.join(inside),
        "FAULT_PLACE": str(faults),
        "DINHLANG_TRUSTED_PROXIES": "1",  # each citizen has an address of its own
    }
    serving = serve(data_dir, workers=2, more=more)
    try:
        yield serving
    finally:
        serving.process.terminate()
        serving.process.wait(SECONDS)
        EmbeddedPostgres(DataDir(data_dir, "deployment")).destroy()
