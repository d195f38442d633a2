"""Bring up what a command needs: the data directory, its secret key and settings, the database."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dinhlang.lib.data_dir import DataDir, kept_settings, open_data_dir, secret_key, socket_path
from dinhlang.lib.embedded_postgres import EmbeddedPostgres


@dataclass(frozen=True)
class Deployment:
    """A deployment that is up: its directory, its own database if it has one, the environment of its processes."""

    data_dir: DataDir
    database: EmbeddedPostgres | None
    environment: Mapping[str, str]


@contextmanager
def deployment(
    path: Path, *, kind: str = "deployment", own_database: bool = False, settings: Mapping[str, str] | None = None
) -> Iterator[Deployment]:
    """Open the directory, start or attach to its database (unless DATABASE_URL names a server), let go at the end.

    `settings` win over the environment, which wins over <data-dir>/settings.env. `own_database` ignores
    DATABASE_URL: a demo never touches a real server.
    """
    data_dir = open_data_dir(path, kind)
    os.umask(0o077)  # what this process and its children write is the deployment's own
    environment = described(data_dir) | dict(settings or {})
    if environment.get("DATABASE_URL") and not own_database:
        yield Deployment(data_dir, None, environment)
        return
    database = EmbeddedPostgres(data_dir)
    database.start()
    try:
        yield Deployment(data_dir, database, environment | {"DATABASE_URL": database.url})
    finally:
        database.release()


def described(data_dir: DataDir) -> dict[str, str]:
    """Return the environment that tells Django about this directory; starts nothing."""
    environment = kept_settings(data_dir) | dict(os.environ)
    environment.setdefault("DINHLANG_SECRET_KEY", secret_key(data_dir))
    environment.setdefault("DINHLANG_SIGNER_SOCKET", str(socket_path(data_dir, "signer.sock")))
    return environment | {
        "DINHLANG_DATA_DIR": str(data_dir.path),
        "DJANGO_SETTINGS_MODULE": "dinhlang.config.settings",
        "PYTHONUNBUFFERED": "1",  # the logs are files; lines must not wait in a buffer
    }
