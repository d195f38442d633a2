"""A published table goes out as a new .xlsx of what the public sees: values only, masked columns masked."""

from datetime import datetime
from hashlib import sha256
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from dinhlang.apps.disclosure.actions.acts import locked, write
from dinhlang.apps.disclosure.models import File
from dinhlang.domain.accounts.roles import AS_SYSTEM
from dinhlang.lib.tables import write_table

WRITING, READY = "writing", "ready"
FOLDER = "disclosures"


def unwritten_tables(limit: int = 20) -> list[int]:
    """Return the ids of published tables whose file is not written yet."""
    return list(File.objects.filter(state=WRITING).order_by("id").values_list("pk", flat=True)[:limit])


def write_published_table(*, file_id: int, at: datetime) -> None:
    """Write the file of a published table, record it, keep its rows no longer. Twice is once."""
    file = File.objects.filter(pk=file_id, state=WRITING).first()
    if file is not None:
        _keep(file_id=file_id, content=write_table(file.blocks), at=at)


@transaction.atomic
def _keep(*, file_id: int, content: bytes, at: datetime) -> None:
    file = File.objects.select_for_update(of=("self",)).filter(pk=file_id, state=WRITING).first()
    if file is None:
        return
    stem = uuid4().hex
    file.path = default_storage.save(f"{FOLDER}/{stem[:2]}/{stem}.xlsx", ContentFile(content))
    file.size, file.state, file.blocks = len(content), READY, []
    file.save(update_fields=["path", "size", "state", "blocks"])
    occasion = locked(file.occasion_id)
    facts = {"kind": file.kind, "state": READY, "evidence": None}
    write("file_processed", occasion, acting=AS_SYSTEM, at=at, facts=facts, words=sha256(content).hexdigest())
