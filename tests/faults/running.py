"""A deployment that runs for real, by the product's own command and supervisor."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from dinhlang.lib.ports import free_port

SECONDS = 60
PYTHON = [sys.executable, "-m", "dinhlang"]


def environment() -> dict[str, str]:
    """Return an environment in which a command finds nothing but its own small database."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_URL", "DINHLANG_", "DJANGO"))
    }


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the product to its end."""
    return subprocess.run([*PYTHON, *arguments], env=environment(), check=False, capture_output=True, text=True)


def wait_for(condition: Callable[[], bool], what: str) -> None:
    """Wait until a condition holds; fail after a minute."""
    for _ in range(SECONDS * 10):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail(f"not within {SECONDS} s: {what}")


@dataclass
class Serving:
    """A running `dinhlang serve`."""

    process: subprocess.Popen[str]
    port: int
    data_dir: Path

    def answers(self) -> bool:
        """Tell whether the home page is served."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        return False

    def pid(self, name: str) -> int | None:
        """Return the process of a child by the word that names it on its command line; the database by its pid file."""
        if name == "postgres":
            cluster = json.loads((self.data_dir / "postgres.json").read_text())["cluster"]
            with contextlib.suppress(OSError):
                return int(Path(cluster, "postmaster.pid").read_text().splitlines()[0])
            return None
        return next((child for child in children_of(self.process.pid) if name in words_of(child)), None)

    def web_workers(self) -> list[int]:
        """Return the processes that answer requests."""
        web = self.pid("granian")
        return [child for child in children_of(web) if "granian" in words_of(child)] if web else []


def children_of(pid: int) -> list[int]:
    """Return the child processes of a process, none of a dead one."""
    with contextlib.suppress(OSError):
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def words_of(pid: int) -> list[str]:
    """Return the command line of a process."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    return []


def serve(data_dir: Path, *, workers: int = 1, more: Mapping[str, str] | None = None) -> Serving:
    """Start serving and wait for its one line on standard output."""
    port = free_port()
    process = subprocess.Popen(
        [*PYTHON, "serve", "--port", str(port), "--workers", str(workers), "--data-dir", str(data_dir)],
        env=environment() | dict(more or {}), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    threading.Thread(target=process.stderr.read, daemon=True).start()
    assert process.stdout.readline() == f"ready http://127.0.0.1:{port}\n"
    return Serving(process, port, data_dir)
