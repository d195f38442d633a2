"""A step of `dinhlang demo` and `serve`: collect the static files of the pages, only when one of them changed."""

from hashlib import sha256
from pathlib import Path

import typer
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from dinhlang.cli.processes import say
from dinhlang.lib.fonts import build_fonts, missing

FINGERPRINT_FILE = ".fingerprint"
# Sources and extras that packages ship beside what our pages use; compressing them took most of the time.
NOT_SERVED = ["*-src*", "htmax*", "htmx-4*", "htmx-2.js", "hx-*", "draw", "proj4*", "leaflet.forms*", "leaflet.extras*"]
app = typer.Typer(add_completion=False)


def collect_if_changed() -> None:
    """Copy, hash and compress the static files into STATIC_ROOT unless they are the same as last time."""
    fonts, file = Path(settings.DATA_DIR) / "fonts", Path(settings.STATIC_ROOT) / FINGERPRINT_FILE
    if not missing(fonts) and file.exists() and file.read_text() == fingerprint():
        return
    say("collecting the static files")
    build_fonts(fonts)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=NOT_SERVED)
    file.write_text(fingerprint())


@app.command()
def static_files() -> None:
    """Collect the static files of the pages, where one of them changed."""
    collect_if_changed()


def fingerprint() -> str:
    """Return a digest of name, size and time of every static file."""
    seen = sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list(NOT_SERVED):
            stat = Path(storage.path(name)).stat()
            seen.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()
