"""Count one use against its limits."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from dinhlang.domain.accounts.limits import Limit, Spent, judge, window

UPSERT = """
INSERT INTO accounts_ratewindow AS counted (scope, key, starts_at, ends_at, used) VALUES {rows}
ON CONFLICT (scope, key, starts_at) DO UPDATE SET used = counted.used + 1
RETURNING used
"""
ROW = "(%s, %s, %s, %s, 1)"


def spend(*, scope: str, key: bytes, limits: Sequence[Limit], at: datetime) -> Spent:
    """Count one use of a scope by a key (16 bytes, a hash) in every window, and say whether it was allowed; one query.

    That query is its own transaction. A use that is refused counts too: whoever hammers waits until the window ends.
    """
    values: list[str | bytes | datetime] = []
    for limit in limits:
        starts_at, ends_at = window(limit.every, at)
        values += [f"{scope}/{int(limit.every.total_seconds())}", key, starts_at, ends_at]
    with connection.cursor() as cursor:
        cursor.execute(UPSERT.format(rows=", ".join([ROW] * len(limits))), values)
        used = [row[0] for row in cursor.fetchall()]  # in the order of the rows
    return judge(list(zip(limits, used, strict=True)), at)
