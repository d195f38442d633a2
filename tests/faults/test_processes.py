"""A deployment for real: every process is killed and comes back; stopping leaves nothing behind; a backup restores."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from dinhlang.lib.data_dir import DataDir
from dinhlang.lib.embedded_postgres import EmbeddedPostgres
from dinhlang.lib.ports import free_port, is_free

pytestmark = pytest.mark.faults
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
    return subprocess.run([*PYTHON, *arguments], env=environment(), check=False, capture_output=True, text=True)


def wait_for(condition: Callable[[], bool], what: str) -> None:
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
        main = self.process.pid
        for child in Path(f"/proc/{main}/task/{main}/children").read_text().split():
            with contextlib.suppress(OSError):
                if name in Path(f"/proc/{child}/cmdline").read_text().split("\0"):
                    return int(child)
        return None


def serve(data_dir: Path) -> Serving:
    """Start serving and wait for its one line on standard output."""
    port = free_port()
    process = subprocess.Popen(
        [*PYTHON, "serve", "--port", str(port), "--workers", "1", "--data-dir", str(data_dir)],
        env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    threading.Thread(target=process.stderr.read, daemon=True).start()
    assert process.stdout.readline() == f"ready http://127.0.0.1:{port}\n"
    return Serving(process, port, data_dir)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("serving") / "data"
    assert command("migrate", "--data-dir", str(place)).returncode == 0
    yield place
    EmbeddedPostgres(DataDir(place, "deployment")).destroy()


@pytest.fixture(scope="module")
def serving(data_dir: Path) -> Iterator[Serving]:
    running = serve(data_dir)
    yield running
    running.process.terminate()
    running.process.wait(SECONDS)


@pytest.mark.parametrize("name", ["granian", "worker", "sequencer", "signer", "postgres"])
def test_a_killed_process_comes_back_and_pages_answer(name: str, serving: Serving) -> None:
    first = serving.pid(name)
    assert first is not None
    os.kill(first, signal.SIGKILL)
    wait_for(lambda: serving.pid(name) not in {first, None}, f"{name} started again")
    wait_for(serving.answers, "the pages answer")
    assert serving.process.poll() is None


def test_a_taken_port_is_refused_in_a_sentence(serving: Serving, tmp_path: Path) -> None:
    refused = command("serve", "--port", str(serving.port), "--data-dir", str(tmp_path / "other"))
    assert refused.returncode == 1
    assert "is in use: choose another with --port" in refused.stderr
    assert refused.stdout == ""


def test_a_restore_is_refused_while_the_deployment_serves(serving: Serving, tmp_path: Path) -> None:
    place = ["--data-dir", str(serving.data_dir)]
    assert command("backup", str(tmp_path / "all.tar"), *place).returncode == 0
    refused = command("restore", str(tmp_path / "all.tar"), *place)
    assert (refused.returncode, "stop `dinhlang serve`" in refused.stderr) == (1, True)
    assert serving.answers()


def test_stopping_leaves_no_process_and_no_port(data_dir: Path, serving: Serving) -> None:
    serving.process.terminate()
    assert serving.process.wait(SECONDS) == 0
    assert is_free(serving.port)
    assert serving.pid("postgres") is None


def test_what_a_killed_supervisor_left_is_taken_up_and_stopped_later(data_dir: Path, serving: Serving) -> None:
    assert serving.process.wait(SECONDS) == 0
    killed = serve(data_dir)
    killed.process.kill()
    killed.process.wait()
    wait_for(lambda: is_free(killed.port), "the web server follows its supervisor")
    database = killed.pid("postgres")
    assert database is not None
    again = serve(data_dir)
    assert again.pid("postgres") == database
    again.process.send_signal(signal.SIGINT)
    assert again.process.wait(SECONDS) == 0
    assert again.pid("postgres") is None


def test_a_backup_restores_into_an_empty_deployment(data_dir: Path, serving: Serving, tmp_path: Path) -> None:
    (data_dir / "files").mkdir(exist_ok=True)
    (data_dir / "files" / "photo.jpg").write_bytes(b"picture")
    archive, other = tmp_path / "all.tar", tmp_path / "other"
    assert command("backup", str(archive), "--data-dir", str(data_dir)).returncode == 0
    assert archive.stat().st_mode & 0o777 == 0o600
    restored = command("restore", str(archive), "--data-dir", str(other))
    assert restored.returncode == 0, restored.stderr
    assert "the sequencer goes on from there" in restored.stderr
    assert (other / "files" / "photo.jpg").read_bytes() == b"picture"
    assert not list(other.glob("keys/*.key"))
    damaged = tmp_path / "damaged.tar"
    damaged.write_bytes(archive.read_bytes()[:5000])
    assert command("restore", str(damaged), "--data-dir", str(other)).returncode == 1
    EmbeddedPostgres(DataDir(other, "deployment")).destroy()


def test_tables_of_another_version_are_not_served(data_dir: Path, serving: Serving) -> None:
    database = EmbeddedPostgres(DataDir(data_dir, "deployment"))
    database.start()
    with psycopg.connect(database.url, autocommit=True) as connection:
        row = "FROM django_migrations WHERE app = 'contenttypes' RETURNING app, name, applied"
        forgotten = connection.execute(f"DELETE {row}").fetchall()
        refused = command("serve", "--port", str(free_port()), "--data-dir", str(data_dir))
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, %s)", forgotten)
    database.release()
    assert refused.returncode == 1
    assert "run `dinhlang migrate`" in refused.stderr


def test_reading_settings_makes_no_directory(tmp_path: Path) -> None:
    assert command("settings", "--json", "--data-dir", str(tmp_path / "new")).returncode == 0
    assert not (tmp_path / "new").exists()
