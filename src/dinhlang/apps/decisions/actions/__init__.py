"""Every write of what villages decide."""

from dinhlang.apps.decisions.actions.attend import NewMark, mark_attendance
from dinhlang.apps.decisions.actions.cast import Given, cast, cast_assisted
from dinhlang.apps.decisions.actions.close import Closed, close_vote, due_to_close, seal_tables
from dinhlang.apps.decisions.actions.codes import Slip, issue_codes, reissue_code
from dinhlang.apps.decisions.actions.conferences import NewConference, plan_conference, report_conference
from dinhlang.apps.decisions.actions.consents import consent, step_back, write_consent, write_step_back
from dinhlang.apps.decisions.actions.follow import annul, publish, recognise, refuse, report_back, submit
from dinhlang.apps.decisions.actions.freeze import freeze
from dinhlang.apps.decisions.actions.hold import WAYS, Minutes, NewSitting, count_meeting, open_meeting
from dinhlang.apps.decisions.actions.import_roll import ImportedRoll, RefusedHousehold, import_roll
from dinhlang.apps.decisions.actions.initiatives import (
    NewInitiative,
    decline,
    forget_consents,
    put,
    send_initiative,
    support_below,
    take_up,
    withdraw_initiative,
    write_initiative,
)
from dinhlang.apps.decisions.actions.money import NewLine, close_account, correct_line, write_line
from dinhlang.apps.decisions.actions.objection import object_to_assisted
from dinhlang.apps.decisions.actions.open_voting import set_times
from dinhlang.apps.decisions.actions.origins import NewBoard, propose_board, propose_dismissal, propose_later
from dinhlang.apps.decisions.actions.papers import ask_papers, papers_folder, write_papers
from dinhlang.apps.decisions.actions.pictures import (
    RECEIVED_PICTURES,
    NewPicture,
    add_picture,
    process_picture,
    sweep_pictures,
    waiting_pictures,
)
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
    "RECEIVED_PICTURES",
    "WAYS",
    "Closed",
    "Given",
    "ImportedRoll",
    "Minutes",
    "NewBoard",
    "NewChange",
    "NewConference",
    "NewDecision",
    "NewInitiative",
    "NewLine",
    "NewMark",
    "NewPicture",
    "NewSitting",
    "RefusedHousehold",
    "Slip",
    "accept_slips",
    "add_picture",
    "agree",
    "annul",
    "answer_objection",
    "apply_due_changes",
    "ask_papers",
    "cast",
    "cast_assisted",
    "close_account",
    "close_vote",
    "consent",
    "correct_line",
    "count_meeting",
    "decline",
    "due_to_close",
    "forget_consents",
    "freeze",
    "import_roll",
    "issue_codes",
    "mark_attendance",
    "object_to_assisted",
    "object_to_change",
    "open_meeting",
    "papers_folder",
    "plan_conference",
    "process_picture",
    "propose",
    "propose_board",
    "propose_change",
    "propose_dismissal",
    "propose_later",
    "publish",
    "put",
    "recognise",
    "refuse",
    "reissue_code",
    "report_back",
    "report_conference",
    "schedule",
    "seal_tables",
    "send_initiative",
    "set_times",
    "step_back",
    "submit",
    "support_below",
    "sweep_pictures",
    "take_up",
    "type_slips",
    "waiting_pictures",
    "withdraw",
    "withdraw_initiative",
    "write_consent",
    "write_initiative",
    "write_line",
    "write_papers",
    "write_step_back",
]
