"""Content versions: whether what a kept page shows has changed. Every kept page asks, so the question is short.

A process knows the versions of the topics it was asked for as of one snapshot of the database. Later it asks only
which topics were bumped by what was committed since: a few rows, however many acts a busy minute has.
"""

from collections.abc import Iterable
from itertools import count
from threading import Lock, local
from typing import Any

from django.db import OperationalError, connection
from psycopg.pq import ExecStatus

# No topic has a comma in it.
BUMPS = """
    SELECT topic, count(*) || '.' || max(id) FROM transparency_contentbump
    WHERE topic = ANY(string_to_array(%s, ',')) GROUP BY topic
"""
# Which transactions can be seen. As long as this stays the same, nothing at all has been committed.
SNAPSHOT = "SELECT pg_current_snapshot()"
# What was committed since a snapshot. Rows of a restored backup may bear numbers that this cluster has yet to reach.
SINCE = """
    SELECT pg_current_snapshot(), (
        SELECT string_agg(DISTINCT topic, ',') FROM transparency_contentbump
        WHERE xact >= pg_snapshot_xmin($1::pg_snapshot) AND xact < pg_snapshot_xmax(pg_current_snapshot())
            AND NOT pg_visible_in_snapshot(xact, $1::pg_snapshot)
    )
"""
ASKED = {"snapshot": SNAPSHOT, "since": SINCE, "bumps": BUMPS.replace("%s", "$1")}
HELLO = b"""
    SELECT concat_ws(' ', inet_server_addr(), inet_server_port(), pg_postmaster_start_time()),
        EXISTS (SELECT FROM pg_prepared_statements WHERE name = 'dinhlang_bumps')
"""
NEVER = "0"  # the version of a topic before its first bump
MOST_KNOWN = 50_000  # topics


class _Known:
    """What this process knows: the versions of topics as of a snapshot. Versions given once never come back."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.turns = count(1)
        self.server = b""
        self.snapshot = b""
        self.versions: dict[str, str] = {}


class _Own(local):
    """The connection of a thread that has our questions prepared."""

    session: Any = None


_known, _own = _Known(), _Own()


class _LostError(OperationalError):
    """The connection is dead."""


def versions(topics: Iterable[str]) -> dict[str, str]:
    """Return for each topic what is new whenever it was bumped; read it before the content it stands for.

    It goes straight to libpq, which costs a third of a cursor, and is itself the proof that the connection lives,
    which Django would else ask for. A dead one is simply opened anew.
    """
    wanted = set(topics)
    if connection.in_atomic_block:
        return _counted(wanted)
    connection.ensure_connection()
    try:
        found = _as_known(connection.connection.pgconn, wanted)
    except _LostError:
        connection.close()
        connection.ensure_connection()
        found = _as_known(connection.connection.pgconn, wanted)
    connection.health_check_done = True  # type: ignore[attr-defined]
    return found


def forget() -> None:
    """Forget what this process knows, as when rows went without an act: a server was changed, a table emptied."""
    with _known.lock:
        _known.snapshot, _known.versions = b"", {}


def _counted(wanted: set[str]) -> dict[str, str]:
    """Return count and greatest id of the bumps of each topic, our own uncommitted ones too.

    Both together: an id given earlier may be committed later, and only the count shows that.
    """
    with connection.cursor() as cursor:
        cursor.execute(BUMPS, [",".join(wanted)])
        return dict.fromkeys(wanted, NEVER) | dict(cursor.fetchall())


def _as_known(session: Any, wanted: set[str]) -> dict[str, str]:
    """Return the versions that this process knows, after it learned what was committed since it asked last."""
    if session is not _own.session:
        _prepare(session)
    snapshot, known = _ask(session, "snapshot").get_value(0, 0), _known.versions
    if snapshot == _known.snapshot and wanted <= known.keys():
        return {topic: known[topic] for topic in wanted}
    with _known.lock:
        if snapshot != _known.snapshot:
            _learn(session, snapshot)
        if len(_known.versions) > MOST_KNOWN:
            _known.versions = {}
        missing = wanted - _known.versions.keys()
        if missing:
            _count(session, missing)
        return {topic: _known.versions[topic] for topic in wanted}


def _learn(session: Any, snapshot: bytes) -> None:
    """Give a new version to every topic that was bumped since the snapshot we know."""
    if not _known.snapshot:
        _known.snapshot = snapshot
        return
    answer = _ask(session, "since", _known.snapshot)
    turn = f"turn {next(_known.turns)}"
    for topic in (answer.get_value(0, 1) or b"").decode().split(","):
        if topic in _known.versions:
            _known.versions[topic] = turn
    _known.snapshot = answer.get_value(0, 0)


def _count(session: Any, topics: set[str]) -> None:
    """Ask for the bumps of topics that this process has not met; what came since our snapshot is told twice."""
    answer = _ask(session, "bumps", ",".join(topics).encode())
    bumped = {answer.get_value(row, 0).decode(): answer.get_value(row, 1).decode() for row in range(answer.ntuples)}
    _known.versions |= dict.fromkeys(topics, NEVER) | bumped


def _prepare(session: Any) -> None:
    """Let PostgreSQL read our questions once for this connection, which is new to us.

    It may lead to another server, or to one that was started anew, whose snapshots tell nothing about what we read.
    """
    found = session.exec_(HELLO)
    if found.status != ExecStatus.TUPLES_OK:
        raise _LostError
    server, is_prepared = found.get_value(0, 0), found.get_value(0, 1) == b"t"
    if server != _known.server:
        forget()
        _known.server = server
    for name, question in ASKED.items() if not is_prepared else ():
        if session.prepare(f"dinhlang_{name}".encode(), question.encode()).status != ExecStatus.COMMAND_OK:
            raise _LostError
    _own.session = session


def _ask(session: Any, question: str, *given: bytes) -> Any:
    """Return the answer to a prepared question."""
    answer = session.exec_prepared(f"dinhlang_{question}".encode(), given)
    if answer.status != ExecStatus.TUPLES_OK:
        raise _LostError
    return answer
