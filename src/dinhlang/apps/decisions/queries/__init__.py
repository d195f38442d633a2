"""Every read of what villages decide."""

from dinhlang.apps.decisions.queries.rolls import (
    ChangeView,
    HouseholdRow,
    ObjectionView,
    change,
    changes_of,
    household,
    households_of,
    roll_size,
    village,
)

__all__ = [
    "ChangeView",
    "HouseholdRow",
    "ObjectionView",
    "change",
    "changes_of",
    "household",
    "households_of",
    "roll_size",
    "village",
]
