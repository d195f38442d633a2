"""What the worker does for reception: erase the addresses that were left for a day that is over."""

from django.utils import timezone
from procrastinate.contrib.django import app

from dinhlang.apps.reception import actions
from dinhlang.lib import clock


@app.periodic(cron="35 * * * *")
@app.task(name="reception.forget_contacts", queueing_lock="reception.forget_contacts")
def forget_contacts(timestamp: int) -> None:
    """Erase where to tell of changes of days that are over."""
    actions.forget_contacts(before=timezone.localdate(clock.now()))
