"""The tables of what villages decide: rolls of households, decisions. Their history is the record."""

from dinhlang.apps.decisions.models.decision import Decision
from dinhlang.apps.decisions.models.household import Household, HouseholdRepresentative
from dinhlang.apps.decisions.models.proceeding import Proceeding, Sitting
from dinhlang.apps.decisions.models.roll_change import RollChange, RollObjection

__all__ = [
    "Decision",
    "Household",
    "HouseholdRepresentative",
    "Proceeding",
    "RollChange",
    "RollObjection",
    "Sitting",
]
