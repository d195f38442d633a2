"""Every write of the register of what must be made public."""

from dinhlang.apps.disclosure.actions.ask import Asked, NewAsker, answer, ask, need_more_time
from dinhlang.apps.disclosure.actions.count import count_waiting, fill_all_cells, recount_all
from dinhlang.apps.disclosure.actions.events import calendar_event, note_event, raise_recurring
from dinhlang.apps.disclosure.actions.evidence import NewEvidence, confirm, look, show, take_down
from dinhlang.apps.disclosure.actions.files import (
    RECEIVED_PAPERS,
    add_file,
    drop_file,
    keep_imported_file,
    mask,
    process_file,
    waiting_files,
)
from dinhlang.apps.disclosure.actions.listing import ask_list, write_asked_list, write_list
from dinhlang.apps.disclosure.actions.load import Loaded, load_register, set_equipment
from dinhlang.apps.disclosure.actions.publish import ANSWERS, Content, correct, publish, withdraw
from dinhlang.apps.disclosure.actions.purge import purge, sweep_received
from dinhlang.apps.disclosure.actions.tables import unwritten_tables, write_published_table

__all__ = [
    "ANSWERS",
    "RECEIVED_PAPERS",
    "Asked",
    "Content",
    "Loaded",
    "NewAsker",
    "NewEvidence",
    "add_file",
    "answer",
    "ask",
    "ask_list",
    "calendar_event",
    "confirm",
    "correct",
    "count_waiting",
    "drop_file",
    "fill_all_cells",
    "keep_imported_file",
    "load_register",
    "look",
    "mask",
    "need_more_time",
    "note_event",
    "process_file",
    "publish",
    "purge",
    "raise_recurring",
    "recount_all",
    "set_equipment",
    "show",
    "sweep_received",
    "take_down",
    "unwritten_tables",
    "waiting_files",
    "withdraw",
    "write_asked_list",
    "write_list",
    "write_published_table",
]
