"""What every verb of consultations shares: the locked consultation, its subject and topics, one record an act."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.models import Consultation, Opinion, Version
from dinhlang.apps.transparency.actions import Grounds, Request, Subject, record
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.domain.consultations.steps import is_open
from dinhlang.domain.feedback.codes import NUMBER_LENGTH, spell
from dinhlang.lib.refusal import NotFoundError, RefusedError

KIND, OPINION = "consultations.consultation", "consultations.opinion"
TOPIC = "consultations"
SEED_BYTES = 8
NO_SUCH = _("Không có đợt lấy ý kiến này.")


def free_code(table: type[Consultation] | type[Opinion], prefix: str, at: datetime, seed: str) -> str:
    """Return a public code such as LYK26-7K3MQ9 that no row bears; of the same thing the same one where it can be."""
    digest = sha256(f"{at.isoformat()}\n{seed}".encode()).digest()
    while True:
        found = f"{prefix}{at.year % 100:02d}-{spell(digest, NUMBER_LENGTH)}"
        if not table.objects.filter(code=found).exists():
            return found
        digest = secrets.token_bytes(SEED_BYTES)


def topics_of(code: str) -> list[str]:
    """Return what pages about a consultation change with."""
    return [TOPIC, f"consultation:{code}"]


def locked(consultation_id: int) -> Consultation:
    """Return a consultation for writing; raises NotFoundError."""
    found = Consultation.objects.select_for_update().filter(pk=consultation_id).first()
    if found is None:
        raise NotFoundError(NO_SUCH)
    return found


def read(consultation_id: int) -> Consultation:
    """Return a consultation to which something is added: many speak at once, none waits for another."""
    found = Consultation.objects.filter(pk=consultation_id).first()
    if found is None:
        raise NotFoundError(NO_SUCH)
    return found


def require_taking(consultation: Consultation, at: datetime) -> None:
    """Raise RefusedError unless opinions are taken at this moment."""
    today = timezone.localdate(at)
    opened = timezone.localdate(consultation.opened_at) if consultation.opened_at else None
    if consultation.closes_on is None or not is_open(opened, consultation.closes_on, today):
        raise RefusedError(_("Lúc này không nhận ý kiến: chưa mở hoặc đã hết hạn."))


def require_not_closed(consultation: Consultation) -> None:
    """Raise RefusedError for a consultation that was closed."""
    if consultation.closed_at is not None:
        raise RefusedError(_("Đợt lấy ý kiến này đã kết thúc."))


def require_text(text: str, field: str, sentence: Any) -> None:
    """Raise RefusedError for an empty text."""
    if not text.strip():
        raise RefusedError(sentence, field=field)


def require_anchor(consultation: Consultation, anchor: str) -> None:
    """Raise RefusedError for a passage that the newest version of the draft has not."""
    newest = Version.objects.filter(consultation=consultation).order_by("-number").first()
    if anchor and (newest is None or anchor not in {one["anchor"] for one in newest.blocks}):
        raise RefusedError(_("Dự thảo không có chỗ này."), field="anchor")


def write(
    verb: str,
    consultation: Consultation,
    *,
    acting: Acting,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    words: str = "",
    grounds: Sequence[Grounds] = (),
    request: Request | None = None,
    is_first: bool = False,
) -> Record:
    """Record one act on a consultation; `words` are committed to, not copied."""
    return record(
        event=f"consultations.{verb}",
        subject=Subject(KIND, consultation.pk, consultation.code),
        acting=acting,
        at=at,
        grounds=grounds,
        facts={"unit": consultation.unit_id, **(facts or {})},
        parts={"words": words.encode()} if words else None,
        topics=topics_of(consultation.code),
        request=request,
        is_first=is_first,
    )
