"""The files of a document: the newest version of each, those before it, and where both hashes stand in the log."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone

from dinhlang.apps.coordination.models import DocumentFile
from dinhlang.apps.coordination.models.files import READY

PLAIN = ("id", "part", "version", "reason", "kind", "state", "added_at", "size")


@dataclass(frozen=True)
class FileRow:
    """One version of a file; hashes in hexadecimal, `…_line` their lines in the public log (None: it waits there)."""

    id: int
    part: str
    version: int
    reason: str
    kind: str
    state: str
    added_at: datetime
    size: int
    received_sha256: str
    received_line: int | None
    sha256: str
    line: int | None


@dataclass(frozen=True)
class PartFiles:
    """The versions of one file, the newest first."""

    part: str
    versions: tuple[FileRow, ...]

    @property
    def shown(self) -> FileRow | None:
        """Return the newest version that can be handed out."""
        return next((one for one in self.versions if one.state == READY), None)


def document_files(document_id: int, as_of: date) -> tuple[PartFiles, ...]:
    """Return the files that a document had at the end of a day, in the order in which they came. One query."""
    end = timezone.make_aware(datetime.combine(as_of + timedelta(days=1), time()))
    found = DocumentFile.objects.filter(document=document_id, added_at__lt=end)
    columns = (
        *PLAIN, "received_sha256", "added_record__log_entry__index", "sha256", "processed_record__log_entry__index",
    )  # fmt: skip
    rows = [_row(row) for row in found.order_by("id").values_list(*columns)]
    first = {one.part: one.id for one in reversed(rows)}
    rows.sort(key=lambda one: (first[one.part], -one.version))
    return tuple(PartFiles(part, tuple(own)) for part, own in groupby(rows, key=lambda one: one.part))


def _row(row: tuple[Any, ...]) -> FileRow:
    *told, received, received_line, made, line = row
    hashes = {"received_sha256": bytes(received).hex(), "sha256": bytes(made or b"").hex()}
    known: dict[str, Any] = dict(zip(PLAIN, told, strict=True)) | hashes
    return FileRow(**known, received_line=received_line, line=line)


def document_file(file_id: int) -> tuple[str, str, str] | None:
    """Return path, kind and a name for saving of a file that can be handed out. One query."""
    found = DocumentFile.objects.filter(pk=file_id, state=READY).select_related("document").first()
    return None if found is None else (found.path, found.kind, f"{found.document.code}-{found.pk}")
