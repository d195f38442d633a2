"""Write the history that comes with the program: bodies, documents, plans, the conference of 2023, what was said."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from dinhlang.apps.coordination.actions.acts import TOPIC
from dinhlang.apps.coordination.actions.history import Loading
from dinhlang.apps.coordination.actions.history_documents import load_documents
from dinhlang.apps.coordination.actions.history_plans import load_conferences, load_plans, load_tasks
from dinhlang.apps.coordination.actions.history_said import load_statements, load_values
from dinhlang.apps.coordination.policies import require_can_keep_register
from dinhlang.apps.coordination.queries.seeds import units
from dinhlang.apps.coordination.queries.shapes import PAPERS
from dinhlang.apps.organisations import actions as organisations
from dinhlang.apps.transparency.actions import record_many
from dinhlang.domain.accounts.roles import Actor


@dataclass(frozen=True)
class ImportedHistory:
    """How many rows an import added; all zero when everything was there."""

    units: int
    documents: int
    tasks: int
    values: int
    acts: int


@transaction.atomic
def import_history(*, actor: Actor, at: datetime) -> ImportedHistory:
    """Add what of the history is not there yet; a second run adds nothing. The outbox gets rows for the log alone."""
    acting = require_can_keep_register(actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('dinhlang.coordination.history', 0))")
    places = organisations.import_vinh_long(actor=actor, at=at)
    bodies = organisations.import_plan(actor=actor, units=units(), source="coordination", at=at)
    loading = Loading(acting, at)
    documents = load_documents(loading)
    load_plans(loading)
    load_conferences(loading)
    tasks = load_tasks(loading)
    values = load_values(loading)
    load_statements(loading)
    if loading.acts:
        record_many(acts=loading.acts, topics=[TOPIC, PAPERS])
    return ImportedHistory(places.units + bodies.units, documents, tasks, values, len(loading.acts))
