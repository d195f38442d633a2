"""What the worker does for the register: what the calendar makes due, what time changes, the nightly count."""

from procrastinate.contrib.django import app

from dinhlang.apps.disclosure import actions
from dinhlang.lib import clock
from dinhlang.lib.one_at_a_time import alone


@app.periodic(cron="5 * * * *")
@app.task(name="disclosure.hourly", queueing_lock="disclosure.hourly")
def hourly(timestamp: int) -> None:
    """Write down what a new quarter makes due, and see what passed its day."""
    at = clock.now()
    actions.raise_recurring(at=at)
    actions.count_waiting(at=at)


@app.periodic(cron="* * * * * */3")
@app.task(name="disclosure.read_files", queueing_lock="disclosure.read_files")
def read_files(timestamp: int) -> None:
    """Read and clean the papers and photos that wait; one process at a time."""
    with alone("disclosure.read_files") as mine:
        for file_id in actions.waiting_files() if mine else ():
            actions.process_file(file_id=file_id, at=clock.now())


@app.periodic(cron="50 2 * * *")
@app.task(name="disclosure.nightly", queueing_lock="disclosure.nightly")
def nightly(timestamp: int) -> None:
    """Count everything anew, so that no drift, and no change of the calendar, lasts longer than a day."""
    actions.recount_all(at=clock.now())
