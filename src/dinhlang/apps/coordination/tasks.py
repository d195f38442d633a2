"""What the worker does for the coordination: open lines follow their units, reviews are written."""

from datetime import date

from django.db import transaction
from procrastinate.contrib.django import app

from dinhlang.apps.coordination import actions
from dinhlang.apps.coordination.actions.reviews import REVIEW_TASK
from dinhlang.apps.transparency.actions import take
from dinhlang.lib import clock

BATCH = 100


@app.periodic(cron="* * * * * */10")
@app.task(name="coordination.take_outbox", queueing_lock="coordination.take_outbox")
def take_outbox(timestamp: int) -> None:
    """Carry out what changes of units ask of this noun."""
    while _take_batch() == BATCH:
        pass


@transaction.atomic
def _take_batch() -> int:
    """Take one batch of records with its outbox rows in one transaction; returns how many there were."""
    records = take(consumer="coordination", limit=BATCH)
    at = clock.now()
    for record in records:
        if record.facts.get("change"):
            actions.pass_tasks_to_successor(record=record, at=at)
    return len(records)


@app.task(name=REVIEW_TASK)
def write_review(code: str, on: str) -> None:
    """Write the review of a plan that somebody asked for."""
    actions.write_review(code=code, on=date.fromisoformat(on))
