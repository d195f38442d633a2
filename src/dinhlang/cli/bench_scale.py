"""Fill a throw-away deployment up to a number of cases by copying those it has: its indexes become as large."""

from django.conf import settings
from django.db import connection

from dinhlang.apps.feedback import actions
from dinhlang.cli.processes import say
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import RefusedError

LEFT_OUT = ("id", "number", "lookup_hash", "external_key", "received_at")
CHUNK = 100_000
COUNT = "SELECT count(*) FROM feedback_case"
COLUMNS = """
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
WHERE attrelid = 'feedback_case'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL(%s)
"""
# Copies lie at other moments of the same eighteen months; their numbers and codes are random like all others.
COPY = """
INSERT INTO feedback_case (number, lookup_hash, external_key, received_at, {columns})
SELECT 'PA' || substr(md5(random()::text || n), 1, 13), sha256(convert_to(random()::text || n, 'UTF8')), NULL,
    received_at - random() * interval '500 days', {columns}
FROM (
    SELECT *, generate_series(1, %s) AS n
    FROM (SELECT * FROM feedback_case WHERE external_key IS NOT NULL LIMIT %s) originals
) copies
"""


def fill(wanted: int) -> None:
    """Copy cases until there are `wanted`; raises RefusedError outside a demonstration or where there are none."""
    if not settings.DEMO:
        raise RefusedError("bench fills only a demonstration: its copies are no cases of anybody")
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SELECT count(*) FROM feedback_case WHERE external_key IS NOT NULL")
        originals = cursor.fetchone()[0]
        if not originals:
            raise RefusedError("there are no cases to copy: load a demo first")
        cursor.execute(COLUMNS, [list(LEFT_OUT)])
        statement = COPY.format(columns=cursor.fetchone()[0])
        cursor.execute(COUNT)
        there = cursor.fetchone()[0]
        while there < wanted:
            share = min(originals, wanted - there)
            cursor.execute(statement, [max(1, min(CHUNK, wanted - there) // share), share])
            there += cursor.rowcount
            say(f"{there:,} cases")
        cursor.execute("ANALYZE")
    actions.recount_all(at=now())
