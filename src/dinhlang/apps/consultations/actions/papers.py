"""A draft sent as .docx: kept aside, read by the worker, then a version like any other."""

from datetime import datetime
from typing import Any, BinaryIO, cast

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.actions.acts import locked, require_not_closed, require_text, write
from dinhlang.apps.consultations.actions.drafting import keep_file, put_version
from dinhlang.apps.consultations.models import DraftFile, Version
from dinhlang.apps.consultations.policies import require_can_keep
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_SYSTEM, Actor
from dinhlang.lib import received_files
from dinhlang.lib.media import UnsafeFileError
from dinhlang.lib.uploads import Kept
from dinhlang.lib.words_process import read_blocks

RECEIVED_DRAFTS = "received-drafts"
WAITING, READ, FAILED = "waiting", "read", "failed"
MOST_AT_ONCE = 10


@transaction.atomic
def send_draft(
    *, actor: Actor, consultation_id: int, file: Kept, reason: str, at: datetime, request: Request | None = None
) -> int:
    """Receive a draft as .docx; the worker makes a version of its words. Returns the consultation's id."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    if Version.objects.filter(consultation=consultation).exists():
        require_text(reason, "reason", _("Hãy ghi vì sao sửa."))
    keep_file(consultation, file, reason.strip(), at)
    facts = {"size": file.size, "sha256": file.digest.hex()}
    write("draft_sent", consultation, acting=acting, at=at, facts=facts, request=request)
    return consultation.pk


def waiting_drafts() -> list[int]:
    """Return the ids of drafts that wait to be read."""
    return list(DraftFile.objects.filter(state=WAITING).order_by("id").values_list("pk", flat=True)[:MOST_AT_ONCE])


def read_draft(*, file_id: int, at: datetime) -> str:
    """Read a waiting draft in a process of its own and put its words up as a version; returns what became of it."""
    file = DraftFile.objects.filter(pk=file_id, state=WAITING).first()
    if file is None:
        return "gone"
    return _settle(file_id, _text(file.received_path), at)


@transaction.atomic
def _settle(file_id: int, text: str, at: datetime) -> str:
    file = DraftFile.objects.select_for_update(of=("self",)).get(pk=file_id)
    consultation = locked(file.consultation_id)
    received, file.received_path = file.received_path, ""
    file.state = READ if text and consultation.closed_at is None else FAILED
    file.save(update_fields=["state", "received_path"])
    number = Version.objects.filter(consultation=consultation).count() + 1
    if file.state == READ:
        put_version(consultation, text, number, at, file.reason)
    facts = {"version": number if file.state == READ else None, "state": file.state}
    write("draft_read", consultation, acting=AS_SYSTEM, at=at, facts=facts, words=text)
    transaction.on_commit(lambda: received_files.discard(received))
    return file.state


def sweep_drafts(*, before: datetime) -> int:
    """Delete received drafts that no row speaks of and that came before a moment; returns how many."""
    waiting = DraftFile.objects.exclude(received_path="").values_list("received_path", flat=True)
    return received_files.sweep(RECEIVED_DRAFTS, set(waiting), before=before)


def _text(path: str) -> str:
    """Return the words of a .docx, a line for each paragraph and each row of a table; "" where it cannot be read."""
    try:
        with default_storage.open(path) as source:
            blocks = read_blocks("docx", cast("BinaryIO", source))
    except (UnsafeFileError, FileNotFoundError):
        return ""
    return "\n".join(filter(None, (line.strip() for one in blocks for line in _lines(one))))


def _lines(block: dict[str, Any]) -> list[str]:
    if block.get("kind") != "table":
        return [str(block.get("text", ""))]
    rows = ([" ".join(str(cell).split()) for cell in row] for row in (block["headings"], *block["rows"]))
    return [" | ".join(filter(None, row)) for row in rows]
