"""What every verb of the register shares: its subjects and topics, one act per request, one record."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.disclosure.models import Occasion, Publication
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Grounds, Request, Subject, record
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.domain.disclosure.due import Occasion as Due
from dinhlang.domain.disclosure.duties import DUTIES, Source
from dinhlang.domain.feedback.codes import NUMBER_LENGTH, spell
from dinhlang.lib.refusal import NotFoundError, RefusedError

KIND = "disclosure.item"
TOPIC = "disclosure"  # what the province's table changes with
NO_SUCH = _("Không có nội dung công khai này.")


def subject_of(occasion: Occasion) -> Subject:
    """Return how the record names an occasion."""
    return Subject(KIND, occasion.pk, occasion.code)


def topics_of(unit_id: int) -> list[str]:
    """Return what pages about a unit's register change with."""
    return [TOPIC, f"{TOPIC}:{unit_id}"]


def key_of(unit_code: str, due: Due) -> bytes:
    """Return the digest by which the same event of a unit is known again."""
    return sha256(f"{unit_code}\n{due.key}".encode()).digest()


def code_of(year: int, seed: bytes) -> str:
    """Return a public code such as CK26-7K3MQ9."""
    return f"CK{year % 100:02d}-{spell(sha256(seed).digest(), NUMBER_LENGTH)}"


def free_code(year: int, key: bytes) -> str:
    """Return a code that no occasion bears, for the same key the same one where it can be."""
    found, seed = code_of(year, key), key
    while Occasion.objects.filter(code=found).exists():
        seed = secrets.token_bytes(16)
        found = code_of(year, seed)
    return found


def grounds_of(occasion: Occasion) -> list[Grounds]:
    """Return the provisions that an occasion stands on: what, and by when."""
    on, rules = occasion.happened_on, [DUTIES[occasion.duty].rule, occasion.rule_id]
    return [law.grounds(one, on=on) for one in dict.fromkeys(rules)]


def locked(occasion_id: int) -> Occasion:
    """Return an occasion for writing; raises NotFoundError."""
    found = Occasion.objects.select_for_update().filter(pk=occasion_id).first()
    if found is None:
        raise NotFoundError(NO_SUCH)
    return found


def publication_of(occasion: Occasion) -> Publication:
    """Return what was published for a locked occasion; raises RefusedError where nothing was."""
    found = Publication.objects.filter(occasion=occasion).first()
    if found is None:
        raise RefusedError(_("Nội dung này chưa được công khai."))
    return found


def require_live(publication: Publication) -> None:
    """Raise RefusedError for a publication that is withdrawn."""
    if publication.withdrawn_at is not None:
        raise RefusedError(_("Nội dung này đã gỡ xuống."))


def require_text(text: str, field: str, sentence: Any) -> None:
    """Raise RefusedError for an empty text."""
    if not text.strip():
        raise RefusedError(sentence, field=field)


def require_past(day: date, at: datetime, field: str) -> None:
    """Raise RefusedError for a day that has not come yet."""
    if day > timezone.localdate(at):
        raise RefusedError(_("Ngày này chưa tới."), field=field)


def write(
    verb: str,
    occasion: Occasion,
    *,
    acting: Acting,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    words: str = "",
    grounds: Sequence[Grounds] = (),
    request: Request | None = None,
    is_first: bool = False,
) -> Record:
    """Record one act on an occasion; `words` are committed to, not copied."""
    return record(
        event=f"disclosure.{verb}",
        subject=subject_of(occasion),
        acting=acting,
        at=at,
        grounds=grounds,
        facts={"duty": occasion.duty, "source": Source(occasion.source).value, **(facts or {})},
        parts={"words": words.encode()} if words else None,
        topics=topics_of(occasion.unit_id),
        request=request,
        is_first=is_first,
    )
