"""Every write of the record and the log."""

from dinhlang.apps.transparency.actions.record import (
    Grounds,
    Request,
    RequestConflictError,
    Subject,
    digest_of,
    record,
    replayed,
)

__all__ = ["Grounds", "Request", "RequestConflictError", "Subject", "digest_of", "record", "replayed"]
