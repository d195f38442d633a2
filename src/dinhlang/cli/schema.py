"""The tables of a deployment: are they there, make them, throw them away."""

import sys

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def is_empty() -> bool:
    """Tell whether the database was never migrated."""
    return "django_migrations" not in connection.introspection.table_names()


def is_current() -> bool:
    """Tell whether every migration of this version was applied."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def migrate() -> None:
    """Apply what is missing; the names go to standard error."""
    call_command("migrate", interactive=False, verbosity=0, stdout=sys.stderr, skip_checks=True)


def wipe() -> None:
    """Remove every table of the database."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
