"""Tell everybody of changes on the day on which they take effect."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dinhlang.apps.organisations.actions import periods
from dinhlang.apps.organisations.models import ChangeEvent
from dinhlang.domain.accounts.roles import AS_SYSTEM
from dinhlang.domain.organisations.lineage import Share


@transaction.atomic
def announce_changes(*, at: datetime) -> int:
    """Record the changes whose day has come, so that open cases follow; returns how many."""
    due = ChangeEvent.objects.select_for_update(skip_locked=True).filter(
        announced=False, on__lte=timezone.localdate(at)
    )
    events = list(due.order_by("on", "pk"))
    for event in events:
        parts = event.parts.select_related("from_unit", "to_unit").order_by("pk")
        arrows = [(part.from_unit, part.to_unit, Share(part.share)) for part in parts]
        periods.record_change(event, arrows, f"unit_{event.kind}", acting=AS_SYSTEM, at=at)
        event.announced = True
        event.save(update_fields=["announced"])
    return len(events)
