"""Set up Django in this process for one deployment."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import django

from dinhlang.cli import schema
from dinhlang.cli.deployment import deployment, described
from dinhlang.lib.data_dir import kind_of, open_data_dir


@contextmanager
def with_settings(path: Path) -> Iterator[None]:
    """Set up Django so that settings can be read; nothing is made or started."""
    environment = described(open_data_dir(path)) if kind_of(path) else {"DINHLANG_DATA_DIR": str(path)}
    set_up({"DJANGO_SETTINGS_MODULE": "dinhlang.config.settings"} | environment)
    yield


@contextmanager
def with_directory(path: Path) -> Iterator[None]:
    """Set up Django for the directory; no database is started."""
    set_up(described(open_data_dir(path)))
    yield


@contextmanager
def with_database(path: Path) -> Iterator[None]:
    """Start or attach to the database and set up Django; a database that was just made gets its tables."""
    with deployment(path) as up:
        set_up(up.environment)
        if up.database is not None and schema.is_empty():
            sys.stderr.write(f"dinhlang: a new deployment in {up.data_dir.path}: making the tables\n")
            schema.migrate()
        yield


def set_up(environment: Mapping[str, str]) -> None:
    """Take over the environment and start Django."""
    os.environ.update(environment)
    django.setup()
