"""Keep a few processes alive: start them, restart the dead with a growing pause, stop them in reverse order."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Protocol

TICK_SECONDS = 0.2
FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0
HEALTHY_SECONDS = 10.0  # a process that lived so long starts again without a pause
STOP_SECONDS = 5.0
LOG_BYTES = 10_000_000  # a longer log is put aside at the start
PR_SET_PDEATHSIG = 1


class Database(Protocol):
    """What the supervisor needs of a database that it heals."""

    def is_running(self) -> bool:
        """Tell whether the server lives."""
        ...

    def start(self) -> None:
        """Bring the server up again."""
        ...


@dataclass
class Child:
    """One process to keep alive, in a process group of its own."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    waits: bool = False  # until the deployment is ready: what nobody waits for leaves the processor to the pages
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    pause: float = field(default=0.0, init=False)
    due: float = field(default=0.0, init=False)

    def start(self, logs: Path) -> None:
        """Start the process; its output goes to <logs>/<name>.log."""
        path = logs / f"{self.name}.log"
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.rename(path.with_suffix(".log.1"))
        with path.open("ab") as log:
            self.process = subprocess.Popen(
                list(self.command), env=dict(self.environment), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, preexec_fn=die_with_parent,  # noqa: PLW1509 - the supervisor has one thread
            )  # fmt: skip
        self.started = time.monotonic()

    def plan_restart(self) -> None:
        """Clear what a dead process left and say when the next may start."""
        self.kill()
        lived = time.monotonic() - self.started
        self.pause = (
            0.0 if lived > HEALTHY_SECONDS else min(max(self.pause * 2, FIRST_PAUSE_SECONDS), LONGEST_PAUSE_SECONDS)
        )
        self.due = time.monotonic() + self.pause
        self.process = None

    def kill(self) -> None:
        """End the whole group at once: the workers of a killed web server would keep its port."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """Ask the process to end, then end it."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        self.kill()


class Supervisor:
    """Runs the children in the order given until a signal comes, and heals the database beneath them."""

    def __init__(
        self, children: Sequence[Child], *, logs: Path, say: Callable[[str], None], database: Database | None = None
    ) -> None:
        self._children = list(children)
        self._logs = logs
        self._say = say
        self._database = database
        self._stopping = False
        self._ready = False

    def run(self, *, is_ready: Callable[[], bool], announce: Callable[[], None], ready_seconds: float) -> bool:
        """Run until SIGTERM, SIGHUP or Ctrl-C; `announce` once when ready. False if it never became ready."""
        before = {one: signal.signal(one, self._on_signal) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
        deadline = time.monotonic() + ready_seconds
        try:
            while not self._stopping:
                self.tick()
                if not self._ready and is_ready():
                    announce()
                    self._ready = True
                if not self._ready and time.monotonic() > deadline:
                    return False
                time.sleep(TICK_SECONDS)
        finally:
            self.stop()
            for number, handler in before.items():
                signal.signal(number, handler)
        return True

    def tick(self) -> None:
        """Look once: heal the database, restart who died and whose pause is over."""
        if self._database is not None and not self._database.is_running():
            self._say("the database stopped; starting it again")
            self._database.start()
        for child in self._children:
            if child.process is not None and child.process.poll() is not None:
                code = child.process.returncode
                child.plan_restart()
                self._say(f"{child.name} ended ({code}); again in {child.pause:.1f} s; see {child.name}.log")
            due = time.monotonic() >= child.due and (self._ready or not child.waits)
            if child.process is None and due and not self._stopping:
                child.start(self._logs)

    def stop(self) -> None:
        """Stop the children, the last started first."""
        for child in reversed(self._children):
            child.stop()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True


def die_with_parent() -> None:
    """Let the kernel end this process when its supervisor is killed, so that no orphan keeps a port."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
