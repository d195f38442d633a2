"""Reads of who is at a meeting."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q

from dinhlang.apps.decisions.models import AttendanceMark, RollLine
from dinhlang.domain.decisions.attendance import Mark, Standing, standing


@dataclass(frozen=True)
class Seat:
    """One household on the list of a meeting."""

    row_code: str
    household: str
    name: str
    standing: Standing


def attendance(decision_id: int) -> list[Seat]:
    """Return every household of the frozen roll with whether it is there, in the order of the numbers. Two queries."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    rows = AttendanceMark.objects.filter(line__decision_id=decision_id)
    for line, present, at, device, settles in rows.values_list("line_id", "present", "marked_at", "device", "settles"):
        marks[line].append(Mark(present, at, device, settles))
    speaks = Q(household__representatives__valid__endswith=None)
    lines = RollLine.objects.filter(decision_id=decision_id).annotate(
        speaks=FilteredRelation("household__representatives", condition=speaks)
    )
    told = lines.order_by("household__sort_key", "pk").values_list(
        "pk", "row_code", "household__number", "speaks__name"
    )
    return [Seat(code, number, name or "", standing(marks[pk])) for pk, code, number, name in told]


def present(decision_id: int) -> int:
    """Return how many households are there. Two queries."""
    return sum(one.standing.present for one in attendance(decision_id))
