"""What became of the messages."""

from datetime import datetime

from django.db.models import Count

from dinhlang.apps.notifications.models import QUEUED, Message


def messages_of(record_ids: list[int]) -> list[Message]:
    """Return the messages that told of these records, the oldest first, without what they said."""
    return list(Message.objects.filter(record_id__in=record_ids).defer("subject", "text").order_by("pk"))


def overdue(*, at: datetime, limit: int) -> list[int]:
    """Return the numbers of messages whose time has come, the oldest first."""
    waiting = Message.objects.filter(state=QUEUED, next_at__lte=at).order_by("next_at")
    return list(waiting.values_list("pk", flat=True)[:limit])


def counts() -> dict[str, int]:
    """Return how many messages stand in each state."""
    return dict(Message.objects.values_list("state").annotate(number=Count("pk")).order_by("state"))
