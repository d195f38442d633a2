"""What a half-filled form holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from dinhlang.apps.feedback.models import Draft


@dataclass(frozen=True)
class DraftFile:
    """A file of a draft; its bytes are shown to nobody before they are re-encoded."""

    id: int
    kind: str
    size: int


@dataclass(frozen=True)
class DraftView:
    """A draft: what was filled in, and whether it became a case already."""

    data: Mapping[str, Any]
    files: list[DraftFile]
    sent: bool
    changed_at: datetime


def draft(token: str) -> DraftView | None:
    """Return the draft of a token, None when there is none (2 queries)."""
    found = Draft.objects.filter(token_hash=sha256(token.encode()).digest()).first()
    if found is None:
        return None
    files = [DraftFile(one.pk, one.kind, one.size) for one in found.files.order_by("place")]
    return DraftView(found.data, files, found.case_id is not None, found.changed_at)
