"""The frozen roll of a vote as it is printed: who speaks for each household, and who voted online already."""

from dataclasses import dataclass

from django.db.models import FilteredRelation, Q

from dinhlang.apps.decisions.models import RollLine


@dataclass(frozen=True)
class PrintLine:
    """One household on the printed roll."""

    row_code: str
    household: str
    name: str
    voted: bool


def print_roll(decision_id: int) -> list[PrintLine]:
    """Return the lines of a frozen roll in the order of the numbers of the households. One query."""
    speaks = Q(household__representatives__valid__endswith=None)
    rows = RollLine.objects.filter(decision_id=decision_id).annotate(
        speaks=FilteredRelation("household__representatives", condition=speaks)
    )
    told = rows.order_by("household__sort_key", "pk").values_list(
        "row_code", "household__number", "speaks__name", "ballot__choice"
    )
    return [PrintLine(code, number, name or "", bool(choice)) for code, number, name, choice in told]
