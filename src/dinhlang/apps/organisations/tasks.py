"""What the worker does for units."""

from procrastinate.contrib.django import app

from dinhlang.apps.organisations import actions
from dinhlang.lib import clock


@app.periodic(cron="1 0 * * *")
@app.task(name="organisations.announce_changes", queue="default", pass_context=False)
def announce_changes(timestamp: int) -> None:  # the moment procrastinate planned; ours is the real one
    """Tell everybody just after midnight of the changes that take effect on the new day."""
    actions.announce_changes(at=clock.now())
