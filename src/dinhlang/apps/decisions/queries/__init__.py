"""Every read of what villages decide."""

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
    "PAGE",
    "ChangeView",
    "HouseholdRow",
    "ObjectionView",
    "change",
    "changes_of",
    "household",
    "households_of",
    "roll_size",
    "roll_sizes",
]
