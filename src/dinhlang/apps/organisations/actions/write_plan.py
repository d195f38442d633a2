"""Write many units and changes at once; what is there already stays as it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from dinhlang.apps.organisations.models import ChangeEvent, ChangePart, Unit, UnitName, UnitParent
from dinhlang.apps.organisations.queries.units import TOPIC
from dinhlang.apps.transparency.actions import Subject, record
from dinhlang.domain.accounts.roles import Acting
from dinhlang.domain.organisations import names
from dinhlang.domain.organisations.plan import Plan, PlannedChange, PlannedUnit
from dinhlang.lib.copying import copy_in

BATCH = 500
Progress = Callable[[int, int], None]  # units done, units in all


@dataclass(frozen=True)
class Written:
    """How many units and changes were added; `unchanged` units were there already."""

    units: int
    changes: int
    unchanged: int


def silent(_done: int, _total: int) -> None:
    """Take no notice of the progress."""


def write_plan(plan: Plan, *, source: str, acting: Acting, at: datetime, progress: Progress = silent) -> Written:
    """Write the units and changes of a plan that are not there yet, with one record of it all."""
    ids = _known(plan)
    fresh = [unit for unit in plan.units if unit.slug not in ids]
    progress(len(plan.units) - len(fresh), len(plan.units))
    for start in range(0, len(fresh), BATCH):
        ids |= _write_units(fresh[start : start + BATCH], ids)
        progress(min(len(plan.units), len(plan.units) - len(fresh) + start + BATCH), len(plan.units))
    changes = _write_changes(plan.changes, ids)
    if fresh or changes:
        record(
            event="organisations.units_imported",
            subject=Subject("organisations.import", 0, source[:40]),
            acting=acting,
            at=at,
            facts={"source": source, "units": len(fresh), "changes": changes},
            topics=[TOPIC],
        )
    return Written(units=len(fresh), changes=changes, unchanged=len(plan.units) - len(fresh))


def _known(plan: Plan) -> dict[str, int]:
    """Return the ids of planned units and parents that exist, by slug; who bears the code at that time is the same."""
    slugs = {unit.slug for unit in plan.units} | {parent.slug for unit in plan.units for parent in unit.parents}
    known = dict(UnitName.objects.filter(slug__in=slugs).values_list("slug", "unit_id"))
    by_code: dict[str, list[tuple[int, Any]]] = {}
    for unit_id, code, valid in Unit.objects.filter(code__in={unit.code for unit in plan.units}).values_list(
        "id", "code", "valid"
    ):
        by_code.setdefault(code, []).append((unit_id, valid))
    for unit in plan.units:
        for unit_id, valid in by_code.get(unit.code, ()):
            starts_before_end = unit.until is None or valid.lower is None or valid.lower < unit.until
            if (
                unit.slug not in known
                and starts_before_end
                and (unit.since is None or valid.upper is None or unit.since < valid.upper)
            ):
                known[unit.slug] = unit_id
    return known


def _write_units(planned: Sequence[PlannedUnit], ids: dict[str, int]) -> dict[str, int]:
    """Write a batch with names and parents; return the new ids by slug."""
    rows = [
        Unit(
            code=one.code,
            kind=one.kind.value,
            subkind=one.subkind.value,
            valid=DateRange(one.since, one.until),
            area_km2=one.area_km2,
            latitude=one.latitude,
            longitude=one.longitude,
            address=one.address,
            phone=one.phone,
            working_hours=one.working_hours,
            answer_needs_approval=one.answer_needs_approval,
        )
        for one in planned
    ]
    copy_in(rows)
    made = {one.slug: row.pk for one, row in zip(planned, rows, strict=True)}
    copy_in(
        UnitName(
            unit_id=made[one.slug],
            name=one.name,
            slug=one.slug,
            folded=names.fold(one.name),
            sort_key=names.sort_key(one.name),
            valid=DateRange(one.since, one.until),
        )
        for one in planned
    )
    known = ids | made
    copy_in(
        UnitParent(unit_id=made[one.slug], parent_id=known[parent.slug], valid=DateRange(parent.since, parent.until))
        for one in planned
        for parent in one.parents
    )
    return made


def _write_changes(planned: Iterable[PlannedChange], ids: dict[str, int]) -> int:
    """Write the changes of which no arrow is there yet; return how many."""
    wanted = [
        (change, [(ids.get(start or ""), ids.get(end or ""), share) for start, end, share in change.arrows])
        for change in planned
    ]
    there = set(
        ChangePart.objects.filter(event__on__in={change.on for change, _ in wanted}).values_list(
            "event__on", "from_unit_id", "to_unit_id"
        )
    )
    fresh = [
        (change, arrows)
        for change, arrows in wanted
        if not any((change.on, start, end) in there for start, end, _ in arrows)
    ]
    events = ChangeEvent.objects.bulk_create(
        ChangeEvent(kind=one.kind.value, on=one.on, citation=one.citation, note=one.note, announced=True)
        for one, _ in fresh
    )
    ChangePart.objects.bulk_create(
        ChangePart(event=event, from_unit_id=start, to_unit_id=end, share=share.value)
        for event, (_, arrows) in zip(events, fresh, strict=True)
        for start, end, share in arrows
    )
    return len(fresh)
