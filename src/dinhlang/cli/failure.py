"""Turn what went wrong into one sentence and an exit code; nobody but a developer sees a traceback."""

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError, ProgrammingError

from dinhlang.lib.data_dir import DataDirError
from dinhlang.lib.env import YES, SettingError
from dinhlang.lib.postgres_binaries import NoPostgresError
from dinhlang.lib.postgres_cluster import DatabaseError
from dinhlang.lib.refusal import RefusedError

NO = 1
WRONG_USAGE = 2
EXPECTED = (RefusedError, DataDirError, NoPostgresError, DatabaseError)
ABOUT_CODE = (ImportError, AttributeError, NameError)  # their messages quote names of ours, never data
NEEDS_MIGRATION = {"42P01", "42703"}  # undefined table, undefined column


@dataclass
class Outcome:
    """The exit code that the command will give."""

    code: int = NO


@contextmanager
def explained(name: str, data_dir: Path) -> Iterator[Outcome]:
    """Run a command; an exception becomes a sentence on standard error and a code. DINHLANG_DEBUG shows it whole."""
    outcome = Outcome()
    try:
        yield outcome
    except KeyboardInterrupt:
        outcome.code = 130
    except Exception as error:  # noqa: BLE001 - the end of the line: whatever it is, say it in a sentence
        if os.environ.get("DINHLANG_DEBUG", "").lower() in YES:
            traceback.print_exc()
        sys.stderr.write(f"dinhlang {name}: {sentence(error, data_dir)}\n")
        outcome.code = WRONG_USAGE if isinstance(error, SettingError) else NO


def sentence(error: Exception, data_dir: Path) -> str:
    """Return what to tell the person: our own words as they are, anything else with the place of its log."""
    if isinstance(error, (*EXPECTED, SettingError)):
        return str(error)
    if isinstance(error, ImproperlyConfigured):
        return f"the settings do not fit together: {error}"
    if isinstance(error, ProgrammingError) and getattr(error.__cause__, "sqlstate", "") in NEEDS_MIGRATION:
        return "the tables are of another version: run `dinhlang migrate`"
    if isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", None) is None:
        return "the database does not answer: check DATABASE_URL and that the server runs"
    return f"this failed unexpectedly ({type(error).__name__}); where: {written_down(error, data_dir)}"


def written_down(error: Exception, data_dir: Path) -> str:
    """Append type and places of the error to the log, its message only if that cannot quote anybody's data."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    head = f"{type(error).__name__}: {error}" if isinstance(error, ABOUT_CODE) else type(error).__name__
    text = "\n  ".join([head, *frames]) + "\n"
    log = data_dir / "logs" / "commands.log"
    try:
        with log.open("a") as file:
            file.write(text)
    except OSError:
        return frames[-1] if frames else "unknown"
    return str(log)
