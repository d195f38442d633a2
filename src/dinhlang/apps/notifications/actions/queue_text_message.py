"""Put a text message to a telephone on its way."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from dinhlang.apps.notifications.actions.queue_message import SEND_TASK
from dinhlang.apps.notifications.models import PURPOSE, SMS, Message
from dinhlang.lib import sealing


@transaction.atomic
def queue_text_message(
    *,
    kind: str,
    number: str,
    language: str,
    text: str,
    at: datetime,
    useless_at: datetime | None = None,
    record_id: int | None = None,
) -> Message | None:
    """Keep a text message, sealed, and wake the worker; None when a text message told of the same record before."""
    if record_id is not None and Message.objects.filter(record_id=record_id, kind=kind, way=SMS).exists():
        return None
    address, sealed = (sealing.seal(one, purpose=PURPOSE) for one in (number, text))
    made = Message(record_id=record_id, kind=kind, way=SMS, address=address, language=language, text=sealed)
    made.queued_at = made.next_at = at
    made.useless_at = useless_at
    made.save()
    app.configure_task(SEND_TASK).defer(message_id=made.pk)
    return made
