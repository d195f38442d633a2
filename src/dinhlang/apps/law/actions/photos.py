"""The photo of a session: received as it is, shown only as a copy of its pixels."""

from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.law.actions.learning import SESSION, TOPIC, locked_session
from dinhlang.apps.law.models import LearningSession
from dinhlang.apps.transparency.actions import Subject, record
from dinhlang.domain.accounts.roles import AS_SYSTEM, Actor
from dinhlang.lib.media import Cleaned, UnsafeFileError
from dinhlang.lib.media_process import clean
from dinhlang.lib.refusal import RefusedError


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
        transaction.on_commit(lambda: default_storage.delete(before))


def waiting_photos(limit: int = 20) -> list[int]:
    """Return the ids of sessions whose photo waits to be cleaned."""
    rows = LearningSession.objects.exclude(received_path="").order_by("id")
    return list(rows.values_list("pk", flat=True)[:limit])


def process_photo(*, session_id: int, at: datetime) -> bool:
    """Copy the pixels of a waiting photo and delete what was received; tells whether there is a picture now.

    The heavy work runs outside the transaction; a photo that came meanwhile waits for its own turn.
    """
    received = LearningSession.objects.filter(pk=session_id).values_list("received_path", flat=True).first()
    if not received:
        return False
    try:
        with default_storage.open(received) as source:
            cleaned = clean("photo", cast("BinaryIO", source))
    except (UnsafeFileError, FileNotFoundError):
        return _settle(session_id, received, None, at)
    return _settle(session_id, received, cleaned, at)


@transaction.atomic
def _settle(session_id: int, received: str, cleaned: Cleaned | None, at: datetime) -> bool:
    """Save the outcome and record it."""
    row = LearningSession.objects.select_for_update().get(pk=session_id)
    if row.received_path != received:
        return False
    row.received_path, parts = "", {}
    if cleaned:
        stem = PurePosixPath(received).name
        row.photo_path = default_storage.save(f"sessions/{stem[:2]}/{stem}.jpg", ContentFile(cleaned.thumbnail))
        parts = {"file": sha256(cleaned.thumbnail).digest()}
    row.save(update_fields=["received_path", "photo_path"])
    record(
        event="law.session_photo_processed", subject=Subject(SESSION, row.pk, row.code), acting=AS_SYSTEM, at=at,
        facts={"ready": cleaned is not None}, parts=parts, topics=[TOPIC],
    )  # fmt: skip
    transaction.on_commit(lambda: default_storage.delete(received))
    return cleaned is not None
