"""What the page of a commune says about its villages: what they are deciding, what they decided last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dinhlang.apps.decisions import queries
from dinhlang.apps.decisions.queries import DecisionView, telling
from dinhlang.apps.organisations.queries import UnitView

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
    return CommuneDecisions(queries.decisions_of([unit_id, *units], limit=SHOWN), units, telling.spoken(on))
