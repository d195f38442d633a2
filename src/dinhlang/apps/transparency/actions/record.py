"""Write one act into the record, in the transaction of the action that does it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from dinhlang.apps.transparency.models import ContentBump, Outbox, PartSalt, Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.domain.transparency.commitment import SALT_BYTES, commitment
from dinhlang.domain.transparency.payload import canonical

SCHEMA = "record/1"


class RequestConflictError(Exception):
    """The same request key came again with another body."""


@dataclass(frozen=True)
class Subject:
    """What an act is about: ids and names only, so that every app can record."""

    kind: str
    id: int
    code: str


@dataclass(frozen=True)
class Grounds:
    """The provision an act stands on."""

    rule: str
    version: str
    citation: str


@dataclass(frozen=True)
class Request:
    """The idempotency key of a state-changing request and a digest of its body (32 bytes)."""

    key: str
    digest: bytes


def replayed(request: Request | None) -> Record | None:
    """Return the record an equal earlier request made; raises RequestConflictError for another body."""
    if request is None:
        return None
    earlier = Record.objects.filter(request_key=request.key).first()
    if earlier is not None and bytes(earlier.request_digest or b"") != request.digest:
        raise RequestConflictError(request.key)
    return earlier


def record(
    *,
    event: str,
    subject: Subject,
    acting: Acting,
    at: datetime,
    grounds: Sequence[Grounds] = (),
    facts: Mapping[str, Any] | None = None,
    parts: Mapping[str, bytes] | None = None,
    topics: Sequence[str] = (),
    request: Request | None = None,
) -> Record:
    """Write the act, its commitments, its outbox rows and content bumps; must run inside the action's transaction.

    `facts` are public-safe JSON (no floats, no personal data). `parts` are personal or removable bytes: the
    record keeps only a salted commitment of each. Raises IntegrityError when the request key was used meanwhile.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs in the transaction of its action")
    previous = (
        Record.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
        .order_by("-id")
        .values_list("id", "commitment")
        .first()
    )
    salts = {name: secrets.token_bytes(SALT_BYTES) for name in parts or {}}
    body = payload_of(
        event=event, subject=subject, acting=acting, at=at, grounds=grounds, facts=facts or {},
        previous=bytes(previous[1]) if previous else None,
        parts={name: commitment(salts[name], content) for name, content in (parts or {}).items()},
    )  # fmt: skip
    salt = secrets.token_bytes(SALT_BYTES)
    made = Record.objects.create(
        at=at,
        event=event,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_code=subject.code,
        role=acting.role.value,
        user_id=acting.user_id,
        post_id=acting.post_id,
        post_title=acting.post_title,
        unit_id=acting.unit_id,
        unit_name=acting.unit_name,
        grounds=[asdict(ground) for ground in grounds],
        facts=dict(facts or {}),
        previous_id=previous[0] if previous else None,
        payload=body,
        salt=salt,
        commitment=commitment(salt, body),
        request_key=request.key if request else None,
        request_digest=request.digest if request else None,
    )
    PartSalt.objects.bulk_create(PartSalt(record=made, part=name, salt=one) for name, one in salts.items())
    Outbox.objects.bulk_create(Outbox(record=made, consumer=name) for name in consumers_of(event))
    ContentBump.objects.bulk_create(ContentBump(topic=topic) for topic in dict.fromkeys(topics))
    return made


def payload_of(
    *,
    event: str,
    subject: Subject,
    acting: Acting,
    at: datetime,
    grounds: Sequence[Grounds],
    facts: Mapping[str, Any],
    previous: bytes | None,
    parts: Mapping[str, bytes],
) -> bytes:
    """Return the canonical payload: role and unit of the actor, never a person; parts as commitments in hex."""
    return canonical(
        {
            "schema": SCHEMA,
            "event": event,
            "subject": {"kind": subject.kind, "code": subject.code},
            "actor": {"role": acting.role.value, "unit": acting.unit_name, "post": acting.post_title},
            "at": at.astimezone(UTC).isoformat(timespec="seconds"),
            "grounds": [asdict(ground) for ground in grounds],
            "facts": facts,
            "previous": previous.hex() if previous else None,
            "parts": {name: committed.hex() for name, committed in parts.items()},
        }
    )


def consumers_of(event: str) -> list[str]:
    """Return the outbox consumers that asked for an event."""
    return [
        name
        for name, wanted in settings.OUTBOX_SUBSCRIPTIONS.items()
        if any(event == one or (one.endswith("*") and event.startswith(one[:-1])) for one in wanted)
    ]


def digest_of(body: Mapping[str, Any]) -> bytes:
    """Return the digest by which two bodies of one request key are compared."""
    return sha256(canonical(body)).digest()
