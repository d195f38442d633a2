"""Background work of the law: deadlines follow the calendar, also after a new release brings another one."""

from procrastinate.contrib.django import app

from dinhlang.apps.law import actions
from dinhlang.lib.clock import now


@app.periodic(cron="17 1 * * *")
@app.task(name="law.recompute", queueing_lock="law.recompute")
def recompute(timestamp: int) -> None:  # the moment procrastinate planned; ours is the real one
    """Count open deadlines again that stand on another calendar."""
    actions.recompute_open_deadlines(at=now())
