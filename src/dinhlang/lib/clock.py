"""The one place where the time is read. Only doors call it; everything below is handed `at=`."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """Return the present moment, aware, in the province's time zone."""
    return local(timezone.now())


def local(moment: datetime) -> datetime:
    """Return a moment in the province's time zone; Django's own way asks first whether this thread has another."""
    return moment.astimezone(_zone())


@cache
def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)
