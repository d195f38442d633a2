"""The same request again gives the same answer."""

from django.db import connection

from dinhlang.apps.transparency.actions.record import Request, replayed


def done_before(request: Request | None) -> int | None:
    """Return the id that an equal earlier request gave; of two equal requests at once the second waits here."""
    if request is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [request.key])
    earlier = replayed(request)
    return earlier.subject_id if earlier else None
