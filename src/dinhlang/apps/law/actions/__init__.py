"""Every write of the law: running deadlines, late days of the calendar, village sessions, counts of quizzes."""

from dinhlang.apps.law.actions.add_calendar_day import add_calendar_day
from dinhlang.apps.law.actions.close_deadline import meet_deadline, stop_deadline
from dinhlang.apps.law.actions.extend_deadline import ExtensionRefusedError, extend_deadline, extension_of
from dinhlang.apps.law.actions.learning import (
    NewSession,
    cancel_session,
    count_quiz,
    enter_sheets,
    hold_session,
    plan_session,
    set_adults,
)
from dinhlang.apps.law.actions.load_learning import AdultsRow, QuizRow, SessionRow, load_learning
from dinhlang.apps.law.actions.pause_deadline import pause_deadline, rest_of, resume_deadline
from dinhlang.apps.law.actions.photos import RECEIVED_PHOTOS, attach_photo, process_photo, sweep_photos, waiting_photos
from dinhlang.apps.law.actions.recompute_deadlines import DeadlineChange, recompute_open_deadlines
from dinhlang.apps.law.actions.replay import grounds_of, heir_of
from dinhlang.apps.law.actions.set_deadline import insert_deadlines, new_deadline, set_deadline, start_clocks
from dinhlang.apps.law.actions.sheets import order_sheet, sweep_sheets, write_sheet

__all__ = [
    "RECEIVED_PHOTOS",
    "AdultsRow",
    "DeadlineChange",
    "ExtensionRefusedError",
    "NewSession",
    "QuizRow",
    "SessionRow",
    "add_calendar_day",
    "attach_photo",
    "cancel_session",
    "count_quiz",
    "enter_sheets",
    "extend_deadline",
    "extension_of",
    "grounds_of",
    "heir_of",
    "hold_session",
    "insert_deadlines",
    "load_learning",
    "meet_deadline",
    "new_deadline",
    "order_sheet",
    "pause_deadline",
    "plan_session",
    "process_photo",
    "recompute_open_deadlines",
    "rest_of",
    "resume_deadline",
    "set_adults",
    "set_deadline",
    "start_clocks",
    "stop_deadline",
    "sweep_photos",
    "sweep_sheets",
    "waiting_photos",
    "write_sheet",
]
