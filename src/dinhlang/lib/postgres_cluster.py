"""Make the files of a PostgreSQL cluster, for a server that may not run as root.

Where the files lie: for an ordinary user in <data-dir>/postgres. PostgreSQL refuses to run as root, so root's
cluster belongs to `nobody`; if `nobody` cannot walk down to the data directory (a private parent), the cluster lies
under OPEN_PLACE/clusters, in a folder named after the data directory. <data-dir>/postgres.json says where.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

from dinhlang.lib.data_dir import write_private
from dinhlang.lib.postgres_binaries import OPEN_PLACE, Binaries

SUPERUSER = "postgres"
SERVER_USER = "nobody"  # initdb wants a uid with a passwd entry
BUILTIN_LOCALE_SINCE = 17


class DatabaseError(Exception):
    """The database cannot be made or started; the text is a sentence for the operator."""


def as_server_user() -> dict[str, Any]:
    """Return the arguments of subprocess that run a PostgreSQL program as a user it accepts, in a readable place."""
    wanted: dict[str, Any] = {"cwd": "/", "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}}
    if os.geteuid() == 0:
        wanted |= {"user": SERVER_USER, "group": pwd.getpwnam(SERVER_USER).pw_gid, "extra_groups": []}
    return wanted


def give_to_server_user(path: Path) -> None:
    """Hand a file or directory to the user that PostgreSQL runs as."""
    if os.geteuid() == 0:
        entry = pwd.getpwnam(SERVER_USER)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def cluster_place(data_dir: Path) -> Path:
    """Return where the cluster lies: in the data directory if its server can walk there (see the module's text)."""
    reachable = all(parent.stat().st_mode & 0o001 for parent in [data_dir, *data_dir.parents])
    if os.geteuid() != 0 or reachable:
        return data_dir / "postgres"
    place = OPEN_PLACE / "clusters" / f"{data_dir.name}-{hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:12]}"
    for folder in (OPEN_PLACE, OPEN_PLACE / "clusters"):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
    return place


def initialise(binaries: Binaries, cluster: Path, password: str) -> None:
    """Run initdb whole or not at all: a half-made cluster never gets the final name."""
    making, password_file = cluster.with_name(f"{cluster.name}.making"), cluster.with_name(f"{cluster.name}.password")
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    give_to_server_user(making)
    write_private(password_file, password)
    give_to_server_user(password_file)
    provider = ["--locale-provider=builtin"] if binaries.major >= BUILTIN_LOCALE_SINCE else []
    try:
        done = subprocess.run(
            [binaries.program("initdb"), "-D", str(making), "-U", SUPERUSER, f"--pwfile={password_file}",
             "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", *provider],
            check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True, **as_server_user(),
        )  # fmt: skip
    finally:
        password_file.unlink()
    if done.returncode != 0:
        shutil.rmtree(making, ignore_errors=True)
        raise DatabaseError(f"the database cannot be made: {done.stderr.strip().splitlines()[-1:] or 'initdb failed'}")
    making.rename(cluster)
