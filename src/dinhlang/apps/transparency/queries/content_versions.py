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
SNAPSHOT = "SELECT pg_current_snapshot()"
ASKED = {b"dinhlang_snapshot": SNAPSHOT, b"dinhlang_bumps": BUMPS.replace("%s", "$1")}
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
    if session is not _seen.session and not _prepared(session):
        return None
    answer = session.exec_prepared(b"dinhlang_snapshot", [])
    if answer.status != ExecStatus.TUPLES_OK:
        return None
    snapshot = answer.get_value(0, 0)
    if snapshot != _seen.snapshot:
        _seen.snapshot, _seen.bumps = snapshot, {}
    if topics not in _seen.bumps:
        if len(_seen.bumps) >= MOST_REMEMBERED:
            _seen.bumps = {}
        answer = session.exec_prepared(b"dinhlang_bumps", [topics.encode()])
        if answer.status != ExecStatus.TUPLES_OK:
            return None
        rows = range(answer.ntuples)
        _seen.bumps[topics] = {answer.get_value(row, 0).decode(): answer.get_value(row, 1).decode() for row in rows}
    return _seen.bumps[topics]


def _prepared(session: Any) -> bool:
    """Let PostgreSQL read both questions once for this connection, which is new to us; tell whether it could."""
    _seen.session, _seen.snapshot, _seen.bumps = None, b"", {}
    known = session.exec_(b"SELECT 1 FROM pg_prepared_statements WHERE name = 'dinhlang_bumps'")
    if known.status != ExecStatus.TUPLES_OK:
        return False
    for name, question in ASKED.items() if not known.ntuples else ():
        if session.prepare(name, question.encode()).status != ExecStatus.COMMAND_OK:
            return False
    _seen.session = session
    return True
