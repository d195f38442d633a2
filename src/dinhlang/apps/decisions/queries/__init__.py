"""Every read of what villages decide."""

from dinhlang.apps.decisions.queries.decisions import (
    MOST,
    DecisionView,
    MinutesView,
    SittingRow,
    decision,
    decisions_of,
    minutes,
    newest,
    unit_of,
)
from dinhlang.apps.decisions.queries.rolls import (
    PAGE,
    ChangeView,
    HouseholdRow,
    ObjectionView,
    change,
    changes_of,
    household,
    households_of,
    roll_size,
    roll_sizes,
)

__all__ = [
    "MOST",
    "PAGE",
    "ChangeView",
    "DecisionView",
    "HouseholdRow",
    "MinutesView",
    "ObjectionView",
    "SittingRow",
    "change",
    "changes_of",
    "decision",
    "decisions_of",
    "household",
    "households_of",
    "minutes",
    "newest",
    "roll_size",
    "roll_sizes",
    "unit_of",
]
