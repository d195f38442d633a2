"""Re-encode received files, in the worker, before anybody sees them."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from dinhlang.apps.feedback.actions.step import Said, locked, take
from dinhlang.apps.feedback.models import Attachment, Case
from dinhlang.apps.feedback.policies import require_can_take
from dinhlang.domain.accounts.roles import AS_SYSTEM, Actor
from dinhlang.domain.feedback.states import Event
from dinhlang.lib.received_files import Stored, cleaned, discard

FOLDER = "cases"


def waiting_attachments(limit: int = 50) -> list[int]:
    """Return the ids of files of sent cases that still wait."""
    rows = Attachment.objects.filter(state="waiting", case__isnull=False).order_by("id")
    return list(rows.values_list("pk", flat=True)[:limit])


def process_attachment(*, attachment_id: int, at: datetime) -> str:
    """Clean one waiting file, record what is published of it, and delete what was received; returns its state.

    Idempotent: a file that is no longer waiting is left as it is. The heavy work runs outside the transaction.
    """
    file = Attachment.objects.filter(pk=attachment_id, state="waiting", case__isnull=False).first()
    if file is None:
        return "gone"
    return _settle(attachment_id, cleaned(file.kind, file.received_path, folder=FOLDER), at)


@transaction.atomic
def _settle(attachment_id: int, stored: Stored | None, at: datetime) -> str:
    """Save the outcome and record it; the original goes once the outcome is safe."""
    file = Attachment.objects.select_for_update().get(pk=attachment_id)
    if file.state != "waiting" or file.case_id is None:
        return "gone"
    received = file.received_path
    file.state, file.received_path = ("ready" if stored else "failed"), ""
    parts = {}
    if stored:
        file.path, file.thumbnail_path, file.size = stored.path, stored.small_path, len(stored.content)
        file.width, file.height = stored.width, stored.height
        parts = {"file": sha256(stored.content).digest()}
    file.save()
    case = Case.objects.select_for_update(of=("self",)).get(pk=file.case_id)
    facts = {"file": file.pk, "kind": file.kind, "state": file.state}
    take(case, Event.ATTACHMENT_PROCESSED, acting=AS_SYSTEM, at=at, said=Said(facts, parts=parts))
    transaction.on_commit(lambda: discard(received))
    return file.state


@transaction.atomic
def attach_to_answer(*, actor: Actor, case_id: int, kind: str, path: str, digest: bytes, size: int) -> int:
    """Keep a file that an official adds to the answer being written; returns its id."""
    case = locked(case_id, None)
    require_can_take(actor, case, Event.ANSWER_DRAFTED)
    place = Attachment.objects.filter(case=case, side="answer").count()
    made = Attachment.objects.create(
        case=case, side="answer", kind=kind, received_path=path, received_sha256=digest, size=size, place=place
    )
    return made.pk
