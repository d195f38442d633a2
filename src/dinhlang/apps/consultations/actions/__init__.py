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
from dinhlang.apps.consultations.actions.households import Counted, Slip, count_village, enter_slips
from dinhlang.apps.consultations.actions.papers import (
    RECEIVED_DRAFTS,
    read_draft,
    send_draft,
    sweep_drafts,
    waiting_drafts,
)
from dinhlang.apps.consultations.actions.reporting import write_report
from dinhlang.apps.consultations.actions.saying import Given, NewOpinion, enter_opinion, give_opinion, join_point
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
    "Counted",
    "FiveAnswers",
    "Given",
    "MadeMap",
    "NewOpinion",
    "Slip",
    "add_statement",
    "answer_point",
    "cast_vote",
    "close_consultation",
    "count_village",
    "draft_consultation",
    "enter_opinion",
    "enter_slips",
    "gather_opinion",
    "give_opinion",
    "join_point",
    "keep_map",
    "load_votes",
    "make_point",
    "open_consultation",
    "read_draft",
    "revise_draft",
    "send_draft",
    "supersede_statement",
    "sweep_drafts",
    "take_out_statement",
    "waiting_drafts",
    "write_report",
]
