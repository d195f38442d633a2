"""Find any unit by words of its name, with the unit above it, so that a form can offer it."""

from dataclasses import dataclass
from datetime import date

from dinhlang.apps.organisations.queries.units import COLUMNS, UnitView, named, units, view_of
from dinhlang.domain.organisations.kinds import PLACES
from dinhlang.domain.organisations.names import fold


@dataclass(frozen=True)
class FoundUnit:
    """A unit whose name holds the words, and what the unit above it is called ("" for none)."""

    unit: UnitView
    above: str


def units_by_words(words: str, on: date, *, limit: int, with_ended: bool = False) -> list[FoundUnit]:
    """Return the units whose name holds all words, without marks and case; whole names, then offices, come first.

    Only those in force on the day, unless `with_ended`. Two queries.
    """
    wanted = fold(words).split()
    if not wanted:
        return []
    fitting = named(on)
    for word in wanted:
        fitting = fitting.filter(folded__contains=word)
    if not with_ended:
        fitting = fitting.filter(valid__contains=on)
    whole = " ".join(wanted)
    found = {row[0]: (view_of(row, on), row[-1]) for row in fitting.order_by("valid").values_list(*COLUMNS, "folded")}

    def rank(one: tuple[UnitView, str]) -> tuple[bool, bool, str, int]:
        unit, folded = one
        return folded != whole, unit.kind in PLACES, unit.sort_key, unit.id

    shown = [unit for unit, _ in sorted(found.values(), key=rank)[:limit]]
    above = units({one.parent_id for one in shown if one.parent_id is not None}, on)
    return [FoundUnit(one, above[one.parent_id].name if one.parent_id in above else "") for one in shown]
