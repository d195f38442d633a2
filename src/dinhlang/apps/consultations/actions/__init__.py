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
from dinhlang.apps.consultations.actions.reporting import write_report
from dinhlang.apps.consultations.actions.saying import Given, NewOpinion, enter_opinion, give_opinion
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
    "FiveAnswers",
    "Given",
    "MadeMap",
    "NewOpinion",
    "add_statement",
    "answer_point",
    "cast_vote",
    "close_consultation",
    "draft_consultation",
    "enter_opinion",
    "gather_opinion",
    "give_opinion",
    "keep_map",
    "load_votes",
    "make_point",
    "open_consultation",
    "revise_draft",
    "supersede_statement",
    "take_out_statement",
    "write_report",
]
