"""What the worker does for villages that decide: rolls, the close of votes, tables, signed sheets, papers."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions.papers import PAPERS_TASK
from dinhlang.lib import clock
from dinhlang.lib.one_at_a_time import alone

LEFT_ALONE = timedelta(days=1)  # what is being received has no row yet


@app.periodic(cron="10 * * * *")
@app.task(name="decisions.hourly", queueing_lock="decisions.hourly")
def hourly(timestamp: int) -> None:
    """Put changes of rolls in force, seal tables whose time is over, forget and sweep what is no longer needed."""
    actions.apply_due_changes(at=clock.now())
    actions.seal_tables(at=clock.now())
    actions.forget_consents()
    actions.forget_sign_ins(at=clock.now())
    actions.sweep_pictures(before=clock.now() - LEFT_ALONE)
    actions.sweep_sheets(before=clock.now() - LEFT_ALONE)


@app.periodic(cron="* * * * * */5")
@app.task(name="decisions.close", queueing_lock="decisions.close")
def close(timestamp: int) -> None:
    """Count the votes whose time is over; one process at a time."""
    with alone("decisions.close") as mine:
        for decision_id in actions.due_to_close(at=clock.now()) if mine else ():
            actions.close_vote(decision_id=decision_id, at=clock.now())


@app.periodic(cron="* * * * * */5")
@app.task(name="decisions.read_pictures", queueing_lock="decisions.read_pictures")
def read_pictures(timestamp: int) -> None:
    """Copy the pixels of the photos that wait; one process at a time."""
    with alone("decisions.read_pictures") as mine:
        for picture_id in actions.waiting_pictures() if mine else ():
            actions.process_picture(picture_id=picture_id, at=clock.now())


@app.periodic(cron="* * * * * */10")
@app.task(name="decisions.clean_sheets", queueing_lock="decisions.clean_sheets")
def clean_sheets(timestamp: int) -> None:
    """Copy what the photos and scans of signed minutes show; one process at a time."""
    with alone("decisions.clean_sheets") as mine:
        for sheet_id in actions.waiting_sheets() if mine else ():
            actions.process_sheet(sheet_id=sheet_id, at=clock.now())


@app.task(name=PAPERS_TASK)
def write_papers(code: str) -> None:
    """Write the minutes and the decision of a vote that somebody asked for."""
    actions.write_papers(code=code, on=timezone.localdate(clock.now()))
