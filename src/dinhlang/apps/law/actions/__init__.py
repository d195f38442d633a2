"""Every write of the law: running deadlines and late days of the calendar."""

from dinhlang.apps.law.actions.add_calendar_day import add_calendar_day
from dinhlang.apps.law.actions.close_deadline import meet_deadline, stop_deadline
from dinhlang.apps.law.actions.extend_deadline import ExtensionRefusedError, extend_deadline, extension_of
from dinhlang.apps.law.actions.pause_deadline import pause_deadline, rest_of, resume_deadline
from dinhlang.apps.law.actions.recompute_deadlines import DeadlineChange, recompute_open_deadlines
from dinhlang.apps.law.actions.replay import grounds_of, heir_of
from dinhlang.apps.law.actions.set_deadline import insert_deadlines, new_deadline, set_deadline

__all__ = [
    "DeadlineChange",
    "ExtensionRefusedError",
    "add_calendar_day",
    "extend_deadline",
    "extension_of",
    "grounds_of",
    "heir_of",
    "insert_deadlines",
    "meet_deadline",
    "new_deadline",
    "pause_deadline",
    "recompute_open_deadlines",
    "rest_of",
    "resume_deadline",
    "set_deadline",
    "stop_deadline",
]
