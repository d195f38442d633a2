"""Recompute the whole record and log from the stored bytes, and say what does not fit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from dinhlang.apps.transparency.models import LogEntry, Record, Tile, TreeHead
from dinhlang.apps.transparency.queries.log import tiles_by_name
from dinhlang.apps.transparency.queries.policy import public_keys
from dinhlang.domain.transparency import checkpoint, note, opening, tiles
from dinhlang.domain.transparency.commitment import commitment, entry
from dinhlang.domain.transparency.encoding import FormatError
from dinhlang.domain.transparency.merkle import leaf_hash
from dinhlang.domain.transparency.payload import nfc

CHUNK = 5_000
MOST_FINDINGS = 1_000
Progress = Callable[[str, int, int], None]  # (step, done, of)


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit; the sentence is for the operator."""

    code: str
    sentence: str


@dataclass
class Report:
    """What was checked and found; at most a thousand findings are kept, all are counted."""

    records: int = 0
    erased: int = 0
    lines: int = 0
    heads: int = 0
    signed: int = 0
    found: int = 0
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, sentence: str) -> None:
        """Keep one finding."""
        self.found += 1
        if self.found <= MOST_FINDINGS:
            self.findings.append(Finding(code, sentence))


def fsck(progress: Progress) -> Report:
    """Check every record, line, tile, tree head and signature, on one snapshot of the database."""
    report = Report()
    own_transaction = not connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            if own_transaction:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SET LOCAL statement_timeout = 0")
        _check_records(report, progress)
        _check_chains(report)
        _check_outbox(report)
        _Tree(report).check(progress)
        _check_notes(report)
    return report


def _check_records(report: Report, progress: Progress) -> None:
    total = Record.objects.count()
    for record in Record.objects.select_related("previous").order_by("id").iterator(CHUNK):
        report.records += 1
        if report.records % CHUNK == 0 or report.records == total:
            progress("records", report.records, total)
        if not record.payload and not record.salt:
            report.erased += 1
            continue
        try:
            computed = commitment(bytes(record.salt), bytes(record.payload))
        except ValueError:
            computed = b""
        if computed != bytes(record.commitment):
            report.add("commitment", f"Record {record.pk}: salt and payload do not give its commitment.")
        _check_columns(report, record)


def _check_columns(report: Report, record: Record) -> None:
    """Check that the columns, which pages read, say what the payload says, which the log commits to."""
    try:
        said, columns = opening.read_payload(bytes(record.payload)), _columns(record)
    except (FormatError, UnicodeDecodeError, TypeError):
        report.add("payload", f"Record {record.pk}: the payload cannot be read.")
        return
    for name, value in columns.items():
        if said.get(name) != value:
            report.add("columns", f"Record {record.pk}: its {name} in the table is not what was committed to.")


def _columns(record: Record) -> dict[str, Any]:
    before = record.previous
    columns = {
        "event": record.event,
        "subject": {"kind": record.subject_kind, "code": record.subject_code},
        "actor": {"role": record.role, "unit": record.unit_name, "post": record.post_title},
        "at": record.at.astimezone(UTC).isoformat(timespec="seconds"),
        "grounds": record.grounds,
        "facts": record.facts,
        "previous": bytes(before.commitment).hex() if before else None,
    }
    return dict(nfc(columns))


def _check_chains(report: Report) -> None:
    rows = _rows(
        """
        SELECT id FROM (
            SELECT id, previous_id, lag(id) OVER (PARTITION BY subject_kind, subject_id ORDER BY id) AS before
            FROM transparency_record
        ) AS chain WHERE previous_id IS DISTINCT FROM before
        """
    )
    for (record,) in rows:
        report.add("chain", f"Record {record} does not point to the record before it on the same subject.")


def _check_outbox(report: Report) -> None:
    rows = _rows(
        """
        SELECT r.id, o.id IS NOT NULL FROM transparency_record r
        LEFT JOIN transparency_logentry e ON e.record_id = r.id
        LEFT JOIN transparency_outbox o ON o.record_id = r.id AND o.consumer = 'log'
        WHERE (e.index IS NULL) = (o.id IS NULL)
        """
    )
    for record, waiting in rows:
        state = "is in the log and waits for it too" if waiting else "is not in the log and does not wait for it"
        report.add("outbox", f"Record {record} {state}.")


