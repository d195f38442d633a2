"""Content versions: whether what a kept page shows has changed. Every kept page asks, so the question is short."""

from collections.abc import Iterable
from threading import local
from typing import Any

from django.db import connection
from psycopg.pq import ExecStatus

# No topic has a comma in it.
BUMPS = """
    SELECT topic, count(*) || '.' || max(id) FROM transparency_contentbump
    WHERE topic = ANY(string_to_array(%s, ',')) GROUP BY topic
"""
# Which transactions can be seen. As long as this stays the same, nothing at all has been committed.
SNAPSHOT = b"SELECT pg_current_snapshot()"
MOST_REMEMBERED = 2_000  # questions; a quiet night may last long


class Seen(local):
    """What a thread read by its connection under one snapshot."""

    session: Any = None
    snapshot: bytes = b""
    bumps: dict[str, dict[str, str]]


_seen = Seen()


def versions(topics: Iterable[str]) -> str:
    """Return a key that is new whenever one of the topics was bumped; read it before the content it stands for.

    Count and greatest id together: an id given earlier may be committed later, and only the count shows that.
    """
    wanted = sorted(set(topics))
    found = _bumps(",".join(wanted))
    return ",".join(f"{topic}:{found.get(topic, 0)}" for topic in wanted)


def _bumps(topics: str) -> dict[str, str]:
    """Return count and greatest id of the bumps of each topic.

    It goes straight to libpq, which costs a third of a cursor, and Django would first ask whether the connection
    still lives. A dead one is simply opened anew.
    """
    if connection.connection is not None and not connection.in_atomic_block:
        found = _under_snapshot(connection.connection.pgconn, topics)
        if found is not None:
            return found
        connection.close()
    with connection.cursor() as cursor:
        cursor.execute(BUMPS, [topics])
        return dict(cursor.fetchall())


def _under_snapshot(session: Any, topics: str) -> dict[str, str] | None:
    """Return the bumps, without counting them again while nothing was committed; None where the connection is dead.

    A new connection may lead to another server, whose snapshots tell nothing about what we read before.
    """
    answer = session.exec_(SNAPSHOT)
    if answer.status != ExecStatus.TUPLES_OK:
        return None
    snapshot = answer.get_value(0, 0)
    if session is not _seen.session or snapshot != _seen.snapshot:
        _seen.session, _seen.snapshot, _seen.bumps = session, snapshot, {}
    if topics not in _seen.bumps:
        if len(_seen.bumps) >= MOST_REMEMBERED:
            _seen.bumps = {}
        answer = session.exec_params(BUMPS.replace("%s", "$1").encode(), [topics.encode()])
        if answer.status != ExecStatus.TUPLES_OK:
            return None
        rows = range(answer.ntuples)
        _seen.bumps[topics] = {answer.get_value(row, 0).decode(): answer.get_value(row, 1).decode() for row in rows}
    return _seen.bumps[topics]
