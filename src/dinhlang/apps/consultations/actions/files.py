"""Photos and spoken notes of opinions: written anew by the worker before anybody sees or hears them."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from dinhlang.apps.consultations.actions.acts import OPINION, topics_of
from dinhlang.apps.consultations.models import OpinionFile
from dinhlang.apps.transparency.actions import Subject, record
from dinhlang.domain.accounts.roles import AS_SYSTEM
from dinhlang.lib import received_files
from dinhlang.lib.received_files import Stored, cleaned

RECEIVED_OPINIONS, FOLDER = "received-opinions", "opinions"
WAITING, READY, FAILED = "waiting", "ready", "failed"
MOST_AT_ONCE = 50


def waiting_files() -> list[int]:
    """Return the ids of files that wait to be made safe."""
    return list(OpinionFile.objects.filter(state=WAITING).order_by("id").values_list("pk", flat=True)[:MOST_AT_ONCE])


def process_file(*, file_id: int, at: datetime) -> str:
    """Make one waiting file safe, record what is kept of it, and delete what was received; returns its state."""
    file = OpinionFile.objects.filter(pk=file_id, state=WAITING).first()
    if file is None:
        return "gone"
    return _settle(file_id, cleaned(file.kind, file.received_path, folder=FOLDER), at)


@transaction.atomic
def _settle(file_id: int, stored: Stored | None, at: datetime) -> str:
    rows = OpinionFile.objects.select_for_update(of=("self",)).select_related("opinion__consultation")
    file = rows.get(pk=file_id)
    if file.state != WAITING:
        return "gone"
    received, file.received_path = file.received_path, ""
    file.state = READY if stored else FAILED
    if stored:
        file.path, file.thumbnail_path, file.size = stored.path, stored.small_path, len(stored.content)
    file.save()
    code = file.opinion.consultation.code
    record(
        event="consultations.file_processed", subject=Subject(OPINION, file.opinion_id, file.opinion.code),
        acting=AS_SYSTEM, at=at, facts={"file": file.pk, "kind": file.kind, "state": file.state},
        parts={"file": sha256(stored.content).digest()} if stored else None, topics=topics_of(code),
    )  # fmt: skip
    transaction.on_commit(lambda: received_files.discard(received))
    return file.state


def sweep_files(*, before: datetime) -> int:
    """Delete received files that no row speaks of and that came before a moment; returns how many."""
    waiting = OpinionFile.objects.exclude(received_path="").values_list("received_path", flat=True)
    return received_files.sweep(RECEIVED_OPINIONS, set(waiting), before=before)
