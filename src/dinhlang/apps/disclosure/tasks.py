"""What the worker does for the register: what the calendar makes due, what time changes, the nightly count."""

from procrastinate.contrib.django import app

from dinhlang.apps.disclosure import actions
from dinhlang.lib import clock


@app.periodic(cron="5 * * * *")
@app.task(name="disclosure.hourly", queueing_lock="disclosure.hourly")
def hourly(timestamp: int) -> None:
    """Write down what a new quarter makes due, and see what passed its day."""
    at = clock.now()
    actions.raise_recurring(at=at)
    actions.count_waiting(at=at)


@app.periodic(cron="50 2 * * *")
@app.task(name="disclosure.nightly", queueing_lock="disclosure.nightly")
def nightly(timestamp: int) -> None:
    """Count everything anew, so that no drift, and no change of the calendar, lasts longer than a day."""
    actions.recount_all(at=clock.now())
