"""What the register holds no longer than it must: raw rows under a mask, papers that name people, what was left."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dinhlang.apps.disclosure.actions.files import RECEIVED_PAPERS
from dinhlang.apps.disclosure.models import File
from dinhlang.apps.disclosure.queries.papers import public_blocks
from dinhlang.apps.law import queries as law
from dinhlang.domain.dates.periods import CalendarDays
from dinhlang.domain.disclosure.duties import DRAFT_RULE, DUTIES
from dinhlang.lib.received_files import sweep

BATCH = 200


def sweep_received(*, before: datetime) -> int:
    """Delete received papers and photos that no row speaks of and that came before a moment; returns how many."""
    waiting = File.objects.exclude(received_path="").values_list("received_path", flat=True)
    return sweep(RECEIVED_PAPERS, set(waiting), before=before)


def purge(*, at: datetime) -> int:
    """Forget what lies under the masks of drafts that nobody published in time, and papers never handed out."""
    return _purge_masked(at=at) + _purge_papers()


@transaction.atomic
def _purge_masked(*, at: datetime) -> int:
    """Put the mask in the place of the words of drafts that are older than the row of the platform allows."""
    term = law.rule(DRAFT_RULE, on=timezone.localdate(at)).deadline
    assert term is not None
    assert isinstance(term.period, CalendarDays)
    since = at - timedelta(days=term.period.count)
    old = File.objects.select_for_update(of=("self",)).filter(
        Q(received_at__lt=since) | Q(received_at=None), version=None, evidence=None, purged=False, state="ready"
    )
    rows = list(old.order_by("id")[:BATCH])
    for one in rows:
        one.blocks, one.purged = public_blocks(one.blocks, one.masked), True
    File.objects.bulk_update(rows, ["blocks", "purged"])
    return len(rows)


@transaction.atomic
def _purge_papers() -> int:
    """Delete papers whose readable text is public while they never are: lists of people, masked columns."""
    named = Q(occasion__duty__in=[one.code for one in DUTIES.values() if one.names_people])
    hides = named | (Q(kind__in=("docx", "pdf")) & ~Q(masked={}))
    found = File.objects.select_for_update(of=("self",)).filter(hides, purged=False)
    rows = list(found.exclude(version=None).exclude(path="").order_by("id")[:BATCH])
    paths = [path for one in rows for path in (one.path, one.thumbnail_path) if path]
    for one in rows:
        one.path, one.thumbnail_path, one.purged = "", "", True
    File.objects.bulk_update(rows, ["path", "thumbnail_path", "purged"])
    transaction.on_commit(lambda: _delete(paths))
    return len(rows)


def _delete(paths: list[str]) -> None:
    for one in paths:
        default_storage.delete(one)
