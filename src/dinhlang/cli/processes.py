"""The processes of a deployment that serves, and how they run together."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from types import FrameType

from dinhlang.cli.deployment import Deployment
from dinhlang.lib.ports import HOST, is_free
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.supervisor import Child, Supervisor, die_with_parent

EVERY_ADDRESS = {"0.0.0.0", "::", ""}  # noqa: S104 - compared, never bound here
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
READY_SECONDS = 90.0
BACKGROUND = {"sequencer", "worker"}  # a receipt needs the signer, nothing on a page needs these
THREADS = 4  # a worker process waits for the database most of its time
FIRST_ERROR_STATUS = 400


def say(sentence: str) -> None:
    """Tell the operator; standard output is for answers."""
    sys.stderr.write(f"dinhlang: {sentence}\n")
    sys.stderr.flush()


def refuse_taken_port(host: str, port: int) -> None:
    """Refuse to start where somebody serves already."""
    if not is_free(port, host):
        raise RefusedError(f"port {port} of {host} is in use: choose another with --port, or stop who uses it")


def host_names(host: str) -> str:
    """Return the names, comma-separated, under which a server at this address may be called."""
    names = {HOST, "localhost", host} - EVERY_ADDRESS
    if host not in LOOPBACK:
        name = socket.gethostname()
        names.add(name)
        with suppress(OSError):
            names.update(str(found[4][0]) for found in socket.getaddrinfo(name, None))
    return ",".join(sorted(names))


def run_steps(*steps: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Run commands of ours side by side, each in a process of its own, and wait; they write to standard error."""
    with ExitStack() as running:
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "dinhlang", *step], env=dict(environment), stdout=sys.stderr,
                preexec_fn=die_with_parent,  # noqa: PLW1509 - this command has no threads
            )
            for step in steps
        ]  # fmt: skip
        for one in started:
            running.callback(one.wait)
            running.callback(one.kill)  # first, and without effect on one that has ended
        return all(one.wait() == 0 for one in started)


def serve_until_stopped(up: Deployment, *, host: str, port: int, workers: int, everything: bool = True) -> int:
    """Run web (and signer, sequencer, worker) until a signal; prints `ready …` once pages answer. Returns the code."""
    python = [sys.executable, "-m"]
    names = ["signer", "sequencer", "worker"] if everything else []
    children = [Child(name, [*python, "dinhlang", name], up.environment, waits=name in BACKGROUND) for name in names]
    children.append(Child("web", [*python, *granian(host, port, workers)], up.environment))
    supervisor = Supervisor(children, logs=up.data_dir.logs, say=say, database=up.database)
    probed = HOST if host in EVERY_ADDRESS else host
    shown = f"http://{probed}:{port}"
    was_ready = supervisor.run(
        is_ready=lambda: answers(probed, port), announce=lambda: print(f"ready {shown}", flush=True),  # noqa: T201
        ready_seconds=READY_SECONDS,
    )  # fmt: skip
    say("stopped" if was_ready else f"the pages did not answer within {READY_SECONDS:.0f} s; see {up.data_dir.logs}")
    return 0 if was_ready else 1


def granian(host: str, port: int, workers: int) -> list[str]:
    """Return the command of the web server."""
    return [
        "granian", "--interface", "wsgi", "--host", host, "--port", str(port), "--http", "1", "--no-ws",
        "--workers", str(workers), "--blocking-threads", str(THREADS), "--respawn-failed-workers",
        "--workers-kill-timeout", "3",  # one that does not stop would keep the port
        "--log-level", "warning", "dinhlang.config.wsgi:application",
    ]  # fmt: skip


def default_workers(most: int | None = None) -> int:
    """Return one worker a core, at most `most`."""
    cores = os.cpu_count() or 1
    return min(cores, most) if most else cores


def answers(host: str, port: int) -> bool:
    """Tell whether the home page is served."""
    connection = http.client.HTTPConnection(host, port, timeout=10)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/")
        return connection.getresponse().status < FIRST_ERROR_STATUS
    return False


def interrupt_on_terminate() -> None:
    """Let SIGTERM unwind like Ctrl-C while things are being prepared, so that the database is let go."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
