"""Every write of what villages decide."""

from dinhlang.apps.decisions.actions.follow import annul, publish, recognise, refuse, report_back, submit
from dinhlang.apps.decisions.actions.hold import WAYS, Minutes, NewSitting, count_meeting, open_meeting
from dinhlang.apps.decisions.actions.import_roll import ImportedRoll, RefusedHousehold, import_roll
from dinhlang.apps.decisions.actions.papers import ask_papers, papers_folder, write_papers
from dinhlang.apps.decisions.actions.propose import NewDecision, agree, propose, schedule, withdraw
from dinhlang.apps.decisions.actions.roll_changes import (
    NewChange,
    answer_objection,
    apply_due_changes,
    object_to_change,
    propose_change,
)

__all__ = [
    "WAYS",
    "ImportedRoll",
    "Minutes",
    "NewChange",
    "NewDecision",
    "NewSitting",
    "RefusedHousehold",
    "agree",
    "annul",
    "answer_objection",
    "apply_due_changes",
    "ask_papers",
    "count_meeting",
    "import_roll",
    "object_to_change",
    "open_meeting",
    "papers_folder",
    "propose",
    "propose_change",
    "publish",
    "recognise",
    "refuse",
    "report_back",
    "schedule",
    "submit",
    "withdraw",
    "write_papers",
]
