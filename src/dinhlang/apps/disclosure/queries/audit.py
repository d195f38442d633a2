"""Every cell of a unit on a day, computed from the rows of that day, not from today's counts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dinhlang.apps.disclosure.models import Occasion
from dinhlang.apps.disclosure.queries.assessing import assessed, facts_of
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.disclosure.assess import Assessment
from dinhlang.domain.disclosure.due import cells
from dinhlang.domain.disclosure.duties import DUTIES, Duty
from dinhlang.domain.disclosure.quarters import Quarter
from dinhlang.domain.disclosure.status import Status, worst


@dataclass(frozen=True)
class AuditedItem:
    """One thing due and how it stood on the day."""

    code: str
    title: str
    source: str
    happened_on: date
    assessment: Assessment


@dataclass(frozen=True)
class AuditedCell:
    """One item in one quarter on the day."""

    duty: Duty
    quarter: Quarter
    status: Status
    items: tuple[AuditedItem, ...]


@dataclass(frozen=True)
class Audit:
    """A unit's register as of a day."""

    unit: UnitView
    on: date
    cells: tuple[AuditedCell, ...]


def audit(unit: UnitView, on: date) -> Audit:
    """Return how every item of a unit stood on a day, each with its reasons. Six SQL queries."""
    rows = list(Occasion.objects.filter(unit_id=unit.id, happened_on__lte=on).order_by("happened_on", "id"))
    facts = facts_of(rows, on)
    by_cell: dict[tuple[str, str], list[AuditedItem]] = defaultdict(list)
    for one in rows:
        found = AuditedItem(one.code, one.title, one.source, one.happened_on, assessed(one, facts, on))
        by_cell[one.duty, one.quarter].append(found)
    since = organisations.reorganisation().on
    every = list(cells(since, on)) if on >= since else []
    known = {(duty.code, quarter.code) for duty, quarter in every}
    every += [_place(*key, by_cell[key]) for key in by_cell if key not in known]
    return Audit(unit, on, tuple(_cell(duty, quarter, by_cell[duty.code, quarter.code]) for duty, quarter in every))


def _place(duty: str, _quarter: str, items: list[AuditedItem]) -> tuple[Duty, Quarter]:
    """Return a cell outside the table of communes: an agency's or an enterprise's."""
    day = items[0].happened_on
    return DUTIES[duty], Quarter(day.year, (day.month + 2) // 3)


def _cell(duty: Duty, quarter: Quarter, items: list[AuditedItem]) -> AuditedCell:
    return AuditedCell(duty, quarter, worst([one.assessment.status for one in items]), tuple(items))
