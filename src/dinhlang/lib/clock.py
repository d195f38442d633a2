"""The one place where the time is read. Only doors call it; everything below is handed `at=`."""

from datetime import datetime

from django.utils import timezone

from dinhlang.lib.zone import local


def now() -> datetime:
    """Return the present moment, aware, in the province's time zone."""
    return local(timezone.now())
