"""Every write of consultations."""

from dinhlang.apps.consultations.actions.answering import (
    answer_point,
    close_consultation,
    gather_opinion,
    make_point,
)
from dinhlang.apps.consultations.actions.drafting import (
    FiveAnswers,
    draft_consultation,
    open_consultation,
    revise_draft,
)
from dinhlang.apps.consultations.actions.files import (
    RECEIVED_OPINIONS,
    process_file,
    sweep_files,
    waiting_files,
)
from dinhlang.apps.consultations.actions.hearings import (
    Noted,
    ask_hearing,
    explain_hearing,
    hold_hearing,
    note_step,
)
from dinhlang.apps.consultations.actions.households import Counted, Slip, count_village, enter_slips
from dinhlang.apps.consultations.actions.papers import (
    RECEIVED_DRAFTS,
    read_draft,
    send_draft,
    sweep_drafts,
    waiting_drafts,
)
from dinhlang.apps.consultations.actions.proposing import accept_proposal, propose_statement, refuse_proposal
from dinhlang.apps.consultations.actions.reporting import write_report
from dinhlang.apps.consultations.actions.reviewing import ask_review, decide_review
from dinhlang.apps.consultations.actions.saying import Given, NewOpinion, enter_opinion, give_opinion, join_point
from dinhlang.apps.consultations.actions.showing import show_opinions, withhold_opinion, write_down
from dinhlang.apps.consultations.actions.voting import (
    MadeMap,
    add_statement,
    cast_vote,
    keep_map,
    load_votes,
    supersede_statement,
    take_out_statement,
)

__all__ = [
    "RECEIVED_DRAFTS",
    "RECEIVED_OPINIONS",
    "Counted",
    "FiveAnswers",
    "Given",
    "MadeMap",
    "NewOpinion",
    "Noted",
    "Slip",
    "accept_proposal",
    "add_statement",
    "answer_point",
    "ask_hearing",
    "ask_review",
    "cast_vote",
    "close_consultation",
    "count_village",
    "decide_review",
    "draft_consultation",
    "enter_opinion",
    "enter_slips",
    "explain_hearing",
    "gather_opinion",
    "give_opinion",
    "hold_hearing",
    "join_point",
    "keep_map",
    "load_votes",
    "make_point",
    "note_step",
    "open_consultation",
    "process_file",
    "propose_statement",
    "read_draft",
    "refuse_proposal",
    "revise_draft",
    "send_draft",
    "show_opinions",
    "supersede_statement",
    "sweep_drafts",
    "sweep_files",
    "take_out_statement",
    "waiting_drafts",
    "waiting_files",
    "withhold_opinion",
    "write_down",
    "write_report",
]
