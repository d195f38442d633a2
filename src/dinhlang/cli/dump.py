"""What backup and restore share: the PostgreSQL programs, the address, the parts of a backup file."""

import os
import subprocess
from hashlib import file_digest
from pathlib import Path

from django.db import connection

from dinhlang.lib.postgres_binaries import find_binaries
from dinhlang.lib.refusal import RefusedError

MANIFEST, DATABASE, FILES, KEYS = "manifest.json", "database.dump", "files", "public-keys"
FORMAT = "dinhlang-backup/1"
PASSED_ON = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "sslcert": "PGSSLCERT", "sslkey": "PGSSLKEY"}


def run_program(name: str, *arguments: str) -> None:
    """Run a PostgreSQL program against the database of this deployment; a failure is refused with its last line."""
    done = subprocess.run(
        [find_binaries().program(name), *arguments], env=os.environ | address(), check=False,
        stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise RefusedError(f"{name} failed: {last}")


def address() -> dict[str, str]:
    """Return the address of the database as PostgreSQL's programs read it; nothing stands on a command line."""
    known = connection.settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    options = {PASSED_ON[name]: str(value) for name, value in known["OPTIONS"].items() if name in PASSED_ON}
    return {variable: str(known[key]) for variable, key in names.items() if known[key]} | options


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
