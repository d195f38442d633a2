"""Write many past acts at once, for loaders: the same rows that record() writes, by COPY."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from dinhlang.apps.transparency.actions.bump import bump
from dinhlang.apps.transparency.actions.record import COLUMNS, Grounds, Subject, prepare, sql_values
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.lib.copying import copy_values, fresh_ids

CHUNK = 5_000
LOG_ONLY = ("log",)

SubjectKey = tuple[str, int]
Link = tuple[int, bytes]  # id and commitment of a record


@dataclass(frozen=True, slots=True)
class Act:
    """One past act, as record() takes it; `parts` are personal or removable bytes, of which only salts are kept."""

    event: str
    subject: Subject
    acting: Acting
    at: datetime
    grounds: Sequence[Grounds] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    parts: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class _Rows:
    records: list[tuple[Any, ...]] = field(default_factory=list)
    parts: list[tuple[int, str, bytes]] = field(default_factory=list)
    outbox: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def record_many(*, acts: Iterable[Act], topics: Sequence[str] = (), consumers: Sequence[str] = LOG_ONLY) -> list[int]:
    """Write acts in the given order and return their record ids in that order.

    Acts on one subject must come in the order in which they happened. What happened long ago concerns the log only:
    other consumers (mail!) get nothing unless named in `consumers`. Each topic is bumped once. About 10 records a
    millisecond and constant memory; millions go in several calls, one transaction each.
    """
    ids: list[int] = []
    chunk: list[Act] = []
    for act in acts:
        chunk.append(act)
        if len(chunk) == CHUNK:
            ids += _write(chunk, consumers)
            chunk = []
    ids += _write(chunk, consumers) if chunk else []
    bump(topics=topics)
    return ids


def _write(acts: Sequence[Act], consumers: Sequence[str]) -> list[int]:
    ids = fresh_ids(Record, len(acts))
    last = _last_records({(act.subject.kind, act.subject.id) for act in acts})
    rows = _Rows()
    for record_id, act in zip(ids, acts, strict=True):
        key = (act.subject.kind, act.subject.id)
        last[key] = (record_id, _add(rows, record_id, act, last.get(key)))
        rows.outbox += [(record_id, name) for name in consumers]
    copy_values("transparency_record", ("id", *COLUMNS), rows.records)
    copy_values("transparency_partsalt", ("record_id", "part", "salt"), rows.parts)
    copy_values("transparency_outbox", ("record_id", "consumer"), rows.outbox)
    return ids


def _add(rows: _Rows, record_id: int, act: Act, previous: Link | None) -> bytes:
    """Add the rows of one act and return its commitment."""
    values, salts = prepare(
        event=act.event, subject=act.subject, acting=act.acting, at=act.at, grounds=act.grounds, facts=act.facts,
        parts=act.parts, previous=previous,
    )  # fmt: skip
    rows.records.append((record_id, *sql_values(values)))
    rows.parts += [(record_id, name, salt) for name, salt in salts.items()]
    committed: bytes = values["commitment"]
    return committed


def _last_records(subjects: set[SubjectKey]) -> dict[SubjectKey, Link]:
    """Return the newest record of each subject that has one."""
    kinds, ids = zip(*subjects, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT s.kind, s.id, r.id, r.commitment
            FROM unnest(%s::text[], %s::bigint[]) AS s(kind, id)
            CROSS JOIN LATERAL (
                SELECT id, commitment FROM transparency_record
                WHERE subject_kind = s.kind AND subject_id = s.id ORDER BY id DESC LIMIT 1
            ) AS r
            """,
            [list(kinds), list(ids)],
        )
        return {(kind, subject): (record, bytes(committed)) for kind, subject, record, committed in cursor.fetchall()}
