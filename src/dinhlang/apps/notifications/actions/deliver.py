"""Send one message, or say when to try again."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from dinhlang.apps.notifications.models import FAILED, QUEUED, SENT, Message

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)  # then 4, 16, 64 … minutes: the last try comes after about four days
FACTOR = 4


@transaction.atomic
def deliver(*, message_id: int, at: datetime) -> Message | None:
    """Send a queued message and forget its content; after a failure plan the next try, after the last give up.

    The log gets number, kind and state: never an address, a text, or the words of the mail server, which hold both.
    """
    message = Message.objects.select_for_update(skip_locked=True).filter(pk=message_id, state=QUEUED).first()
    if message is None or message.next_at is None or message.next_at > at:
        return None
    message.attempts += 1
    try:
        EmailMessage(message.subject, message.text, settings.DEFAULT_FROM_EMAIL, [message.address]).send()
    except (SMTPException, OSError, ValueError) as error:
        plan_next(message, at)
        logger.warning("%s, attempt %d: %s", message, message.attempts, type(error).__name__)
    else:
        message.state, message.sent_at = SENT, at
        message.forget()
        logger.info("%s", message)
    message.save()
    return message


def plan_next(message: Message, at: datetime) -> None:
    """Set when to try again, or give up and forget."""
    if message.attempts >= MOST_ATTEMPTS:
        message.state = FAILED
        message.forget()
    else:
        message.next_at = at + FIRST_WAIT * FACTOR ** (message.attempts - 1)
