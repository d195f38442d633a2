"""Every write of what villages decide."""

from dinhlang.apps.decisions.actions.again import ballots_after
from dinhlang.apps.decisions.actions.attend import NewMark, mark_attendance
from dinhlang.apps.decisions.actions.candidates import (
    NewCandidate,
    add_candidate,
    freeze_candidates,
    withdraw_candidate,
)
from dinhlang.apps.decisions.actions.cast import Given, cast, cast_assisted, cast_in_person
from dinhlang.apps.decisions.actions.codes import Slip, hand_slip, issue_codes, reissue_code
from dinhlang.apps.decisions.actions.commune import hand_out, set_effect, sum_up
from dinhlang.apps.decisions.actions.conferences import NewConference, note_called, plan_conference, report_conference
from dinhlang.apps.decisions.actions.consents import consent, step_back, write_consent, write_step_back
from dinhlang.apps.decisions.actions.count import Closed, close_vote, due_to_close, seal_tables
from dinhlang.apps.decisions.actions.elect import NewRound, count_round, elect_again, end_election
from dinhlang.apps.decisions.actions.election_sums import count_sums, type_sums
from dinhlang.apps.decisions.actions.follow import annul, publish, recognise, refuse, report_back, submit
from dinhlang.apps.decisions.actions.freeze import freeze, open_meeting
from dinhlang.apps.decisions.actions.give_post import give_post
from dinhlang.apps.decisions.actions.hold import WAYS, Minutes, NewSitting, count_meeting, write_minutes
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
from dinhlang.apps.decisions.actions.leave import drop_candidate, name_team, return_candidate, start_over
from dinhlang.apps.decisions.actions.money import NewLine, close_account, correct_line, write_line
from dinhlang.apps.decisions.actions.note_done import note_done
from dinhlang.apps.decisions.actions.objection import object_to_assisted
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
from dinhlang.apps.decisions.actions.propose import NewDecision, agree, propose, withdraw
from dinhlang.apps.decisions.actions.results import answer_result, object_to_result
from dinhlang.apps.decisions.actions.roll_changes import (
    NewChange,
    answer_objection,
    apply_due_changes,
    object_to_change,
    propose_change,
)
from dinhlang.apps.decisions.actions.schedule import schedule, set_times
from dinhlang.apps.decisions.actions.sheets import (
    RECEIVED_SHEETS,
    attach_sheet,
    process_sheet,
    sweep_sheets,
    waiting_sheets,
)
from dinhlang.apps.decisions.actions.sign_in import Opened, end_sign_in, forget_sign_ins, open_ballots, tie_account
from dinhlang.apps.decisions.actions.slips import accept_slips, type_slips
from dinhlang.apps.decisions.actions.telephone import open_by_telephone, send_digits, tie_telephone

__all__ = [
    "RECEIVED_PICTURES",
    "RECEIVED_SHEETS",
    "WAYS",
    "Closed",
    "Given",
    "ImportedRoll",
    "Minutes",
    "NewBoard",
    "NewCandidate",
    "NewChange",
    "NewConference",
    "NewDecision",
    "NewInitiative",
    "NewLine",
    "NewMark",
    "NewPicture",
    "NewRound",
    "NewSitting",
    "Opened",
    "RefusedHousehold",
    "Slip",
    "accept_slips",
    "add_candidate",
    "add_picture",
    "agree",
    "annul",
    "answer_objection",
    "answer_result",
    "apply_due_changes",
    "ask_papers",
    "attach_sheet",
    "ballots_after",
    "cast",
    "cast_assisted",
    "cast_in_person",
    "close_account",
    "close_vote",
    "consent",
    "correct_line",
    "count_meeting",
    "count_round",
    "count_sums",
    "decline",
    "drop_candidate",
    "due_to_close",
    "elect_again",
    "end_election",
    "end_sign_in",
    "forget_consents",
    "forget_sign_ins",
    "freeze",
    "freeze_candidates",
    "give_post",
    "hand_out",
    "hand_slip",
    "import_roll",
    "issue_codes",
    "mark_attendance",
    "name_team",
    "note_called",
    "note_done",
    "object_to_assisted",
    "object_to_change",
    "object_to_result",
    "open_ballots",
    "open_by_telephone",
    "open_meeting",
    "papers_folder",
    "plan_conference",
    "process_picture",
    "process_sheet",
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
    "return_candidate",
    "schedule",
    "seal_tables",
    "send_digits",
    "send_initiative",
    "set_effect",
    "set_times",
    "start_over",
    "step_back",
    "submit",
    "sum_up",
    "support_below",
    "sweep_pictures",
    "sweep_sheets",
    "take_up",
    "tie_account",
    "tie_telephone",
    "type_slips",
    "type_sums",
    "waiting_pictures",
    "waiting_sheets",
    "withdraw",
    "withdraw_candidate",
    "withdraw_initiative",
    "write_consent",
    "write_initiative",
    "write_line",
    "write_minutes",
    "write_papers",
    "write_step_back",
]
