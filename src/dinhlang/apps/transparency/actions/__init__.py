"""Every write of the record and the log."""

from dinhlang.apps.transparency.actions.bump import bump
from dinhlang.apps.transparency.actions.compact import compact_bumps
from dinhlang.apps.transparency.actions.done_before import done_before
from dinhlang.apps.transparency.actions.open_subjects import open_subjects, seal_subjects
from dinhlang.apps.transparency.actions.promise import promise
from dinhlang.apps.transparency.actions.record import (
    Grounds,
    Request,
    RequestConflictError,
    Subject,
    digest_of,
    record,
    replayed,
)
from dinhlang.apps.transparency.actions.record_many import Act, record_many
from dinhlang.apps.transparency.actions.sequence import SEQUENCER_LOCK, sequence_batch
from dinhlang.apps.transparency.actions.sign import LogForkedError, require_not_behind, sign_heads
from dinhlang.apps.transparency.actions.take import take

__all__ = [
    "SEQUENCER_LOCK",
    "Act",
    "Grounds",
    "LogForkedError",
    "Request",
    "RequestConflictError",
    "Subject",
    "bump",
    "compact_bumps",
    "digest_of",
    "done_before",
    "open_subjects",
    "promise",
    "record",
    "record_many",
    "replayed",
    "require_not_behind",
    "seal_subjects",
    "sequence_batch",
    "sign_heads",
    "take",
]
