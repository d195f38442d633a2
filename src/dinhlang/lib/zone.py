"""The province's time zone: every day and hour that a page tells is counted there."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings


def local(moment: datetime) -> datetime:
    """Return a moment in the province's time zone; Django's own way asks first whether this thread has another."""
    return moment.astimezone(_zone())


@cache
def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
