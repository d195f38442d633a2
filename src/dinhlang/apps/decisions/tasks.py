"""What the worker does for villages that decide: changes of rolls come into force, papers are written."""

from django.utils import timezone
from procrastinate.contrib.django import app

from dinhlang.apps.decisions import actions
from dinhlang.apps.decisions.actions.papers import PAPERS_TASK
from dinhlang.lib import clock


@app.periodic(cron="10 * * * *")
@app.task(name="decisions.hourly", queueing_lock="decisions.hourly")
def hourly(timestamp: int) -> None:
    """Put in force the changes of rolls to which nobody objects any more."""
    actions.apply_due_changes(at=clock.now())


@app.task(name=PAPERS_TASK)
def write_papers(code: str) -> None:
    """Write the minutes and the decision of a vote that somebody asked for."""
    actions.write_papers(code=code, on=timezone.localdate(clock.now()))
