"""What the worker does for the register: what the calendar makes due, what time changes, the nightly count."""

from datetime import timedelta

from procrastinate.contrib.django import app

from dinhlang.apps.disclosure import actions
from dinhlang.apps.disclosure.queries.lists import LIST_TASK
from dinhlang.lib import clock
from dinhlang.lib.one_at_a_time import alone

LEFT_ALONE = timedelta(days=1)  # what is being received has no row yet


@app.periodic(cron="5 * * * *")
@app.task(name="disclosure.hourly", queueing_lock="disclosure.hourly")
def hourly(timestamp: int) -> None:
    """Write down what a new quarter makes due, see what passed its day, delete received files that were left."""
    at = clock.now()
    actions.raise_recurring(at=at)
    actions.count_waiting(at=at)
    actions.sweep_received(before=at - LEFT_ALONE)


@app.periodic(cron="* * * * * */3")
@app.task(name="disclosure.read_files", queueing_lock="disclosure.read_files")
def read_files(timestamp: int) -> None:
    """Read and clean the papers and photos that wait; one process at a time."""
    with alone("disclosure.read_files") as mine:
        for file_id in actions.waiting_files() if mine else ():
            actions.process_file(file_id=file_id, at=clock.now())
        for file_id in actions.unwritten_tables() if mine else ():
            actions.write_published_table(file_id=file_id, at=clock.now())


@app.task(name=LIST_TASK)
def write_list(unit_id: int, quarter: str) -> None:
    """Write the list of a quarter that a commune asked for."""
    actions.write_asked_list(unit_id=unit_id, quarter=quarter, at=clock.now())


@app.periodic(cron="50 2 * * *")
@app.task(name="disclosure.nightly", queueing_lock="disclosure.nightly")
def nightly(timestamp: int) -> None:
    """Count everything anew, so that no drift lasts longer than a day; forget what need not be held any longer."""
    at = clock.now()
    actions.recount_all(at=at)
    while actions.purge(at=at):
        pass
