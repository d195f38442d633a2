"""`dinhlang backup`: database, files and public keys in one file."""

import json
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings

import dinhlang
from dinhlang.apps.transparency import queries
from dinhlang.cli import dump
from dinhlang.cli.processes import say
from dinhlang.lib import clock
from dinhlang.lib.refusal import RefusedError

EPILOG = "Example: dinhlang backup /var/backups/dinhlang-2026-11-23.tar"
app = typer.Typer(add_completion=False)


@app.command(epilog=EPILOG)
def backup(
    file: Annotated[Path, typer.Argument(help="the file to write")],
    *,
    force: Annotated[bool, typer.Option("--force", help="write over an existing file")] = False,
) -> None:
    """Write the database, the files and the public keys into FILE, readable by you only.

    The deployment may go on serving. Private keys are not in it: keep <data dir>/keys safe elsewhere.
    """
    if file.exists() and not force:
        raise RefusedError(f"{file} exists: choose another name, or --force")
    if not file.absolute().parent.is_dir():
        raise RefusedError(f"there is no directory {file.absolute().parent}")
    with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".dinhlang-backup-") as place:
        made = Path(place) / "backup.tar"
        write_archive(made, Path(place) / dump.DATABASE)
        made.chmod(0o600)
        made.replace(file)
    say(f"{file} holds everything but the private keys")


def write_archive(made: Path, database: Path) -> None:
    """Dump the database first: every file that it names is there already, later ones do no harm."""
    size = queries.log_size()
    say("dumping the database")
    dump.run_program("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={database}")
    manifest = made.with_name(dump.MANIFEST)
    facts = {
        "format": dump.FORMAT,
        "version": dinhlang.__version__,
        "made_at": clock.now().isoformat(timespec="seconds"),
        "log_origin": settings.LOG_ORIGIN,
        "log_size": size,
        "database_sha256": dump.digest(database),
    }
    manifest.write_text(json.dumps(facts, indent=1, ensure_ascii=False))
    say("packing the files")
    with tarfile.open(made, "w") as archive:
        archive.add(manifest, dump.MANIFEST)
        archive.add(database, dump.DATABASE)
        add_files(archive, Path(settings.DATA_DIR) / "files", dump.FILES, "*")
        add_files(archive, Path(settings.SIGNER_KEYS), dump.KEYS, "*.vkey")


def add_files(archive: tarfile.TarFile, folder: Path, name: str, pattern: str) -> None:
    """Add the files below a folder; one that is removed meanwhile (an old draft) is left out."""
    for path in sorted(folder.rglob(pattern)):
        with suppress(FileNotFoundError):
            if path.is_file():
                archive.add(path, f"{name}/{path.relative_to(folder)}")
