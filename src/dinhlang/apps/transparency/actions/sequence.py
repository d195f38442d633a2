"""Give recorded acts their place in the public log: index, tiles, root. One sequencer works at a time."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from dinhlang.apps.transparency import queries
from dinhlang.apps.transparency.actions.bump import bump
from dinhlang.apps.transparency.models import Tile, TreeHead
from dinhlang.apps.transparency.queries.log import LOG_TOPIC
from dinhlang.domain.transparency import tiles
from dinhlang.domain.transparency.commitment import entry
from dinhlang.domain.transparency.merkle import leaf_hash

SEQUENCER_LOCK = 0x6E68_6174_6B79  # "nhatky": the advisory lock of the one sequencer
BATCH = 10_000


@transaction.atomic
def sequence_batch(*, at: datetime, limit: int = BATCH) -> int:
    """Append up to `limit` waiting records to the log and return how many; 0 also when another sequencer works.

    Takes whatever waits in the outbox, never "ids above the last one": an id given earlier may be committed later,
    and would be lost for ever. A batch that appends something makes one unsigned tree head.
    """
    if not _locked():
        return 0
    waiting = _take(limit)
    if not waiting:
        return 0
    size = queries.log_size()
    edge = queries.tiles_by_name([name[:2] for name in tiles.right_edge(size)])
    hashes = [leaf_hash(entry(committed)) for _, committed in waiting]
    appended = tiles.append(size, edge, hashes)
    _append(size, [record_id for record_id, _ in waiting], hashes)
    Tile.objects.bulk_create(
        (Tile(level=level, number=number, hashes=held) for (level, number), held in appended.tiles.items()),
        update_conflicts=True,
        unique_fields=["level", "number"],
        update_fields=["hashes"],
    )
    TreeHead.objects.create(size=appended.size, root=appended.root, at=at)
    bump(topics=[LOG_TOPIC])
    return len(waiting)


def _locked() -> bool:
    """Tell whether this transaction holds the lock (a session that holds it already gets it again)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEQUENCER_LOCK])
        return bool(cursor.fetchone()[0])


def _take(limit: int) -> list[tuple[int, bytes]]:
    """Delete the oldest waiting rows and return (record id, commitment) in the order in which they were written."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH taken AS (
                DELETE FROM transparency_outbox WHERE id = ANY (ARRAY(
                    SELECT id FROM transparency_outbox WHERE consumer = 'log' ORDER BY id LIMIT %s
                )) RETURNING id, record_id
            )
            SELECT r.id, r.commitment FROM taken JOIN transparency_record r ON r.id = taken.record_id
            ORDER BY taken.id
            """,
            [limit],
        )
        return [(record_id, bytes(committed)) for record_id, committed in cursor.fetchall()]


def _append(first: int, record_ids: Sequence[int], hashes: Sequence[bytes]) -> None:
    copy_in = "COPY transparency_logentry (index, record_id, leaf_hash) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(copy_in) as copy:
        for index, (record_id, hashed) in enumerate(zip(record_ids, hashes, strict=True), first):
            copy.write_row((index, record_id, hashed))
