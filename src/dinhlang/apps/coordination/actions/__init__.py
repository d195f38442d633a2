"""Every write of the coordination."""

from dinhlang.apps.coordination.actions.carry import carry_tasks
from dinhlang.apps.coordination.actions.claims import NewClaim, NewValue, add_index_value, publish_statement
from dinhlang.apps.coordination.actions.conferences import Part, conclude, hold_conference, issue_notice
from dinhlang.apps.coordination.actions.contributions import ask_contribution, hand_in_contribution
from dinhlang.apps.coordination.actions.documents import (
    NewDocument,
    name_asked_act,
    register_document,
    relate_documents,
)
from dinhlang.apps.coordination.actions.files import (
    RECEIVED_DOCUMENTS,
    Answers,
    add_document_file,
    add_own_file,
    process_document_file,
    summarise_document,
    sweep_document_files,
    waiting_document_files,
)
from dinhlang.apps.coordination.actions.handover import assign_task, pass_tasks_to_successor
from dinhlang.apps.coordination.actions.import_history import ImportedHistory, import_history
from dinhlang.apps.coordination.actions.indicators import NewIndicator, define_indicator
from dinhlang.apps.coordination.actions.plans import NewTask, add_task, draft_plan, set_programme, sign_plan
from dinhlang.apps.coordination.actions.promises import add_promise, keep_promises_of_task, plan_promise
from dinhlang.apps.coordination.actions.reviews import ask_review, reviews_folder, write_review
from dinhlang.apps.coordination.actions.springs import link_document_to_case, link_task_to_case
from dinhlang.apps.coordination.actions.tasks import drop_task, finish_task, give_evidence

__all__ = [
    "RECEIVED_DOCUMENTS",
    "Answers",
    "ImportedHistory",
    "NewClaim",
    "NewDocument",
    "NewIndicator",
    "NewTask",
    "NewValue",
    "Part",
    "add_document_file",
    "add_index_value",
    "add_own_file",
    "add_promise",
    "add_task",
    "ask_contribution",
    "ask_review",
    "assign_task",
    "carry_tasks",
    "conclude",
    "define_indicator",
    "draft_plan",
    "drop_task",
    "finish_task",
    "give_evidence",
    "hand_in_contribution",
    "hold_conference",
    "import_history",
    "issue_notice",
    "keep_promises_of_task",
    "link_document_to_case",
    "link_task_to_case",
    "name_asked_act",
    "pass_tasks_to_successor",
    "plan_promise",
    "process_document_file",
    "publish_statement",
    "register_document",
    "relate_documents",
    "reviews_folder",
    "set_programme",
    "sign_plan",
    "summarise_document",
    "sweep_document_files",
    "waiting_document_files",
    "write_review",
]
