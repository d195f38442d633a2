"""Reads of rolls: the households of a village on a day with who speaks for them, and what is to change."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, FilteredRelation, Q, QuerySet

from dinhlang.apps.decisions.models import Household, RollChange
from dinhlang.domain.decisions.rolls import Change, ChangeState, normal_number

PAGE = 100
COLUMNS = ("id", "number", "address", "speaks__name", "sort_key")


@dataclass(frozen=True)
class HouseholdRow:
    """One household of a roll on a day; `name` is empty while nobody speaks for it."""

    id: int
    number: str
    address: str
    name: str
    sort_key: str


@dataclass(frozen=True)
class ObjectionView:
    """An objection to a change, with its answer (upheld None: not answered yet)."""

    id: int
    text: str
    at: datetime
    reply: str
    upheld: bool | None


@dataclass(frozen=True)
class ChangeView:
    """A change of a roll, with its objections in order."""

    id: int
    village_id: int
    household_id: int | None
    kind: Change
    number: str
    address: str
    name: str
    reason: str
    state: ChangeState
    proposed_at: datetime
    objections_until: date
    objections: tuple[ObjectionView, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether it still waits."""
        return self.state is ChangeState.PROPOSED


def _on(village_id: int, on: date) -> QuerySet[Household]:
    return Household.objects.filter(village_id=village_id, valid__contains=on).annotate(
        speaks=FilteredRelation("representatives", condition=Q(representatives__valid__contains=on))
    )


def households_of(
    village_id: int, on: date, *, after: str = "", number: str = "", limit: int = PAGE
) -> list[HouseholdRow]:
    """Return households of a village on a day in the order of their numbers, from after a sort key. One query."""
    rows = _on(village_id, on)
    if number:
        rows = rows.filter(number=normal_number(number))
    if after:
        rows = rows.filter(sort_key__gt=after)
    return [
        HouseholdRow(pk, shown, address, name or "", key)
        for pk, shown, address, name, key in rows.order_by("sort_key", "id").values_list(*COLUMNS)[:limit]
    ]


def household(household_id: int, on: date) -> tuple[int, HouseholdRow] | None:
    """Return the village of a household that is on the roll on a day, and its row."""
    found = Household.objects.filter(pk=household_id, valid__contains=on).values_list("village_id", "number").first()
    if found is None:
        return None
    rows = [one for one in households_of(found[0], on, number=found[1]) if one.id == household_id]
    return (found[0], rows[0]) if rows else None


def roll_size(village_id: int, on: date) -> int:
    """Return how many households a village has on a day."""
    return Household.objects.filter(village_id=village_id, valid__contains=on).count()


def roll_sizes(village_ids: Collection[int], on: date) -> dict[int, int]:
    """Return how many households villages have on a day. One query."""
    rows = Household.objects.filter(village_id__in=village_ids, valid__contains=on)
    return dict(rows.values_list("village_id").annotate(count=Count("id")).order_by())


def changes_of(village_id: int, *, limit: int = 50) -> list[ChangeView]:
    """Return the newest changes of a village's roll, with their objections. Two queries."""
    rows = RollChange.objects.filter(village_id=village_id).order_by("-id").prefetch_related("objections")
    return [_view(one) for one in rows[:limit]]


def change(change_id: int) -> ChangeView | None:
    """Return one change with its objections."""
    found = RollChange.objects.filter(pk=change_id).prefetch_related("objections").first()
    return _view(found) if found else None


def _view(one: RollChange) -> ChangeView:
    said = sorted(one.objections.all(), key=lambda row: row.pk)
    return ChangeView(
        one.pk, one.village_id, one.household_id, Change(one.kind), one.number, one.address, one.name, one.reason,
        ChangeState(one.state), one.proposed_at, one.objections_until,
        tuple(ObjectionView(row.pk, row.text, row.at, row.reply, row.upheld) for row in said),
    )  # fmt: skip
