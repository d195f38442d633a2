"""Say of each thing due how it stands today, and fill the cells of the heat table."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from dinhlang.apps.disclosure.actions.acts import TOPIC
from dinhlang.apps.disclosure.models import Occasion, Standing
from dinhlang.apps.disclosure.queries.assessing import Facts, assessed, facts_of
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import bump
from dinhlang.domain.disclosure.due import cells
from dinhlang.domain.disclosure.evidence import Shown
from dinhlang.domain.disclosure.status import OVERDUE, Status, worst

BATCH = 1_000
WAITING = (Status.NOT_DUE, Status.DUE_SOON)
COUNTED = ["status", "published_on", "due_on", "settled", "counted_on"]
Place = tuple[int, str]  # unit and quarter


def count_one(*, occasion: Occasion, at: datetime) -> Status:
    """Count an occasion and its cell anew after an act, in the caller's transaction."""
    on = timezone.localdate(at)
    told(occasion, facts_of([occasion], on), on)
    occasion.save(update_fields=COUNTED)
    fill_cells(places={(occasion.unit_id, occasion.quarter)}, on=on)
    return Status(occasion.status)


def told(occasion: Occasion, facts: Facts, on: date) -> bool:
    """Write into an unsaved row how it stands; returns whether anything but the day of counting changed."""
    found = assessed(occasion, facts, on)
    before = (occasion.status, occasion.published_on, occasion.due_on, occasion.settled)
    made = facts.made.get(occasion.pk)
    moves = made is not None and any(one.began > on or _waits(one, on) for one in made.shown)
    occasion.status, occasion.published_on, occasion.due_on = found.status.value, found.published_on, found.term.due_on
    occasion.settled = found.status not in WAITING and not moves
    occasion.counted_on = on
    return before != (occasion.status, occasion.published_on, occasion.due_on, occasion.settled)


def _waits(one: Shown, on: date) -> bool:
    """Tell whether a resident's word waits for the unit: the day until which it may look again changes the status."""
    return one.doubted_on is not None and one.check_by is not None and on <= one.check_by


def count_waiting(*, at: datetime) -> int:
    """Count what time alone changes and was not counted today; returns how many changed."""
    on = timezone.localdate(at)
    wanted = Occasion.objects.filter(settled=False, counted_on__lt=on) | Occasion.objects.filter(counted_on=None)
    return _count(list(wanted.order_by("id").values_list("pk", flat=True)), on)


def recount_all(*, at: datetime) -> int:
    """Count everything anew: after a bulk load, a change of the calendar, and nightly as reconciliation."""
    on = timezone.localdate(at)
    changed = _count(list(Occasion.objects.order_by("unit_id", "id").values_list("pk", flat=True)), on)
    fill_all_cells(at=at)
    return changed


@transaction.atomic
def fill_all_cells(*, at: datetime) -> None:
    """Write every cell of every home commune since they began, from what was counted of each thing due."""
    fill_cells(places=None, on=timezone.localdate(at))
    bump(topics=[TOPIC])


def _count(ids: Sequence[int], on: date) -> int:
    changed = 0
    for start in range(0, len(ids), BATCH):
        changed += _count_batch(ids=ids[start : start + BATCH], on=on)
    return changed


@transaction.atomic
def _count_batch(*, ids: Collection[int], on: date) -> int:
    rows = list(Occasion.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    facts = facts_of(rows, on)
    changed = [one for one in rows if told(one, facts, on)]
    Occasion.objects.filter(pk__in=ids).update(counted_on=on)
    Occasion.objects.bulk_update(changed, COUNTED, batch_size=500)
    if changed:
        fill_cells(places={(one.unit_id, one.quarter) for one in changed}, on=on)
        bump(topics=sorted({TOPIC, *(f"{TOPIC}:{one.unit_id}" for one in changed)}))
    return len(changed)


def fill_cells(*, places: Collection[Place] | None, on: date) -> None:
    """Write the cells of some units and quarters, of all home communes since they began when None."""
    found = _found(places)
    rows = [
        Standing(
            unit_id=unit, quarter=quarter, duty=duty, counted_on=on, status=worst(statuses).value,
            occasions=len(statuses), overdue=sum(one in OVERDUE for one in statuses),
        )
        for (unit, quarter), duties in _wanted(places, found, on)
        for duty in duties
        for statuses in [found[unit, quarter].get(duty, [])]
    ]  # fmt: skip
    Standing.objects.bulk_create(
        rows, batch_size=2_000, update_conflicts=True, unique_fields=["unit", "quarter", "duty"],
        update_fields=["status", "occasions", "overdue", "counted_on"],
    )  # fmt: skip


def _found(places: Collection[Place] | None) -> dict[Place, dict[str, list[Status]]]:
    rows = Occasion.objects.order_by("id")
    if places is not None:
        rows = rows.filter(unit_id__in={unit for unit, _ in places}, quarter__in={quarter for _, quarter in places})
    found: dict[Place, dict[str, list[Status]]] = defaultdict(lambda: defaultdict(list))
    for unit, quarter, duty, status in rows.values_list("unit_id", "quarter", "duty", "status"):
        found[unit, quarter][duty].append(Status(status))
    return found


def _wanted(
    places: Collection[Place] | None, found: dict[Place, dict[str, list[Status]]], on: date
) -> Iterable[tuple[Place, list[str]]]:
    """Return which cells to write: those of the acts, or each item in each quarter since the communes began."""
    if places is not None:
        return [(place, list(found[place])) for place in sorted(places)]
    by_quarter: dict[str, list[str]] = defaultdict(list)
    for duty, quarter in cells(organisations.reorganisation().on, on):
        by_quarter[quarter.code].append(duty.code)
    communes = {one.id: None for one in organisations.communes(on)}
    bodies = [(place, list(found[place])) for place in sorted(found) if place[0] not in communes]
    return [*(((unit, quarter), duties) for unit in communes for quarter, duties in by_quarter.items()), *bodies]
