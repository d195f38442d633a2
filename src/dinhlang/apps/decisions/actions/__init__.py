"""Every write of what villages decide."""

from dinhlang.apps.decisions.actions.import_roll import ImportedRoll, RefusedHousehold, import_roll
from dinhlang.apps.decisions.actions.roll_changes import (
    NewChange,
    answer_objection,
    apply_due_changes,
    object_to_change,
    propose_change,
)

__all__ = [
    "ImportedRoll",
    "NewChange",
    "RefusedHousehold",
    "answer_objection",
    "apply_due_changes",
    "import_roll",
    "object_to_change",
    "propose_change",
]
