"""What the worker does with messages."""

from procrastinate.contrib.django import app

from dinhlang.apps.notifications import actions, queries
from dinhlang.apps.notifications.actions.queue_message import SEND_TASK
from dinhlang.lib import clock

AT_ONCE = 500


@app.task(name=SEND_TASK, queue="default")
def send_message(message_id: int) -> None:
    """Send one message."""
    actions.deliver(message_id=message_id, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="notifications.send_waiting", queue="default")
def send_waiting(timestamp: int) -> None:  # the moment procrastinate planned; ours is the real one
    """Send every minute what waits for another try, or lost its job when a worker died."""
    at = clock.now()
    for message_id in queries.overdue(at=at, limit=AT_ONCE):
        actions.deliver(message_id=message_id, at=at)
