"""What the worker does for villages that decide: rolls, the close of votes, tables that are sealed, papers."""

from django.utils import timezone
from procrastinate.contrib.django import app

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions.papers import PAPERS_TASK
from dinhlang.lib import clock
from dinhlang.lib.one_at_a_time import alone


@app.periodic(cron="10 * * * *")
@app.task(name="decisions.hourly", queueing_lock="decisions.hourly")
def hourly(timestamp: int) -> None:
    """Put in force the changes of rolls to which nobody objects any more, and seal tables whose time is over."""
    actions.apply_due_changes(at=clock.now())
    actions.seal_tables(at=clock.now())


@app.periodic(cron="* * * * * */5")
@app.task(name="decisions.close", queueing_lock="decisions.close")
def close(timestamp: int) -> None:
    """Count the votes whose time is over; one process at a time."""
    with alone("decisions.close") as mine:
        for decision_id in actions.due_to_close(at=clock.now()) if mine else ():
            actions.close_vote(decision_id=decision_id, at=clock.now())


@app.task(name=PAPERS_TASK)
def write_papers(code: str) -> None:
    """Write the minutes and the decision of a vote that somebody asked for."""
    actions.write_papers(code=code, on=timezone.localdate(clock.now()))
