"""Every write of a survey."""

from dinhlang.apps.surveys.actions.answer import answer_by_slip
from dinhlang.apps.surveys.actions.deliver import Entry, Told, deliver
from dinhlang.apps.surveys.actions.enrol import enrol_device
from dinhlang.apps.surveys.actions.prepare import invite_interviewers, open_wave, print_slips

__all__ = [
    "Entry",
    "Told",
    "answer_by_slip",
    "deliver",
    "enrol_device",
    "invite_interviewers",
    "open_wave",
    "print_slips",
]
