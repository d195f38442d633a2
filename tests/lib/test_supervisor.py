"""What dies comes back; what is stopped stops in order."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dinhlang.lib import supervisor
from dinhlang.lib.supervisor import Child, Supervisor

# Each child writes a line when it starts and one when it is asked to end.
SCRIPT = """
import signal, sys, time
def say(word):
    with open(sys.argv[1], "a") as file:
        file.write(f"{word} {sys.argv[2]}\\n")
def leave(*_):
    say("end"); sys.exit(0)
signal.signal(signal.SIGTERM, leave)
say("start")
time.sleep(60)
"""


class FakeDatabase:
    """A database that can be struck down."""

    def __init__(self) -> None:
        self.running = True
        self.starts = 0

    def is_running(self) -> bool:
        return self.running

    def start(self) -> None:
        self.running, self.starts = True, self.starts + 1


@pytest.fixture
def said(tmp_path: Path) -> Callable[[], list[str]]:
    file = tmp_path / "said"
    file.touch()
    return lambda: file.read_text().splitlines()


@pytest.fixture
def started(tmp_path: Path, said: Callable[[], list[str]]) -> Iterator[tuple[Supervisor, list[Child], FakeDatabase]]:
    children = [
        Child(name, [sys.executable, "-S", "-c", SCRIPT, str(tmp_path / "said"), name], dict(os.environ))
        for name in ("signer", "web")
    ]
    database = FakeDatabase()
    running = Supervisor(children, logs=tmp_path, say=lambda sentence: None, database=database)
    running.tick()
    wait_for(lambda: len(said()) == 2)
    yield running, children, database
    for child in children:
        child.kill()


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(200):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen within ten seconds")


def test_a_killed_child_starts_again(started: tuple, said: Callable[[], list[str]]) -> None:
    running, (_signer, web), _ = started
    first = web.process.pid
    web.process.kill()
    wait_for(lambda: running.tick() or (web.process is not None and web.process.pid != first))
    wait_for(lambda: said().count("start web") == 2)
    assert said().count("start signer") == 1


def test_a_child_that_dies_at_once_waits_longer_each_time(tmp_path: Path) -> None:
    child = Child("web", [sys.executable, "-S", "-c", "raise SystemExit(3)"], dict(os.environ))
    pauses = []
    for _ in range(8):
        child.start(tmp_path)
        child.process.wait()
        child.plan_restart()
        pauses.append(child.pause)
    assert pauses[:3] == [0.2, 0.4, 0.8]
    assert pauses[-1] == supervisor.LONGEST_PAUSE_SECONDS


def test_the_workers_of_a_dead_child_die_too(tmp_path: Path) -> None:
    script = "import subprocess, sys; print(subprocess.Popen(['sleep', '60']).pid, flush=True); sys.exit(1)"
    child = Child("web", [sys.executable, "-S", "-c", script], dict(os.environ))
    child.start(tmp_path)
    child.process.wait()
    worker = int((tmp_path / "web.log").read_text())
    os.kill(worker, 0)
    child.plan_restart()
    wait_for(lambda: not Path(f"/proc/{worker}").exists() or " Z " in Path(f"/proc/{worker}/stat").read_text())


def test_children_stop_in_reverse_order(started: tuple, said: Callable[[], list[str]]) -> None:
    started[0].stop()
    assert said()[2:] == ["end web", "end signer"]


def test_a_dead_database_is_started_again(started: tuple) -> None:
    running, _, database = started
    database.running = False
    running.tick()
    running.tick()
    assert database.starts == 1


def test_a_signal_ends_the_run_and_everything_in_it(started: tuple, said: Callable[[], list[str]]) -> None:
    announced = []

    def announce() -> None:
        announced.append("ready")
        os.kill(os.getpid(), signal.SIGTERM)

    before = signal.getsignal(signal.SIGTERM)
    assert started[0].run(is_ready=lambda: True, announce=announce, ready_seconds=30)
    assert announced == ["ready"]
    assert said()[2:] == ["end web", "end signer"]
    assert signal.getsignal(signal.SIGTERM) == before


def test_what_never_gets_ready_is_given_up(started: tuple, said: Callable[[], list[str]]) -> None:
    assert not started[0].run(is_ready=lambda: False, announce=pytest.fail, ready_seconds=0)
    assert said()[2:] == ["end web", "end signer"]


def test_what_waits_starts_once_the_rest_is_ready(tmp_path: Path) -> None:
    script = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]
    web, worker = Child("web", script, dict(os.environ)), Child("worker", script, dict(os.environ), waits=True)
    running = Supervisor([web, worker], logs=tmp_path, say=lambda sentence: None)
    before, after = [], []

    def is_ready() -> bool:
        before.append((web.process is not None, worker.process is not None))
        return len(before) > 1

    def sleep(_seconds: float) -> None:
        if len(before) > 1 and worker.process is not None:
            after.append(worker.process.poll())
            os.kill(os.getpid(), signal.SIGTERM)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(supervisor.time, "sleep", sleep)
        running.run(is_ready=is_ready, announce=lambda: None, ready_seconds=30)
    assert before == [(True, False), (True, False)]
    assert after[0] is None  # it ran
