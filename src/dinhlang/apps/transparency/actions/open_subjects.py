"""Say which things are public, so that the log page shows what their lines commit to."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from dinhlang.apps.transparency.models import OpenSubject


@transaction.atomic
def open_subjects(*, kind: str, ids: Iterable[int], at: datetime) -> None:
    """Let anybody open the records of these subjects; opening twice changes nothing."""
    rows = (OpenSubject(kind=kind, subject_id=one, since=at) for one in ids)
    OpenSubject.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5_000)


@transaction.atomic
def seal_subjects(*, kind: str, ids: Iterable[int]) -> None:
    """Stop showing the openings of these subjects (what was copied meanwhile stays with whoever copied it)."""
    OpenSubject.objects.filter(kind=kind, subject_id__in=list(ids)).delete()
