"""Every write of feedback: one verb, one transaction, one record."""

from dinhlang.apps.feedback.actions.answer import approve_answer, return_answer, write_answer
from dinhlang.apps.feedback.actions.attachments import attach_to_answer, process_attachment, waiting_attachments
from dinhlang.apps.feedback.actions.categories import import_categories
from dinhlang.apps.feedback.actions.contact import open_contact
from dinhlang.apps.feedback.actions.drafts import (
    attach_to_draft,
    begin_draft,
    detach_from_draft,
    drop_old_drafts,
    fill_draft,
)
from dinhlang.apps.feedback.actions.follow import choose_successor, close_answered, follow_unit_change, refresh_due
from dinhlang.apps.feedback.actions.load import Loaded, load_cases
from dinhlang.apps.feedback.actions.mail import tell_sender
from dinhlang.apps.feedback.actions.publication import ask_publication
from dinhlang.apps.feedback.actions.sender import give_info, rate_case, reopen_case
from dinhlang.apps.feedback.actions.step import WrongStateError
from dinhlang.apps.feedback.actions.submit import AlreadySentError, Submitted, receipt_code, submit_case
from dinhlang.apps.feedback.actions.sweep_files import sweep_files
from dinhlang.apps.feedback.actions.tally import count_stale, mark_stale, mark_unfinished, recount_all
from dinhlang.apps.feedback.actions.triage import (
    classify_case,
    publish_case,
    refuse_case,
    transfer_case,
    withhold_case,
)
from dinhlang.apps.feedback.actions.work import ask_info, assign_case, extend_case, note_progress, start_work

__all__ = [
    "AlreadySentError",
    "Loaded",
    "Submitted",
    "WrongStateError",
    "approve_answer",
    "ask_info",
    "ask_publication",
    "assign_case",
    "attach_to_answer",
    "attach_to_draft",
    "begin_draft",
    "choose_successor",
    "classify_case",
    "close_answered",
    "count_stale",
    "detach_from_draft",
    "drop_old_drafts",
    "extend_case",
    "fill_draft",
    "follow_unit_change",
    "give_info",
    "import_categories",
    "load_cases",
    "mark_stale",
    "mark_unfinished",
    "note_progress",
    "open_contact",
    "process_attachment",
    "publish_case",
    "rate_case",
    "receipt_code",
    "recount_all",
    "refresh_due",
    "refuse_case",
    "reopen_case",
    "return_answer",
    "start_work",
    "submit_case",
    "sweep_files",
    "tell_sender",
    "transfer_case",
    "waiting_attachments",
    "withhold_case",
    "write_answer",
]
