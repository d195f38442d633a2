"""Throw away what must not be kept: old salts, counters, sessions, cached limits."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dinhlang.apps.accounts.models import AddressSalt, CacheRow, RateWindow, Session


@transaction.atomic
def sweep(*, at: datetime) -> None:
    """Delete the salts of past days (rights.md 8 allows 48 hours), windows that ended, and expired sessions."""
    AddressSalt.objects.filter(day__lt=timezone.localdate(at)).delete()
    RateWindow.objects.filter(ends_at__lte=at).delete()
    Session.objects.filter(expire_date__lte=at).delete()
    CacheRow.objects.filter(expires__lte=at).delete()
