"""A small PostgreSQL of our own: made, shared, healed, stopped, removed."""

import json
import os
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dinhlang.lib import postgres_cluster
from dinhlang.lib.data_dir import DataDir, open_data_dir
from dinhlang.lib.embedded_postgres import EmbeddedPostgres
from dinhlang.lib.ports import HOST, free_port, is_free
from dinhlang.lib.postgres_binaries import NoPostgresError, find_binaries


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    return open_data_dir(tmp_path_factory.mktemp("postgres") / "data")


@pytest.fixture(scope="module")
def server(place: DataDir) -> Iterator[EmbeddedPostgres]:
    made = EmbeddedPostgres(place)
    made.start()
    yield made
    made.release()
    made.destroy()
    assert not Path(json_of(place, missing={"cluster": "/nowhere"})["cluster"]).exists()


def json_of(place: DataDir, missing: dict[str, str] | None = None) -> dict[str, str]:
    file = place.path / "postgres.json"
    return json.loads(file.read_text()) if file.exists() else missing or {}


def postmaster(place: DataDir) -> int:
    return int(Path(json_of(place)["cluster"], "postmaster.pid").read_text().splitlines()[0])


def test_it_answers_with_the_password_only(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert connection.info.server_version >= 150000
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(server.url, password="wrong")


def test_the_application_is_no_superuser(server: EmbeddedPostgres) -> None:
    with psycopg.connect(server.url) as connection:
        roles = connection.execute("SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user").fetchone()
    assert roles == (False, True)


def test_the_address_with_the_password_is_private(server: EmbeddedPostgres, place: DataDir) -> None:
    assert (place.path / "postgres.json").stat().st_mode & 0o777 == 0o600
    own = Path(json_of(place)["cluster"])  # beside it another test may be making a server of its own just now
    assert not list(own.parent.glob(f"{own.name}*.password"))


def test_a_second_command_attaches_and_the_last_one_stops_it(server: EmbeddedPostgres, place: DataDir) -> None:
    second = EmbeddedPostgres(place)
    pid = postmaster(place)
    second.start()
    assert second.url == server.url
    second.release()
    assert server.is_running()
    assert postmaster(place) == pid
    second.start()
    server.release()
    assert second.is_running()
    second.release()
    assert not second.is_running()
    server.start()
    assert server.is_running()


def test_it_heals_after_a_kill_with_its_data_at_the_same_address(server: EmbeddedPostgres, place: DataDir) -> None:
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    url, pid = server.url, postmaster(place)
    os.kill(pid, signal.SIGKILL)
    while server.is_running():
        time.sleep(0.05)
    server.start()
    assert server.url == url
    assert postmaster(place) != pid
    with psycopg.connect(url, autocommit=True) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (42,)
        connection.execute("DROP TABLE kept")


def test_a_port_taken_meanwhile_is_left_to_its_taker(server: EmbeddedPostgres, place: DataDir) -> None:
    server.release()
    state = json_of(place)
    taken = free_port()
    with socket.create_server((HOST, taken)):
        (place.path / "postgres.json").write_text(json.dumps(state | {"port": taken}))
        server.start()
        assert f":{taken}/" not in server.url
        assert server.is_running()


def test_a_cluster_in_use_is_not_removed(server: EmbeddedPostgres, place: DataDir) -> None:
    with pytest.raises(postgres_cluster.DatabaseError, match="in use"):
        EmbeddedPostgres(place).destroy()
    assert server.is_running()


def test_a_release_that_is_not_here_is_refused_with_what_to_do() -> None:
    with pytest.raises(NoPostgresError, match="PostgreSQL 999 is not here"):
        find_binaries(999)


def test_a_listener_makes_its_port_taken() -> None:
    port = free_port()
    assert is_free(port)
    with socket.create_server((HOST, port)):
        assert not is_free(port)


@pytest.mark.parametrize(("mode", "inside"), [(0o755, True), (0o700, False)])
def test_the_cluster_of_root_lies_where_its_server_can_go(
    mode: int, inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr(postgres_cluster, "OPEN_PLACE", tmp_path)
    with tempfile.TemporaryDirectory() as parent:
        Path(parent).chmod(mode)
        data_dir = Path(parent, "data")
        data_dir.mkdir(mode=0o711)
        assert postgres_cluster.cluster_place(data_dir).is_relative_to(parent) is inside