class _Tree:
    """Builds the tree again, line by line, and compares tiles and heads on the way."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.size = 0
        self.edge: dict[tuple[int, int], bytes] = {}
        self.full: dict[tuple[int, int], bytes] = {}

    def check(self, progress: Progress) -> None:
        """Run over all lines up to each head in turn."""
        total = LogEntry.objects.count()
        lines = self._lines()
        for head in TreeHead.objects.order_by("size").iterator(CHUNK):
            self.report.heads += 1
            root = self._grow(lines, head.size)
            if root != bytes(head.root):
                self.report.add("root", f"The stored root over {head.size} lines is not the one the lines give.")
            if self.report.heads % 100 == 0:
                progress("lines", self.size, total)
        before = self.size
        self._grow(lines, total)
        if self.size != before:
            self.report.add("head", f"{self.size - before} lines stand under no tree head.")
        self._compare({**self.full, **self.edge})
        expected = len(tiles.tile_names(self.size))
        if Tile.objects.count() != expected:
            self.report.add("tiles", f"There are {Tile.objects.count()} tiles, a tree of {self.size} has {expected}.")
        self.report.lines = self.size
        progress("lines", self.size, total)

    def _lines(self) -> Iterator[bytes]:
        """Yield the leaf hash that each record gives, in order of index."""
        rows = LogEntry.objects.order_by("index").values_list("index", "leaf_hash", "record__commitment")
        for place, (index, stored, committed) in enumerate(rows.iterator(CHUNK)):
            leaf = leaf_hash(entry(bytes(committed)))
            if index != place:
                self.report.add("index", f"Line {index} stands where line {place} should be.")
            if leaf != bytes(stored):
                self.report.add("leaf", f"Line {index}: the leaf hash is not that of its record.")
            yield leaf

    def _grow(self, lines: Iterator[bytes], size: int) -> bytes | None:
        """Add lines up to `size` and return the root, None when there are not so many."""
        root = None
        while self.size < size:
            wanted = min(CHUNK, size - self.size)
            hashes = [leaf for _, leaf in zip(range(wanted), lines, strict=False)]
            if not hashes:
                return None
            appended = tiles.append(self.size, self.edge, hashes)
            held = {**self.edge, **appended.tiles}
            partial = {name[:2] for name in tiles.right_edge(appended.size)}
            self.edge = {name: held[name] for name in partial}
            self.full.update({name: tile for name, tile in appended.tiles.items() if name not in partial})
            self.size, root = appended.size, appended.root
            if len(self.full) > 100:
                self._compare(self.full)
                self.full = {}
        return root

    def _compare(self, made: dict[tuple[int, int], bytes]) -> None:
        stored = tiles_by_name(list(made))
        for (level, number), held in made.items():
            if stored.get((level, number)) != held:
                self.report.add("tile", f"Tile {level}/{number} does not hold the hashes that the lines give.")


def _check_notes(report: Report) -> None:
    keys = public_keys()
    heads = TreeHead.objects.exclude(note="").order_by("size")
    if keys is None:
        if heads.exists():
            report.add("key", "The public key of the log is not at hand: no signature could be checked.")
        return
    key = note.parse_key(keys["log"])
    for head in heads.iterator(CHUNK):
        report.signed += 1
        wanted = checkpoint.Checkpoint(settings.LOG_ORIGIN, head.size, bytes(head.root)).text
        try:
            signed = note.parse(head.note)
            note.verified(signed, [key])
        except (FormatError, note.SignatureError) as error:
            report.add("signature", f"The note over {head.size} lines does not verify: {error}.")
            continue
        if signed.text != wanted:
            report.add("signature", f"The note over {head.size} lines signs another tree.")


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {MOST_FINDINGS}")
        return list(cursor.fetchall())
