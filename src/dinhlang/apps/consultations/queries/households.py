"""What the households of each village said to a change of administrative units, as Decree 321/2025 counts them."""

from dataclasses import dataclass
from datetime import date

from dinhlang.apps.consultations.models import Consultation, VillageCount
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.consultations.matters import MATTERS


@dataclass(frozen=True)
class VillageRow:
    """The slips of one village."""

    name: str
    households: int
    agree: int
    against: int
    other: int


@dataclass(frozen=True)
class Households:
    """All villages counted so far; uncounted: how many still miss. passes: enough of all households agree."""

    rows: tuple[VillageRow, ...]
    uncounted: int
    households: int
    agree: int
    passes: bool


def households(consultation: Consultation, on: date) -> Households | None:
    """Return the count of a change of administrative units, None for other matters; three SQL queries."""
    rule = MATTERS[consultation.matter].own_rule
    if not rule:
        return None
    villages = {one.id: one.name for one in organisations.villages(consultation.unit_id, on)}
    counted = list(VillageCount.objects.filter(consultation=consultation))
    rows = tuple(
        VillageRow(villages.get(one.village_id, ""), one.of_all, one.agree, one.against, one.other)
        for one in sorted(counted, key=lambda each: villages.get(each.village_id, ""))
    )
    whole, agree = sum(one.households for one in rows), sum(one.agree for one in rows)
    asked_on = consultation.drafted_on
    passes = whole > 0 and law.rulebook().threshold(rule, on=asked_on).passes(agree, whole)
    missing = len(set(villages) - {one.village_id for one in counted})
    return Households(rows, missing, whole, agree, passes and not missing)
