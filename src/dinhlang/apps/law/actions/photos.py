"""The photo of a session: received as it is, shown only as a copy of its pixels."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.law.actions.learning import SESSION, TOPIC, locked_session
from dinhlang.apps.law.models import LearningSession
from dinhlang.apps.transparency.actions import Subject, record
from dinhlang.domain.accounts.roles import AS_SYSTEM, Actor
from dinhlang.lib.received_files import Stored, cleaned, discard, sweep
from dinhlang.lib.refusal import RefusedError

FOLDER = "sessions"
RECEIVED_PHOTOS = "received-sessions"  # apart from what citizens send: its sweeper knows the rows of cases alone


@transaction.atomic
def attach_photo(*, actor: Actor, session_id: int, path: str, kind: str, at: datetime) -> None:
    """Keep a received photo of a session until it is cleaned; a newer one takes its place."""
    row, acting = locked_session(session_id, actor)
    if kind != "photo":
        raise RefusedError(_("Chỉ nhận ảnh."), field="photo")
    if row.state != LearningSession.State.HELD:
        raise RefusedError(_("Hãy ghi số người dự trước, rồi mới gửi ảnh."), field="photo")
    before, row.received_path = row.received_path, path
    row.save(update_fields=["received_path"])
    record(event="law.session_photo_received", subject=Subject(SESSION, row.pk, row.code), acting=acting, at=at)
    if before:
        transaction.on_commit(lambda: discard(before))


def waiting_photos(limit: int = 20) -> list[int]:
    """Return the ids of sessions whose photo waits to be cleaned."""
    rows = LearningSession.objects.exclude(received_path="").order_by("id")
    return list(rows.values_list("pk", flat=True)[:limit])


def sweep_photos(*, before: datetime) -> int:
    """Delete received photos that no session speaks of and that came before a moment; returns how many."""
    waiting = LearningSession.objects.exclude(received_path="")
    return sweep(RECEIVED_PHOTOS, set(waiting.values_list("received_path", flat=True)), before=before)


def process_photo(*, session_id: int, at: datetime) -> bool:
    """Copy the pixels of a waiting photo and delete what was received; tells whether there is a picture now.

    The heavy work runs outside the transaction; a photo that came meanwhile waits for its own turn.
    """
    received = LearningSession.objects.filter(pk=session_id).values_list("received_path", flat=True).first()
    return bool(received) and _settle(session_id, received or "", cleaned("photo", received or "", folder=FOLDER), at)


@transaction.atomic
def _settle(session_id: int, received: str, stored: Stored | None, at: datetime) -> bool:
    """Save the outcome and record it."""
    row = LearningSession.objects.select_for_update().get(pk=session_id)
    if row.received_path != received:
        return False
    row.received_path, parts = "", {}
    if stored:
        row.photo_path, parts = stored.path, {"file": sha256(stored.content).digest()}
    row.save(update_fields=["received_path", "photo_path"])
    record(
        event="law.session_photo_processed", subject=Subject(SESSION, row.pk, row.code), acting=AS_SYSTEM, at=at,
        facts={"ready": stored is not None}, parts=parts, topics=[TOPIC],
    )  # fmt: skip
    transaction.on_commit(lambda: discard(received))
    return stored is not None
