"""Send one message, or say when to try again."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from dinhlang.apps.notifications.models import FAILED, PURPOSE, QUEUED, SENT, SMS, Message
from dinhlang.lib import sealing, sms_gateway

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(minutes=1)  # then 4, 16, 64 … minutes: the last try comes after about four days
FACTOR = 4


@transaction.atomic
def deliver(*, message_id: int, at: datetime) -> Message | None:
    """Send a queued message and forget its content; after a failure plan the next try, after the last give up.

    The log gets number, kind and state: never an address, a text, or the words of the server, which hold both.
    """
    message = Message.objects.select_for_update(skip_locked=True).filter(pk=message_id, state=QUEUED).first()
    if message is None or message.next_at is None or message.next_at > at:
        return None
    if message.useless_at is not None and message.useless_at <= at:  # the worker stood still meanwhile
        message.state = FAILED
        message.forget()
        message.save()
        return message
    message.attempts += 1
    try:
        _send(message)
    except (SMTPException, OSError, ValueError, InvalidToken) as error:
        plan_next(message, at)
        logger.warning("%s, attempt %d: %s", message, message.attempts, type(error).__name__)
    else:
        message.state, message.sent_at = SENT, at
        message.forget()
        logger.info("%s", message)
    message.save()
    return message


def _send(message: Message) -> None:
    if message.way == SMS:
        opened = [sealing.unseal(one, purpose=PURPOSE) for one in (message.address, message.text)]
        sms_gateway.send(*opened)
    else:
        EmailMessage(message.subject, message.text, settings.DEFAULT_FROM_EMAIL, [message.address]).send()


def plan_next(message: Message, at: datetime) -> None:
    """Set when to try again, or give up and forget."""
    then = at + FIRST_WAIT * FACTOR ** (message.attempts - 1)
    if message.attempts >= MOST_ATTEMPTS or (message.useless_at is not None and then >= message.useless_at):
        message.state = FAILED
        message.forget()
    else:
        message.next_at = then
