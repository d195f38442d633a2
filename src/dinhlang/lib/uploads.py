"""Receive files: limits hold while the bytes stream in, the kind is read from the bytes, storage is private.

The handler stands in settings.FILE_UPLOAD_HANDLERS, so that no form of the product can be used to fill the disk.
"""

import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import IO, Any
from uuid import uuid4

from django.core.files import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024
# Read and thrown away beyond the limits, so that an honest sender gets a page instead of a broken connection.
MOST_PATIENCE = (MOST_FILES + 2) * MOST_BYTES
IN_MEMORY = 256 * 1024
LONGEST_MARK = 16
FOLDER = "received"
PHOTOS_AND_PDFS = ("photo", "pdf")

TOO_BIG, TOO_MANY, WRONG_KIND, EMPTY, CUT_OFF = "too_big", "too_many", "wrong_kind", "empty", "cut_off"
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


@dataclass(frozen=True)
class Refused:
    """A file that was not taken: the name its sender gave it, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Kept:
    """A file in private storage: "photo", "pdf", "docx" or "voice", its path, SHA-256 and size in bytes."""

    kind: str
    path: str
    digest: bytes
    size: int


class ReceivedFile(UploadedFile):  # type: ignore[type-arg]  # generic for mypy only
    """A file within the limits, of a known kind, with the digest of the bytes as they came."""

    def __init__(self, file: IO[bytes], name: str, *, kind: str, digest: bytes, size: int) -> None:
        super().__init__(file, name, size=size)
        self.kind, self.digest = kind, digest


class ReceivingHandler(FileUploadHandler):
    """Takes files into unnamed temporary files (a killed process leaves none) and refuses what is over a limit."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.refused: list[Refused] = []
        self._count = self._total = self._size = 0
        self._file: IO[bytes]
        self._mark: bytes
        self._reason: str
        self._begin()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start a file."""
        super().new_file(*args, **kwargs)
        self._count += 1
        self._begin()
        self._reason = TOO_MANY if self._count > MOST_FILES else ""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Take a chunk; past its limit a file is no longer kept, past all patience the connection is left."""
        self._total += len(raw_data)
        self._size += len(raw_data)
        if self._total > MOST_PATIENCE:
            self.refused.append(Refused(self.file_name or "", CUT_OFF))
            self._drop()
            raise StopUpload(connection_reset=True)
        if not self._reason and self._size > MOST_BYTES:
            self._reason = TOO_BIG
        if self._reason:
            self._drop()
            return
        if len(self._mark) < LONGEST_MARK:
            self._mark = (self._mark + raw_data)[:LONGEST_MARK]
        self._hash.update(raw_data)
        self._file.write(raw_data)

    def file_complete(self, file_size: int) -> ReceivedFile | None:  # noqa: ARG002
        """Return the file, or note why it is not taken."""
        name, kind = self.file_name or "", kind_of(self._mark)
        reason = self._reason or (EMPTY if not self._size else "" if kind else WRONG_KIND)
        if reason:
            self.refused.append(Refused(name, reason))
            self._drop()
            return None
        self._file.seek(0)
        return ReceivedFile(self._file, name, kind=kind, digest=self._hash.digest(), size=self._size)

    def upload_interrupted(self) -> None:
        """Let go of a file whose sender was cut off."""
        self._drop()

    def _begin(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
        self._hash, self._mark, self._size, self._reason = sha256(), b"", 0, ""

    def _drop(self) -> None:
        self._file.close()


def kind_of(mark: bytes) -> str:
    """Return "photo", "pdf", "docx" or "voice" by the first 16 bytes of a file, "" for anything else; names may lie.

    Every package begins as a .docx does; only the worker sees whether it is one.
    """
    return next((kind for kind, fits in KINDS if fits(mark)), "")


def _is_heif(mark: bytes) -> bool:
    return mark[4:8] == b"ftyp" and mark[8:12] in HEIF_BRANDS


KINDS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("photo", lambda mark: mark.startswith(b"\xff\xd8\xff")),
    ("photo", lambda mark: mark.startswith(b"\x89PNG\r\n\x1a\n")),
    ("photo", lambda mark: mark[:4] == b"RIFF" and mark[8:12] == b"WEBP"),
    ("photo", _is_heif),
    ("voice", lambda mark: mark[:4] == b"RIFF" and mark[8:12] == b"WAVE"),
    ("pdf", lambda mark: mark.startswith(b"%PDF-")),
    ("docx", lambda mark: mark.startswith(b"PK\x03\x04")),
)


def received(
    request: HttpRequest, name: str, kinds: Collection[str] = PHOTOS_AND_PDFS
) -> tuple[list[ReceivedFile], list[Refused]]:
    """Return the files of a field that are of the kinds that its form takes, and the files that were not taken."""
    files = [one for one in request.FILES.getlist(name) if isinstance(one, ReceivedFile)]
    taken = [one for one in files if one.kind in kinds]
    strange = [Refused(one.name or "", WRONG_KIND) for one in files if one.kind not in kinds]
    return taken, strange + refusals(request)


def refusals(request: HttpRequest) -> list[Refused]:
    """Return the files of a request that were over a limit, empty, or of a kind that no form takes."""
    handlers = [one for one in request.upload_handlers if isinstance(one, ReceivingHandler)]
    return [refused for handler in handlers for refused in handler.refused]


def keep(file: ReceivedFile, *, folder: str = FOLDER) -> Kept:
    """Store a received file under a random name that nothing serves; the sender's name for it is not kept."""
    name = uuid4().hex
    path = default_storage.save(f"{folder}/{name[:2]}/{name}", File(file.file))
    return Kept(file.kind, path, file.digest, file.size or 0)


def discard(path: str) -> None:
    """Delete a stored file that no row speaks of any more."""
    default_storage.delete(path)
