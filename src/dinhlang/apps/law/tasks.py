"""Background work of the law: deadlines follow the calendar, photos of sessions are cleaned before they are shown."""

from datetime import timedelta
from typing import Any

from procrastinate.contrib.django import app

from dinhlang.apps.law import actions
from dinhlang.apps.law.queries.sheets import SHEET_TASK
from dinhlang.lib.clock import now
from dinhlang.lib.one_at_a_time import alone

SHEETS_KEPT = timedelta(days=30)
LEFT_ALONE = timedelta(days=1)  # what is being received has no row yet


@app.periodic(cron="17 1 * * *")
@app.task(name="law.recompute", queueing_lock="law.recompute")
def recompute(timestamp: int) -> None:  # the moment procrastinate planned; ours is the real one
    """Count open deadlines again that stand on another calendar."""
    actions.recompute_open_deadlines(at=now())


@app.periodic(cron="45 * * * *")
@app.task(name="law.hourly", queueing_lock="law.hourly")
def hourly(timestamp: int) -> None:
    """Delete received photos that were left behind, and sheets that anybody may have made anew."""
    actions.sweep_photos(before=now() - LEFT_ALONE)
    actions.sweep_sheets(before=now() - SHEETS_KEPT)


@app.task(name=SHEET_TASK)
def write_sheet(digest: str, plain: dict[str, Any]) -> None:
    """Set a sheet as PDF that somebody asked for."""
    actions.write_sheet(plain=plain)


@app.periodic(cron="* * * * * */10")
@app.task(name="law.clean_photos", queueing_lock="law.clean_photos")
def clean_photos(timestamp: int) -> None:
    """Clean the photos that wait; one process at a time."""
    with alone("law.clean_photos") as mine:
        for session_id in actions.waiting_photos() if mine else ():
            actions.process_photo(session_id=session_id, at=now())
