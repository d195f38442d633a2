"""Every write of a survey."""

from dinhlang.apps.surveys.actions.answer import answer_by_slip
from dinhlang.apps.surveys.actions.come_by import answer_afterwards, press_face
from dinhlang.apps.surveys.actions.compute import explain_fall, hand_fall, keep_values
from dinhlang.apps.surveys.actions.deliver import Entry, Told, deliver
from dinhlang.apps.surveys.actions.enrol import enrol_device
from dinhlang.apps.surveys.actions.fieldwork import assign_village, note_results, validate_wave
from dinhlang.apps.surveys.actions.load import load_sheets
from dinhlang.apps.surveys.actions.prepare import invite_interviewers, open_wave, place_counter, print_slips
from dinhlang.apps.surveys.actions.report import is_reported, reports_folder, write_report
from dinhlang.apps.surveys.actions.sample import draw_sample, publish_design
from dinhlang.apps.surveys.actions.type_sheet import set_aside, type_sheet

__all__ = [
    "Entry",
    "Told",
    "answer_afterwards",
    "answer_by_slip",
    "assign_village",
    "deliver",
    "draw_sample",
    "enrol_device",
    "explain_fall",
    "hand_fall",
    "invite_interviewers",
    "is_reported",
    "keep_values",
    "load_sheets",
    "note_results",
    "open_wave",
    "place_counter",
    "press_face",
    "print_slips",
    "publish_design",
    "reports_folder",
    "set_aside",
    "type_sheet",
    "validate_wave",
    "write_report",
]
