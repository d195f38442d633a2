"""`dinhlang restore`: read a backup into this deployment."""

import json
import os
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings
from django.db import connection

from dinhlang.apps.transparency import queries
from dinhlang.cli import dump, schema
from dinhlang.cli.processes import say
from dinhlang.lib.refusal import RefusedError

EPILOG = "Example: dinhlang restore /var/backups/dinhlang-2026-11-23.tar --data-dir /var/lib/dinhlang-drill"
app = typer.Typer(add_completion=False)


@app.command(epilog=EPILOG)
def restore(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="a file that `dinhlang backup` wrote")],
    *,
    force: Annotated[bool, typer.Option("--force", help="throw away what this deployment holds")] = False,
) -> None:
    """Read FILE into this deployment; one that holds records is refused without --force. Stop `serve` first."""
    refuse_if_used(force=force)
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="restoring-") as place:
        facts = unpack(file, Path(place))
        say(f"reading the database of {facts['made_at']}")
        schema.wipe()
        dump.run_program(
            "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
            f"--dbname={connection.settings_dict['NAME']}", str(Path(place) / dump.DATABASE),
        )  # fmt: skip
        replace_files(Path(place) / dump.FILES, Path(settings.DATA_DIR) / "files")
        compare_keys(Path(place) / dump.KEYS, Path(settings.SIGNER_KEYS))
    if not schema.is_current():
        say(f"the backup is of version {facts['version']}: run `dinhlang migrate` now")
    say(what_comes(queries.log_size()))


def refuse_if_used(*, force: bool) -> None:
    """Refuse while others use the database, and without `force` if anything was recorded in it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone()[0]:
            raise RefusedError("other processes use the database: stop `dinhlang serve` (and its services) first")
        if not force and not schema.is_empty():
            cursor.execute("SELECT EXISTS (SELECT 1 FROM transparency_record)")
            if cursor.fetchone()[0]:
                raise RefusedError("this deployment holds records: choose another --data-dir, or --force to lose them")


def unpack(file: Path, place: Path) -> dict[str, Any]:
    """Unpack the backup and check it whole before anything is thrown away; returns its manifest."""
    try:
        extract(file, place)
        facts: dict[str, Any] = json.loads((place / dump.MANIFEST).read_text())
        whole = facts["format"] == dump.FORMAT and facts["database_sha256"] == dump.digest(place / dump.DATABASE)
    except (tarfile.TarError, OSError, ValueError, KeyError) as error:
        raise RefusedError(f"{file} is no backup of ours, or damaged ({type(error).__name__})") from error
    if not whole:
        raise RefusedError(f"{file} is damaged: its database is not the one that was backed up")
    if facts["log_origin"] != settings.LOG_ORIGIN:
        raise RefusedError(f"{file} belongs to the log {facts['log_origin']}: set DINHLANG_LOG_ORIGIN to that first")
    return facts


def extract(file: Path, place: Path) -> None:
    """Write the plain files of the archive below `place`, nothing else. (Debian 12's Python has no tar filters.)"""
    with tarfile.open(file) as archive:
        for member in archive:
            source, target = archive.extractfile(member), Path(os.path.normpath(place / member.name))
            if source is None or not target.is_relative_to(place):
                raise tarfile.TarError(member.name)
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as written:
                shutil.copyfileobj(source, written)


def replace_files(unpacked: Path, files: Path) -> None:
    """Put the files of the backup in place of those that are there."""
    shutil.rmtree(files, ignore_errors=True)
    if unpacked.is_dir():
        unpacked.rename(files)


def compare_keys(unpacked: Path, keys: Path) -> None:
    """Say which keys of the log are not those of the backup: receipts given under them need the old public keys."""
    for path in sorted(unpacked.glob("*.vkey")):
        present = keys / path.name
        if not present.exists():
            say(
                f"put your saved private keys into {keys} before serving, or new ones are made ({path.name} is missing)"
            )
        elif present.read_text() != path.read_text():
            say(f"{present} is another key than that of the backup: publish both, old receipts need the old one")


def what_comes(size: int) -> str:
    """Return the sentence about the log after this restore."""
    state = Path(settings.SIGNER_KEYS) / "last-signed"
    signed = int(state.read_text().splitlines()[1]) if state.exists() else 0
    if signed > size:
        return (
            f"restored a log of {size} entries, but {signed} were signed already: the sequencer will refuse to sign "
            "until the missing entries are re-imported, because it would fork the public log"
        )
    return f"restored a log of {size} entries: the sequencer goes on from there"
