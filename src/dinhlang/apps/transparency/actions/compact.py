"""Keep the content versions short: replace many bumps of a topic by one that is newer than all of them."""

from django.db import OperationalError, connection, transaction

ABOVE = 20  # bumps of a topic before it is worth an invalidated cache; every kept page counts them again


def compact_bumps(*, above: int = ABOVE) -> int:
    """Replace the bumps of every topic that has more than `above` by one new bump, and return how many topics.

    A version (count and greatest id) must never come back, so nobody may add a bump with a smaller id afterwards:
    the table is locked against writers, and when one keeps it busy for a fifth of a second we leave it for later.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '200ms'")
            cursor.execute("LOCK TABLE transparency_contentbump IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute(
                """
                WITH crowded AS (
                    SELECT topic FROM transparency_contentbump GROUP BY topic HAVING count(*) > %s
                ), gone AS (
                    DELETE FROM transparency_contentbump b USING crowded WHERE b.topic = crowded.topic
                )
                INSERT INTO transparency_contentbump (topic) SELECT topic FROM crowded
                """,
                [max(above, 1)],
            )
            return int(cursor.rowcount)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != "55P03":  # lock_not_available
            raise
        return 0
