"""Work that only one process of a deployment does at a time, under a lock of its database session."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import InterfaceError, OperationalError, connection

NUMBER = "hashtextextended('dinhlang.' || %s, 0)"


@contextmanager
def alone(work: str) -> Iterator[bool]:
    """Hold the lock of a named work; yields False at once when another process holds it.

    The lock goes with the session, so a killed process leaves none. Not through pgbouncer.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({NUMBER})", [work])
        held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held:
            # Where the database went away, the lock went with the session.
            with suppress(OperationalError, InterfaceError), connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_unlock({NUMBER})", [work])
