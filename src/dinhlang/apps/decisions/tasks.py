"""What the worker does for villages that decide: changes of rolls come into force when their days are over."""

from procrastinate.contrib.django import app

from dinhlang.apps.decisions import actions
from dinhlang.lib import clock


@app.periodic(cron="10 * * * *")
@app.task(name="decisions.hourly", queueing_lock="decisions.hourly")
def hourly(timestamp: int) -> None:
    """Put in force the changes of rolls to which nobody objects any more."""
    actions.apply_due_changes(at=clock.now())
