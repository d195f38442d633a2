"""Write one act into the record, in the transaction of the action that does it."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg.types.json import Jsonb

from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.domain.transparency.commitment import SALT_BYTES, commitment
from dinhlang.domain.transparency.payload import canonical

SCHEMA = "record/1"


COLUMNS = (
    "at", "event", "subject_kind", "subject_id", "subject_code", "role", "user_id", "post_id", "post_title",
    "unit_id", "unit_name", "grounds", "facts", "previous_id", "payload", "salt", "commitment",
)  # fmt: skip
# One statement: every action of the product waits for it, and each round trip costs as much as the rest.
WRITE = f"""
WITH made AS (
    INSERT INTO transparency_record ({", ".join(COLUMNS)}, request_key, request_digest)
    VALUES ({", ".join(["%s"] * (len(COLUMNS) + 2))}) RETURNING id
), salted AS (
    INSERT INTO transparency_partsalt (record_id, part, salt)
    SELECT made.id, one.part, one.salt FROM made, unnest(%s::text[], %s::bytea[]) AS one(part, salt)
), waiting AS (
    INSERT INTO transparency_outbox (record_id, consumer) SELECT made.id, unnest(%s::text[]) FROM made
), bumped AS (
    INSERT INTO transparency_contentbump (topic) SELECT unnest(%s::text[])
)
SELECT id FROM made
"""  # noqa: S608 - only our own column names


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
    is_first: bool = False,
) -> Record:
    """Write the act, its commitments, its outbox rows and content bumps; must run inside the action's transaction.

    `facts` are public-safe JSON (no floats, no personal data). `parts` are personal or removable bytes: the
    record keeps only a salted commitment of each. `is_first`: this transaction made the subject, nothing was recorded
    of it. Raises IntegrityError when the request key was used meanwhile.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs in the transaction of its action")
    values, salts = prepare(
        event=event, subject=subject, acting=acting, at=at, grounds=grounds, facts=facts or {}, parts=parts or {},
        previous=None if is_first else _last(subject),
    )  # fmt: skip
    values["request_key"] = request.key if request else None
    values["request_digest"] = request.digest if request else None
    with connection.cursor() as cursor:
        cursor.execute(
            WRITE,
            [*sql_values(values), list(salts), list(salts.values()), consumers_of(event), list(dict.fromkeys(topics))],
        )
        written = {"id": cursor.fetchone()[0], **values}
    return Record.from_db(connection.alias, list(written), list(written.values()))


def _last(subject: Subject) -> tuple[int, bytes] | None:
    """Return id and commitment of the newest act on a subject."""
    earlier = Record.objects.filter(subject_kind=subject.kind, subject_id=subject.id).order_by("-id")
    found = earlier.values_list("id", "commitment").first()
    return (found[0], bytes(found[1])) if found else None


def prepare(
    *,
    event: str,
    subject: Subject,
    acting: Acting,
    at: datetime,
    grounds: Sequence[Grounds],
    facts: Mapping[str, Any],
    parts: Mapping[str, bytes],
    previous: tuple[int, bytes] | None,
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the columns of a record and the salts of its parts; `previous` is (id, commitment) of the act before."""
    salts = {name: secrets.token_bytes(SALT_BYTES) for name in parts}
    body = payload_of(
        event=event, subject=subject, acting=acting, at=at, grounds=grounds, facts=facts,
        previous=previous[1] if previous else None,
        parts={name: commitment(salts[name], content) for name, content in parts.items()},
    )  # fmt: skip
    salt = secrets.token_bytes(SALT_BYTES)
    values = (
        at, event, subject.kind, subject.id, subject.code, acting.role.value, acting.user_id, acting.post_id,
        acting.post_title, acting.unit_id, acting.unit_name, [asdict(ground) for ground in grounds], dict(facts),
        previous[0] if previous else None, body, salt, commitment(salt, body),
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True)), salts


def sql_values(values: Mapping[str, Any]) -> list[Any]:
    """Return the columns as the driver takes them."""
    return [Jsonb(value) if name in ("grounds", "facts") else value for name, value in values.items()]


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
