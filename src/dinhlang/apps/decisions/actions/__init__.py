"""Every write of what villages decide."""

from dinhlang.apps.decisions.actions.attend import NewMark, mark_attendance
from dinhlang.apps.decisions.actions.cast import Given, cast, cast_assisted
from dinhlang.apps.decisions.actions.close import Closed, close_vote, due_to_close, seal_tables
from dinhlang.apps.decisions.actions.codes import Slip, issue_codes, reissue_code
from dinhlang.apps.decisions.actions.follow import annul, publish, recognise, refuse, report_back, submit
from dinhlang.apps.decisions.actions.freeze import freeze
from dinhlang.apps.decisions.actions.hold import WAYS, Minutes, NewSitting, count_meeting, open_meeting
from dinhlang.apps.decisions.actions.import_roll import ImportedRoll, RefusedHousehold, import_roll
from dinhlang.apps.decisions.actions.objection import object_to_assisted
from dinhlang.apps.decisions.actions.open_voting import set_times
from dinhlang.apps.decisions.actions.papers import ask_papers, papers_folder, write_papers
from dinhlang.apps.decisions.actions.propose import NewDecision, agree, propose, schedule, withdraw
from dinhlang.apps.decisions.actions.roll_changes import (
    NewChange,
    answer_objection,
    apply_due_changes,
    object_to_change,
    propose_change,
)
from dinhlang.apps.decisions.actions.slips import accept_slips, type_slips

__all__ = [
    "WAYS",
    "Closed",
    "Given",
    "ImportedRoll",
    "Minutes",
    "NewChange",
    "NewDecision",
    "NewMark",
    "NewSitting",
    "RefusedHousehold",
    "Slip",
    "accept_slips",
    "agree",
    "annul",
    "answer_objection",
    "apply_due_changes",
    "ask_papers",
    "cast",
    "cast_assisted",
    "close_vote",
    "count_meeting",
    "due_to_close",
    "freeze",
    "import_roll",
    "issue_codes",
    "mark_attendance",
    "object_to_assisted",
    "object_to_change",
    "open_meeting",
    "papers_folder",
    "propose",
    "propose_change",
    "publish",
    "recognise",
    "refuse",
    "reissue_code",
    "report_back",
    "schedule",
    "seal_tables",
    "set_times",
    "submit",
    "type_slips",
    "withdraw",
    "write_papers",
]
