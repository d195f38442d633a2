"""One item of the register between two days: what was due, what came in time; behind each number stand its things."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from dinhlang.apps.disclosure.models import Occasion
from dinhlang.apps.disclosure.queries.register import item_rows
from dinhlang.apps.disclosure.queries.shapes import ItemRow
from dinhlang.domain.disclosure.status import JUDGED, Status


def in_time(duty: str, since: date, until: date) -> dict[int, tuple[int, int]]:
    """Return by unit how many things of an item due between two days were in time, of how many. One query."""
    in_time = Count("id", filter=Q(status=Status.IN_TIME.value))
    rows = _due(duty, since, until).values_list("unit_id").annotate(part=in_time, whole=Count("id")).order_by()
    return {unit: (part, whole) for unit, part, whole in rows}


def due_rows(
    duty: str, since: date, until: date, *, unit_id: int | None, count: int, start: int = 0,
    after: ItemRow | None = None,
) -> tuple[ItemRow, ...]:  # fmt: skip
    """Return the things behind such a number, the last due first; after one that was had already. One query."""
    rows = _due(duty, since, until)
    rows = rows if unit_id is None else rows.filter(unit_id=unit_id)
    if after is not None:
        rows = rows.filter(due_on__lte=after.due_on).filter(Q(due_on__lt=after.due_on) | Q(id__lt=after.id))
    return item_rows(rows.order_by("-due_on", "-id")[start : start + count])


def _due(duty: str, since: date, until: date) -> QuerySet[Occasion]:
    judged = [one.value for one in JUDGED]
    return Occasion.objects.filter(duty=duty, due_on__gte=since, due_on__lte=until, status__in=judged)
