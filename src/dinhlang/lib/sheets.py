"""Sheets for people as PDF: kept under the digest of what they say, so that one is never out of date; made by a worker.

Sizes: a3 for the board, a4 and a5 to hand out, loa to be read out.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from dinhlang.lib.received_files import sweep

LAYOUT = 1  # of the template: another one makes every sheet anew
FOLDER = "sheets"
SECONDS = 120


class SheetFailedError(RuntimeError):
    """The sheet could not be set; what was wrong stands in the log of the worker."""


@dataclass(frozen=True)
class Sheet:
    """What one sheet says. parts: heading and words; blocks: text, list, table; law: small print under the code."""

    size: str
    topic: str
    title: str
    parts: tuple[tuple[str, str], ...]
    address: str
    scan: str
    law: tuple[str, ...]
    blocks: tuple[Mapping[str, Any], ...] = ()
    todo: str = ""
    mark: str = ""

    @property
    def plain(self) -> dict[str, Any]:
        """Return it as JSON carries it."""
        return asdict(self)

    @property
    def digest(self) -> str:
        """Return by what it is kept."""
        return digest_of(self.plain)


def digest_of(plain: Mapping[str, Any]) -> str:
    """Return the digest of a plain sheet."""
    told = json.dumps([LAYOUT, plain], ensure_ascii=False, sort_keys=True)
    return sha256(told.encode()).hexdigest()


def path_of(digest: str) -> str:
    """Return where a sheet lies in storage."""
    return f"{FOLDER}/{digest[:2]}/{digest}.pdf"


def is_made(digest: str) -> bool:
    """Tell whether a sheet is there to be handed out."""
    return default_storage.exists(path_of(digest))


def make(plain: Mapping[str, Any]) -> bytes:
    """Set a sheet and keep it; returns the PDF. Raises SheetFailedError."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dinhlang.lib.sheet_writer"], check=True, timeout=SECONDS, stdout=subprocess.PIPE,
            input=json.dumps(plain, ensure_ascii=False).encode(),
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise SheetFailedError(digest_of(plain)) from error
    path = path_of(digest_of(plain))
    default_storage.delete(path)
    default_storage.save(path, ContentFile(done.stdout))
    return done.stdout


def sweep_sheets(*, before: datetime) -> int:
    """Delete sheets that were made before a moment; whoever wants one again gets it anew."""
    return sweep(FOLDER, (), before=before)
