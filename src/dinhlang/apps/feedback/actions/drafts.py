"""The form on the way: a draft whose address is its key, kept while the sender is away."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.feedback.models import Attachment, Draft
from dinhlang.apps.law import queries as law
from dinhlang.lib.refusal import NotFoundError, RefusedError

DRAFT_RULE = "PROV-FB-DRAFT"
MOST_FILES = 5
FIELDS = frozenset({"category", "commune_id", "village_id", "landmark", "latitude", "longitude", "text"})


def token_hash(token: str) -> bytes:
    """Return what the database keeps of a draft's token."""
    return sha256(token.encode()).digest()


@transaction.atomic
def begin_draft(*, language: str, at: datetime) -> str:
    """Open a draft and return its token (128 bits); nothing else knows it."""
    token = secrets.token_urlsafe(16)
    Draft.objects.create(token_hash=token_hash(token), language=language, changed_at=at)
    return token


@transaction.atomic
def fill_draft(*, token: str, answers: Mapping[str, Any], at: datetime) -> None:
    """Keep the answers of one step; unknown names are refused so that nothing else can be set from outside."""
    draft = locked_draft(token)
    strange = set(answers) - FIELDS
    if strange:
        raise RefusedError(_("Biểu mẫu có ô lạ."))
    draft.data = {**draft.data, **answers}
    draft.changed_at = at
    draft.save(update_fields=["data", "changed_at"])


@transaction.atomic
def attach_to_draft(*, token: str, kind: str, path: str, digest: bytes, size: int, at: datetime) -> str:
    """Add a received file (already in private storage) to a draft and return the path of the one that is kept.

    After a lost answer a browser sends the same bytes again: then the first copy is kept and the caller discards this.
    """
    draft = locked_draft(token)
    same = draft.files.filter(received_sha256=digest).first()
    if same is not None:
        return same.received_path
    count = draft.files.count()
    if count >= MOST_FILES:
        raise RefusedError(_("Mỗi phiếu kèm tối đa 5 tệp."), field="files")
    Attachment.objects.create(
        draft=draft, kind=kind, received_path=path, received_sha256=digest, size=size, place=count
    )
    draft.changed_at = at
    draft.save(update_fields=["changed_at"])
    return path


@transaction.atomic
def detach_from_draft(*, token: str, attachment_id: int) -> str:
    """Remove a file from a draft and return the path whose bytes the caller deletes."""
    draft = locked_draft(token)
    file = draft.files.filter(pk=attachment_id).first()
    if file is None:
        raise NotFoundError(_("Không tìm thấy tệp này."))
    path = file.received_path
    file.delete()
    return path


def locked_draft(token: str) -> Draft:
    """Return an unsent draft, locked; raises NotFoundError when it is gone or was sent."""
    draft = Draft.objects.select_for_update().filter(token_hash=token_hash(token), case=None).first()
    if draft is None:
        raise NotFoundError(_("Bản nháp không còn hoặc đã được gửi."))
    return draft


@transaction.atomic
def drop_old_drafts(*, at: datetime) -> list[str]:
    """Delete drafts left longer than the regulation says; returns the paths of their files."""
    keep_days = law.days_of(DRAFT_RULE, on=at.date())
    old = Draft.objects.filter(changed_at__lt=at - keep_days, case=None)
    files = Attachment.objects.filter(draft__in=old)
    paths = list(files.values_list("received_path", flat=True))
    files.delete()
    old.delete()
    return paths
