"""What the page of a commune says about its villages: what they are deciding, what they decided last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.queries import DecisionView, telling
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.lib.remembered import remembered

SHOWN = 4


@dataclass(frozen=True)
class CommuneDecisions:
    """The newest decisions of a commune's villages, with the words to tell them."""

    newest: list[DecisionView]
    units: dict[int, UnitView]
    words: dict[str, Any]


def commune_decisions(unit_id: int, villages: Iterable[UnitView], on: date) -> CommuneDecisions:
    """Return what to say about the decisions of a commune (1 query)."""
    units = {one.id: one for one in villages}
    return CommuneDecisions(_newest((unit_id, *units)), units, telling.spoken(on))


@remembered("decisions", "calendar", from_start=True)
def _newest(unit_ids: tuple[int, ...]) -> list[DecisionView]:
    """Return the newest decisions; a citizen's act on a case, which comes far oftener, does not change them."""
    return queries.decisions_of(unit_ids, limit=SHOWN, parts=False)
