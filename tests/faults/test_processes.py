"""A deployment for real: every process is killed and comes back; stopping leaves nothing behind; a backup restores."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.faults.running import SECONDS, Serving, command, serve, wait_for

from dinhlang.lib.data_dir import DataDir
from dinhlang.lib.embedded_postgres import EmbeddedPostgres
from dinhlang.lib.ports import free_port, is_free

pytestmark = pytest.mark.faults


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
    wait_for(lambda: serving.pid(name) is not None, f"{name} started")  # what is in the background starts last
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
    if serving.process.poll() is None:  # another process runs the test that stops it
        serving.process.send_signal(signal.SIGINT)
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
