"""Take records from the outbox: for every consumer but the log."""

from django.db import connection, transaction

from dinhlang.apps.transparency.models import Record


def take(*, consumer: str, limit: int) -> list[Record]:
    """Take the oldest waiting records of a consumer and delete them from its outbox in the caller's transaction.

    When that transaction rolls back they wait again. Rows that another worker holds are skipped, so a consumer
    with several workers must not rely on the order of two acts on one subject.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("take() belongs in the transaction of its consumer")
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM transparency_outbox WHERE id = ANY (ARRAY(
                SELECT id FROM transparency_outbox WHERE consumer = %s
                ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
            )) RETURNING record_id
            """,
            [consumer, limit],
        )
        ids = [row[0] for row in cursor.fetchall()]
    return list(Record.objects.filter(pk__in=ids).order_by("pk"))
