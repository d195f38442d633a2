"""Every read of the record and the public log; each a fixed number of SQL queries (fsck reads everything)."""

from dinhlang.apps.transparency.queries.content_versions import versions
from dinhlang.apps.transparency.queries.fsck import Finding, Report, fsck
from dinhlang.apps.transparency.queries.log import (
    MOST_COUNTED,
    Counts,
    Head,
    Line,
    anything_unsigned,
    anything_waiting,
    counts,
    latest_head,
    latest_lines,
    line,
    line_of_leaf,
    log_size,
    opened,
    opening_of,
    proof_file,
    shown_size,
    tiles_by_name,
)
from dinhlang.apps.transparency.queries.policy import policy_text, public_keys
from dinhlang.apps.transparency.queries.records import (
    Place,
    Recorded,
    place,
    promised_by,
    receipt_of,
    timeline,
)

__all__ = [
    "MOST_COUNTED",
    "Counts",
    "Finding",
    "Head",
    "Line",
    "Place",
    "Recorded",
    "Report",
    "anything_unsigned",
    "anything_waiting",
    "counts",
    "fsck",
    "latest_head",
    "latest_lines",
    "line",
    "line_of_leaf",
    "log_size",
    "opened",
    "opening_of",
    "place",
    "policy_text",
    "promised_by",
    "proof_file",
    "public_keys",
    "receipt_of",
    "shown_size",
    "tiles_by_name",
    "timeline",
    "versions",
]
