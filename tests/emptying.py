"""After a test with real transactions: the rows of the migrations again, and nothing else.

Django would empty every table and then insert those rows one by one, which takes most of a second. Here only tables
that hold something are emptied, and the rows are copied back inside the database.
"""

from django.db import connection
from django.test import TransactionTestCase

TABLES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> 'django_migrations'
"""
REMEMBER = f"""
DO $$
DECLARE name text; filled boolean;
BEGIN
    CREATE SCHEMA IF NOT EXISTS of_migrations;
    FOR name IN {TABLES} LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('CREATE TABLE IF NOT EXISTS of_migrations.%I AS TABLE %I', name, name);
        END IF;
    END LOOP;
END $$
"""
# Without the triggers that keep records and check references: they guard the product, not its tests.
EMPTY = f"""
DO $$
DECLARE name text; filled boolean; columns text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN {TABLES} LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO filled;
        IF filled THEN
            EXECUTE format('DELETE FROM %I', name);
        END IF;
        IF to_regclass(format('of_migrations.%I', name)) IS NOT NULL THEN
            SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
            WHERE attrelid = format('public.%I', name)::regclass AND attnum > 0 AND NOT attisdropped
                AND attgenerated = '';
            EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM of_migrations.%I', name, columns, columns, name);
        END IF;
    END LOOP;
END $$
"""


def remember() -> None:
    """Keep what the migrations wrote, once for each test database."""
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER)


def empty(_test: TransactionTestCase) -> None:
    """Bring the database back to what the migrations left."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
