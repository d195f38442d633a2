"""What the worker does for accounts."""

from procrastinate.contrib.django import app

from dinhlang.apps.accounts import actions
from dinhlang.lib import clock


@app.periodic(cron="17 * * * *")
@app.task(name="accounts.sweep", queue="default", pass_context=False)
def sweep(timestamp: int) -> None:  # the moment procrastinate planned; ours is the real one
    """Throw away expired sessions, counters and address salts every hour."""
    actions.sweep(at=clock.now())
