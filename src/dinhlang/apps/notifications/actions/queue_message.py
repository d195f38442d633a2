"""Put a message on its way."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from dinhlang.apps.notifications.models import Message

SEND_TASK = "notifications.send_message"


@transaction.atomic
def queue_message(
    *,
    kind: str,
    address: str,
    language: str,
    subject: str,
    text: str,
    at: datetime,
    record_id: int | None = None,
) -> Message | None:
    """Keep a message and wake the worker; None when the same record told that address the same before.

    A header is one line: line breaks in the subject become spaces.
    """
    line = " ".join(subject.split())[:300]
    made = Message(record_id=record_id, kind=kind, address=address, language=language, subject=line, text=text)
    made.queued_at = made.next_at = at
    if Message.objects.filter(record_id=record_id, record_id__isnull=False, kind=kind, address=address).exists():
        return None
    made.save()
    app.configure_task(SEND_TASK).defer(message_id=made.pk)
    return made
