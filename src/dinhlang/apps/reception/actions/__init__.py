"""Every write of reception."""

from dinhlang.apps.reception.actions.dialogues import (
    NewDialogue,
    announce_dialogue,
    call_off_dialogue,
    count_requests,
    hold_dialogue,
    publish_result,
)
from dinhlang.apps.reception.actions.promises import NewPromise, break_promise, keep_promise, make_promise
from dinhlang.apps.reception.actions.questions import (
    answer_question,
    ask_question,
    enter_question,
    merge_questions,
    show_question,
)
from dinhlang.apps.reception.actions.schedule import (
    NewDay,
    call_off_day,
    commit_to_service,
    hold_day,
    name_deputy,
    name_head,
    post_day,
)
from dinhlang.apps.reception.actions.visits import (
    NewVisit,
    answer_visit,
    book_visit,
    enter_visit,
    move_visit,
    receive_visit,
    withdraw_visit,
)

__all__ = [
    "NewDay",
    "NewDialogue",
    "NewPromise",
    "NewVisit",
    "announce_dialogue",
    "answer_question",
    "answer_visit",
    "ask_question",
    "book_visit",
    "break_promise",
    "call_off_day",
    "call_off_dialogue",
    "commit_to_service",
    "count_requests",
    "enter_question",
    "enter_visit",
    "hold_day",
    "hold_dialogue",
    "keep_promise",
    "make_promise",
    "merge_questions",
    "move_visit",
    "name_deputy",
    "name_head",
    "post_day",
    "publish_result",
    "receive_visit",
    "show_question",
    "withdraw_visit",
]
