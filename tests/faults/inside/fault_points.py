"""Points inside transactions and answers at which a process of the deployment under test dies, once, when asked.

The test puts a file `<point>-<moment>` into the folder FAULT_PLACE; the first process that comes there takes it away
(renames it) and kills itself as `kill -9` would. Nothing in the product knows about this.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.core.handlers.wsgi import WSGIHandler

PLACE = Path(os.environ["FAULT_PLACE"])
# What a transaction did, by the statement that shows it.
POINTS = {
    "case": 'INSERT INTO "feedback_case"',
    "file": 'INSERT INTO "feedback_attachment"',
    "cleaned": 'UPDATE "feedback_attachment" SET "case_id"',
}
here = threading.local()


def die_if(point: str, moment: str) -> None:
    """Die if the test armed this moment, and nobody else took it."""
    armed = PLACE / f"{point}-{moment}"
    if armed.exists():
        try:
            armed.rename(armed.with_suffix(".done"))
        except FileNotFoundError:
            return
        os.kill(os.getpid(), signal.SIGKILL)


def noting(execute: Callable[..., Any]) -> Callable[..., Any]:
    """Remember which points a transaction passed."""

    def executed(self: Any, query: Any, *args: Any, **kwargs: Any) -> Any:
        text = query.decode() if isinstance(query, bytes) else str(query)
        passed = [point for point, start in POINTS.items() if text.startswith(start)]
        if passed:
            here.passed = [*getattr(here, "passed", []), *passed]
        return execute(self, query, *args, **kwargs)

    return executed


def deadly_commit(commit: Callable[..., None]) -> Callable[..., None]:
    """Die before or after the commit."""

    def committed(self: Any) -> None:
        points, here.passed = getattr(here, "passed", []), []
        for point in points:
            die_if(point, "before")
        commit(self)
        for point in points:
            die_if(point, "after")
        here.committed = points

    return committed


def forgetting(rollback: Callable[..., None]) -> Callable[..., None]:
    """Forget what a transaction did that was taken back."""

    def rolled_back(self: Any) -> None:
        here.passed = []
        rollback(self)

    return rolled_back


def deadly_answer(answer: Callable[..., Any]) -> Callable[..., Any]:
    """Die while the answer goes out."""

    def answered(self: Any, *args: Any) -> Any:
        here.committed = []
        response = answer(self, *args)
        return dying(response, list(here.committed)) if here.committed else response

    return answered


def dying(response: Any, points: list[str]) -> Iterator[bytes]:
    """Hand out the answer bit by bit, and die in it if armed."""
    yield from response
    yield b""
    for point in points:
        die_if(point, "response")


psycopg.Cursor.execute = noting(psycopg.Cursor.execute)  # type: ignore[method-assign]
psycopg.Connection.commit = deadly_commit(psycopg.Connection.commit)  # type: ignore[method-assign]
psycopg.Connection.rollback = forgetting(psycopg.Connection.rollback)  # type: ignore[method-assign]
WSGIHandler.__call__ = deadly_answer(WSGIHandler.__call__)  # type: ignore[method-assign]
