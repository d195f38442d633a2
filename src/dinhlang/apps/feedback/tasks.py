"""What the worker does for feedback: tell senders, clean files, follow units, close, count."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from procrastinate.contrib.django import app

from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.transparency.actions import take
from dinhlang.apps.transparency.models import Record
from dinhlang.lib import clock
from dinhlang.lib.one_at_a_time import alone
from dinhlang.lib.zone import local

BATCH = 100
LEFT_ALONE = timedelta(days=1)  # what is being received has no row yet


@app.periodic(cron="* * * * * */3")
@app.task(name="feedback.take_outbox", queueing_lock="feedback.take_outbox")
def take_outbox(timestamp: int) -> None:
    """Carry out what new records ask of this noun."""
    at = clock.now()
    while _take_batch(at) == BATCH:
        pass


@app.periodic(cron="* * * * * */3")
@app.task(name="feedback.clean_files", queueing_lock="feedback.clean_files")
def clean_files(timestamp: int) -> None:
    """Clean the files that wait; one process at a time, a second one would do the same work again."""
    with alone("feedback.clean_files") as mine:
        for attachment_id in actions.waiting_attachments() if mine else ():
            actions.process_attachment(attachment_id=attachment_id, at=clock.now())


@transaction.atomic
def _take_batch(at: datetime) -> int:
    """Take one batch of records with its outbox rows in one transaction; returns how many there were."""
    records = take(consumer="feedback", limit=BATCH)
    for record in records:
        if record.event == "law.deadline_recomputed":
            actions.refresh_due(record=record)
        elif record.event.startswith("organisations."):
            actions.follow_unit_change(record=record, at=at)
        else:
            actions.tell_sender(record=record, at=at)
    actions.mark_stale(months=_months(records))
    return len(records)


def _months(records: list[Record]) -> Iterator[tuple[int, date]]:
    """Return the (unit, month) whose counts the records change: the unit now, and the one that gave a case away."""
    cases = Case.objects.in_bulk({record.subject_id for record in records if record.event.startswith("feedback.")})
    for record in records:
        case = cases.get(record.subject_id) if record.event.startswith("feedback.") else None
        if case is None:
            continue
        month = local(case.received_at).date().replace(day=1)
        yield case.unit_id, month
        if "from" in record.facts:
            yield int(record.facts["from"]), month


@app.periodic(cron="* * * * *")
@app.task(name="feedback.count", queueing_lock="feedback.count")
def count(timestamp: int) -> None:
    """Count anew the months in which something happened."""
    actions.count_stale(at=clock.now())


@app.periodic(cron="20 * * * *")
@app.task(name="feedback.hourly", queueing_lock="feedback.hourly")
def hourly(timestamp: int) -> None:
    """Close answered cases after their window, drop drafts and files left behind, see which deadlines passed."""
    at = clock.now()
    actions.close_answered(at=at)
    for path in actions.drop_old_drafts(at=at):
        default_storage.delete(path)
    actions.sweep_files(before=at - LEFT_ALONE)
    actions.mark_unfinished()


@app.periodic(cron="40 2 * * *")
@app.task(name="feedback.nightly", queueing_lock="feedback.nightly")
def nightly(timestamp: int) -> None:
    """Count everything anew, so that no drift lasts longer than a day."""
    actions.recount_all(at=clock.now())
