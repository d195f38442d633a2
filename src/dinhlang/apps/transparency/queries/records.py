"""Reads of the record: timelines, places in the log."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from dinhlang.apps.transparency.models import Record, TreeHead
from dinhlang.domain.transparency.commitment import entry
from dinhlang.domain.transparency.merkle import leaf_hash
from dinhlang.domain.transparency.receipt import Receipt


@dataclass(frozen=True)
class Recorded:
    """One act of a timeline; `index` is its line in the public log, None while it waits."""

    id: int
    at: datetime
    event: str
    role: str
    post_title: str
    unit_id: int | None
    unit_name: str
    grounds: list[dict[str, str]]
    facts: dict[str, Any]
    index: int | None


@dataclass(frozen=True)
class Place:
    """Where a record stands in the log: no index while it waits, `signed` once a proof can be had."""

    index: int | None
    signed: bool
    promised_by: datetime


def timeline(*, kind: str, subject_id: int) -> list[Recorded]:
    """Return the acts on one subject from first to last."""
    records = Record.objects.filter(subject_kind=kind, subject_id=subject_id).order_by("id")
    return [
        Recorded(*row)
        for row in records.values_list(
            "id", "at", "event", "role", "post_title", "unit_id", "unit_name", "grounds", "facts", "log_entry__index"
        )
    ]


def receipt_of(record_id: int) -> Receipt:
    """Return the promise for a record: the same whenever it is asked for."""
    at, committed = Record.objects.values_list("at", "commitment").get(pk=record_id)
    return Receipt(leaf_hash(entry(bytes(committed))), int(at.timestamp()), int(promised_by(at).timestamp()))


def promised_by(received_at: datetime) -> datetime:
    """Return the time by which a record stands under a signed checkpoint."""
    return received_at + timedelta(hours=settings.LOG_PROMISE_HOURS)


def place(record_id: int) -> Place:
    """Return where a record stands in the log."""
    at, index = Record.objects.values_list("at", "log_entry__index").get(pk=record_id)
    signed = index is not None and TreeHead.objects.filter(size__gt=index).exclude(note="").exists()
    return Place(index, signed, promised_by(at))
