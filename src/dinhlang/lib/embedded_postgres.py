"""A small PostgreSQL of our own for newcomers, tests and a commune: found, made, started, healed and stopped.

Several commands may use one cluster at once. Each holds a shared lock while it does; the last to leave stops it.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

from dinhlang.lib.data_dir import DataDir, write_private
from dinhlang.lib.ports import HOST, free_port, is_free
from dinhlang.lib.postgres_binaries import Binaries, find_binaries
from dinhlang.lib.postgres_cluster import SUPERUSER, DatabaseError, as_server_user, cluster_place, initialise

NAME = "dinhlang"  # of the database and of the role that owns it
START_SECONDS = 60
STOP_SECONDS = 20
SMALL_MACHINE = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "jit": "off",
    # An error would quote the row it concerns; logs hold no personal data.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass
class Kept:
    """What <data-dir>/postgres.json keeps about the cluster."""

    cluster: str
    port: int
    superuser_password: str
    password: str
    prepared: bool = False


class EmbeddedPostgres:
    """The cluster of one data directory: `start` attaches to a running one, `release` stops it after its last user."""

    def __init__(self, data_dir: DataDir, *, for_tests: bool = False) -> None:
        self._data_dir = data_dir
        self._for_tests = for_tests
        self._options = SMALL_MACHINE | NOT_DURABLE if for_tests else SMALL_MACHINE
        self._state_file = data_dir.path / "postgres.json"
        self._log_file = data_dir.logs / "postgres.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._use: IO[str] | None = None
        self._kept: Kept | None = None
        self._binaries: Binaries | None = None

    @property
    def url(self) -> str:
        """The address for DATABASE_URL, password included."""
        kept = self._known
        return f"postgresql://{NAME}:{kept.password}@{HOST}:{kept.port}/{NAME}"

    @property
    def binaries(self) -> Binaries:
        """The programs that serve this cluster."""
        if self._binaries is None:
            raise DatabaseError("the database was not started yet")
        return self._binaries

    @property
    def _known(self) -> Kept:
        if self._kept is None:
            raise DatabaseError("the database was not started yet")
        return self._kept

    def start(self) -> None:
        """Make the cluster at first use, start it or attach to it, and hold it. Raises DatabaseError."""
        with self._alone():
            self._kept = self._load() or self._make()
            cluster = Path(self._kept.cluster)
            self._binaries = self._binaries or find_binaries(int((cluster / "PG_VERSION").read_text()))
            if self._use is None:
                self._settle_port()
            self._await_answer()
            if not self._kept.prepared:
                self._prepare()
            if self._use is None:
                self._use = (self._data_dir.path / "postgres.users").open("a")
                fcntl.flock(self._use, fcntl.LOCK_SH)

    def is_running(self) -> bool:
        """Tell whether the server lives, ours or the one we attached to."""
        if self._process is not None:
            return self._process.poll() is None
        return self._running() is not None

    def release(self) -> None:
        """Let the cluster go; stops the server if no other command uses it."""
        if self._use is None:
            return
        with self._alone():
            try:
                fcntl.flock(self._use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                return
            finally:
                self._use.close()
                self._use = None
            self._stop()

    def destroy(self) -> None:
        """Stop the server and remove the cluster; refuses while another command uses it."""
        with self._alone():
            with (self._data_dir.path / "postgres.users").open("a") as users:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError as error:
                    raise DatabaseError(f"{self._data_dir.path} is in use: stop the other command first") from error
            self._kept = self._load()
            if self._kept is None:
                return
            if self._running() is not None:
                self._binaries = self._binaries or find_binaries()
                self._stop()
            shutil.rmtree(self._kept.cluster, ignore_errors=True)
            self._state_file.unlink()

    # --- the steps ----------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._data_dir.path / "postgres.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _load(self) -> Kept | None:
        return Kept(**json.loads(self._state_file.read_text())) if self._state_file.exists() else None

    def _save(self) -> None:
        write_private(self._state_file, json.dumps(asdict(self._known), indent=1))

    def _make(self) -> Kept:
        self._binaries = find_binaries()
        cluster = cluster_place(self._data_dir.path)
        kept = Kept(str(cluster), free_port(), secrets.token_urlsafe(24), secrets.token_urlsafe(24))
        initialise(self._binaries, cluster, kept.superuser_password)
        self._kept = kept
        self._save()
        return kept

    def _settle_port(self) -> None:
        """Take the port of a running server, else keep ours, else (taken by a stranger) choose another."""
        running = self._running()
        port = running or (self._known.port if is_free(self._known.port) else free_port())
        if port != self._known.port:
            self._known.port = port
            self._save()

    def _running(self) -> int | None:
        """Return the port of the living server of this cluster. (postmaster.pid: line 1 the pid, line 4 the port.)"""
        with contextlib.suppress(OSError, ValueError, IndexError):
            lines = (Path(self._known.cluster) / "postmaster.pid").read_text().splitlines()
            os.kill(int(lines[0]), 0)
            return int(lines[3])
        return None

    def _await_answer(self) -> None:
        """Start the server and wait; after a crash the stale pid file can refuse the first tries."""
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline:
                raise DatabaseError(f"the database does not start; the reason is at the end of {self._log_file}")
            if self._process is None or self._process.poll() is not None:
                self._process = self._spawn()
            time.sleep(0.1)
        if self._process is not None and self._process.poll() is not None:
            self._process = None  # a server of somebody else answered

    def _spawn(self) -> subprocess.Popen[bytes]:
        options = [part for name, value in self._options.items() for part in ("-c", f"{name}={value}")]
        with self._log_file.open("ab") as log:
            return subprocess.Popen(
                [self.binaries.program("postgres"), "-D", self._known.cluster, "-p", str(self._known.port), *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, **as_server_user(),
            )  # fmt: skip

    def _answers(self) -> bool:
        with contextlib.suppress(psycopg.OperationalError), self._connect():
            return True
        return False

    def _connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(
            host=HOST, port=self._known.port, user=SUPERUSER, password=self._known.superuser_password,
            dbname="postgres", connect_timeout=5, autocommit=True,
        )  # fmt: skip

    def _prepare(self) -> None:
        """Make the role and the database of the application; the role is no superuser."""
        with self._connect() as connection:
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME]).fetchone() is None:
                role = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}")
                connection.execute(role.format(sql.Identifier(NAME), sql.Literal(self._known.password)))
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone() is None:
                database = sql.SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(database.format(sql.Identifier(NAME), sql.Identifier(NAME)))
            if self._for_tests:  # some play an administrator who goes around the triggers of the record
                parameter = sql.SQL("GRANT SET ON PARAMETER session_replication_role TO {}")
                connection.execute(parameter.format(sql.Identifier(NAME)))
        self._known.prepared = True
        self._save()

    def _stop(self) -> None:
        for mode in ("fast", "immediate"):
            stop = [self.binaries.program("pg_ctl"), "stop", "-D", self._known.cluster]
            done = subprocess.run(
                [*stop, "-m", mode, "-t", str(STOP_SECONDS)],
                check=False, stdin=subprocess.DEVNULL, capture_output=True, **as_server_user(),
            )  # fmt: skip
            if done.returncode == 0:
                break
        if self._process is not None:
            self._process.wait(STOP_SECONDS)
            self._process = None
