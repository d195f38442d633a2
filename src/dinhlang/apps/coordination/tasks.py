"""What the worker does for the coordination: open lines follow their units, reviews are written."""

from datetime import date, timedelta

from django.db import transaction
from procrastinate.contrib.django import app

from dinhlang.apps.coordination import actions, queries
from dinhlang.apps.coordination.actions.reviews import REVIEW_TASK
from dinhlang.apps.surveys import queries as surveys
from dinhlang.apps.surveys.actions import is_reported, write_report
from dinhlang.apps.transparency.actions import take
from dinhlang.lib import clock
from dinhlang.lib.one_at_a_time import alone

BATCH = 100
LEFT_ALONE = timedelta(days=1)  # what is being received has no row yet


@app.periodic(cron="* * * * * */10")
@app.task(name="coordination.take_outbox", queueing_lock="coordination.take_outbox")
def take_outbox(timestamp: int) -> None:
    """Carry out what changes of units, promises and finished lines ask of this noun."""
    while _take_batch() == BATCH:
        pass


@transaction.atomic
def _take_batch() -> int:
    """Take one batch of records with its outbox rows in one transaction; returns how many there were."""
    records = take(consumer="coordination", limit=BATCH)
    at = clock.now()
    for record in records:
        if record.event == "reception.promised":
            actions.plan_promise(promise_id=record.subject_id, at=at)
        elif record.event == "coordination.task_done":
            actions.keep_promises_of_task(task_id=record.subject_id, at=at)
        elif record.facts.get("change"):
            actions.pass_tasks_to_successor(record=record, at=at)
    return len(records)


@app.task(name=REVIEW_TASK)
def write_review(code: str, on: str) -> None:
    """Write the review of a plan that somebody asked for."""
    actions.write_review(code=code, on=date.fromisoformat(on))


@app.periodic(cron="* * * * *")
@app.task(name="coordination.write_survey_reports", queueing_lock="coordination.write_survey_reports")
def write_survey_reports(timestamp: int) -> None:
    """Write the reports of computed rounds that have none yet, beside the country, which surveys alone do not know."""
    on = clock.now().date()
    with alone("coordination.write_survey_reports") as mine:
        for wave in surveys.all_waves() if mine else ():
            found = surveys.results(wave.code, on) if not is_reported(wave.code) else None
            if found is not None:
                write_report(code=wave.code, on=on, country=queries.country_beside(found, on))


@app.periodic(cron="* * * * * */5")
@app.task(name="coordination.clean_files", queueing_lock="coordination.clean_files")
def clean_files(timestamp: int) -> None:
    """Make the files of documents safe that wait; one process at a time."""
    with alone("coordination.clean_files") as mine:
        for file_id in actions.waiting_document_files() if mine else ():
            actions.process_document_file(file_id=file_id, at=clock.now())


@app.periodic(cron="35 * * * *")
@app.task(name="coordination.hourly", queueing_lock="coordination.hourly")
def hourly(timestamp: int) -> None:
    """Delete received files that were left behind."""
    actions.sweep_document_files(before=clock.now() - LEFT_ALONE)
