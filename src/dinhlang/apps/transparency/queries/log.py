"""Reads of the public log: its heads, lines, tiles and proofs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from dinhlang.apps.transparency.models import LogEntry, OpenSubject, Outbox, Record, Tile, TreeHead
from dinhlang.apps.transparency.queries.records import promised_by
from dinhlang.domain.transparency import opening, tiles
from dinhlang.domain.transparency.commitment import entry
from dinhlang.domain.transparency.merkle import inclusion_proof
from dinhlang.domain.transparency.proof_file import ProofFile
from dinhlang.lib.remembered import remembered

MOST_COUNTED = 1_000
LOG_TOPIC = "log"  # pages that show the log or the place of a record in it


@dataclass(frozen=True)
class Head:
    """A signed tree head; `note` is the checkpoint as published."""

    size: int
    root: bytes
    at: datetime
    note: str


@dataclass(frozen=True)
class Counts:
    """How large the log is: lines, lines under a signed checkpoint, records that wait (counted up to a thousand)."""

    lines: int
    signed: int
    waiting: int


@dataclass(frozen=True)
class Line:
    """One line of the public log.

    `opened` is the opening where anybody may see it; `erased` when the law took the content away; a sealed line has
    neither. It entered the log after `after` (the checkpoint before it) and no later than `by`; None while unsigned.
    """

    index: int
    leaf: bytes
    entry: bytes
    record_id: int
    opened: opening.Opening | None
    erased: bool
    after: datetime | None
    by: datetime | None
    promised_by: datetime


def log_size() -> int:
    """Return how many lines the log has, signed or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(size), 0) FROM transparency_treehead")
        return int(cursor.fetchone()[0])


@remembered(LOG_TOPIC)
def shown_size() -> int:
    """Return how many lines the log has, for a page; who writes or checks the log asks `log_size`."""
    return log_size()


def latest_head() -> Head | None:
    """Return the greatest signed tree head."""
    return _head(TreeHead.objects.exclude(note="").order_by("-size").first())


def counts() -> Counts:
    """Return the figures of the log page."""
    head = latest_head()
    waiting = Outbox.objects.filter(consumer="log").values("id")[:MOST_COUNTED].count()
    return Counts(log_size(), head.size if head else 0, waiting)


def anything_waiting() -> bool:
    """Tell whether a record waits for its place in the log."""
    return Outbox.objects.filter(consumer="log").exists()


def anything_unsigned() -> bool:
    """Tell whether a tree head waits for its signature."""
    return TreeHead.objects.filter(note="").exists()


def line(index: int) -> Line | None:
    """Return one line of the log, opened only where anybody may open it."""
    found = _entry(index)
    if found is None:
        return None
    record = found.record
    signed = TreeHead.objects.exclude(note="")
    by = signed.filter(size__gt=index).order_by("size").values_list("at", flat=True).first()
    after = signed.filter(size__lte=index).order_by("-size").values_list("at", flat=True).first()
    return Line(
        index=index,
        leaf=bytes(found.leaf_hash),
        entry=entry(bytes(record.commitment)),
        record_id=record.pk,
        opened=opening_of(record) if _is_open(found) else None,
        erased=not record.payload,
        after=after,
        by=by,
        promised_by=promised_by(record.at),
    )


def line_of_leaf(leaf: bytes) -> int | None:
    """Return the index of the line with this leaf hash."""
    return LogEntry.objects.filter(leaf_hash=leaf).order_by("index").values_list("index", flat=True).first()


def latest_lines(limit: int) -> list[tuple[int, bytes]]:
    """Return (index, leaf hash) of the newest lines."""
    rows = LogEntry.objects.order_by("-index").values_list("index", "leaf_hash")[:limit]
    return [(index, bytes(hashed)) for index, hashed in rows]


def proof_file(index: int, *, private: bool = False) -> ProofFile | None:
    """Return the offline proof of a line under the newest signed checkpoint, None while there is none over it.

    The opening is in it when anybody may see it, or when the door vouches (`private`) that the reader may.
    """
    found, head = _entry(index), latest_head()
    if found is None or head is None or head.size <= index:
        return None
    opened = opening_of(found.record) if private or _is_open(found) else None
    extra = opened.to_json() if opened else opening.sealed_json(bytes(found.record.commitment))
    held = tiles_by_name(tiles.tiles_for_inclusion(index, head.size))
    hash_of = tiles.subtree_from(lambda level, number: held[level, number])
    return ProofFile(index, tuple(inclusion_proof(index, head.size, hash_of)), head.note, extra.encode())


def opened(record_id: int) -> opening.Opening | None:
    """Return what opens a record, for a door that vouches that its reader may have it; None once erased."""
    return opening_of(Record.objects.get(pk=record_id))


def opening_of(record: Record) -> opening.Opening | None:
    """Return what opens a record's commitment, None after its content was erased."""
    return opening.Opening(bytes(record.salt), bytes(record.payload)) if record.payload else None


def tiles_by_name(names: Sequence[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    """Return the stored hashes of the named tiles (level, number)."""
    wanted = Q(pk__in=[])
    for level, number in names:
        wanted |= Q(level=level, number=number)
    rows = Tile.objects.filter(wanted).values_list("level", "number", "hashes") if names else ()
    return {(level, number): bytes(held) for level, number, held in rows}


def _entry(index: int) -> LogEntry | None:
    opened = OpenSubject.objects.filter(
        kind=OuterRef("record__subject_kind"), subject_id=OuterRef("record__subject_id")
    )
    rows = LogEntry.objects.select_related("record").annotate(is_open=Exists(opened))
    return rows.filter(index=index).first()


def _is_open(found: LogEntry) -> bool:
    kind = found.record.subject_kind
    named = any(kind == one or (one.endswith("*") and kind.startswith(one[:-1])) for one in settings.LOG_OPEN_KINDS)
    return named or bool(found.is_open)  # type: ignore[attr-defined]


def _head(row: TreeHead | None) -> Head | None:
    return Head(row.size, bytes(row.root), row.at, row.note) if row else None
