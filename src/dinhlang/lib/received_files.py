"""Received files in the worker: clean one and store what may be handed out, sweep what nothing speaks of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from dinhlang.lib.media import Cleaned, UnsafeFileError
from dinhlang.lib.media_process import clean

SUFFIXES = {"photo": "jpg", "pdf": "pdf", "docx": "docx", "voice": "wav"}


@dataclass(frozen=True)
class Stored:
    """A cleaned file in storage: its path, its bytes; of a photo also the small picture and the size in pixels."""

    path: str
    content: bytes
    small_path: str = ""
    width: int | None = None
    height: int | None = None


def cleaned(kind: str, received_path: str, *, folder: str) -> Stored | None:
    """Clean a received file and store it in a folder; returns None for one that cannot be made safe.

    It keeps the random name that it was received under: whoever cleans it again, after a kill before the outcome was
    saved, writes over what was left.
    """
    try:
        with default_storage.open(received_path) as source:
            made = clean(kind, cast("BinaryIO", source))
    except (UnsafeFileError, FileNotFoundError):
        return None
    return _stored(made, PurePosixPath(received_path).name, SUFFIXES[kind], folder)


def _stored(made: Cleaned, stem: str, suffix: str, folder: str) -> Stored:
    path = _write(f"{folder}/{stem[:2]}/{stem}.{suffix}", made.content)
    small = _write(f"{folder}/{stem[:2]}/{stem}-small.{suffix}", made.thumbnail) if made.thumbnail else ""
    return Stored(path, made.content, small, made.width, made.height)


def store(kind: str, content: bytes, *, folder: str) -> str:
    """Store a file that is safe already, under a random name in a folder; returns its path."""
    stem = uuid4().hex
    return _write(f"{folder}/{stem[:2]}/{stem}.{SUFFIXES[kind]}", content)


def _write(path: str, content: bytes) -> str:
    default_storage.delete(path)
    return default_storage.save(path, ContentFile(content))


def discard(path: str) -> None:
    """Delete a received file whose outcome is saved."""
    default_storage.delete(path)


def sweep(folder: str, spoken_of: Collection[str], *, before: datetime) -> int:
    """Delete the files of a folder of received ones that no row speaks of and that came before a moment.

    Returns how many. A process that is killed between storing a file and saving its row leaves one, and so does one
    killed between saving what became of it and deleting it. `before` must lie well back: a file that just comes in
    has no row yet.
    """
    if not default_storage.exists(folder):
        return 0
    parts = default_storage.listdir(folder)[0]
    paths = (f"{folder}/{part}/{name}" for part in parts for name in default_storage.listdir(f"{folder}/{part}")[1])
    left = [one for one in paths if one not in spoken_of and default_storage.get_modified_time(one) < before]
    for path in left:
        default_storage.delete(path)
    return len(left)
