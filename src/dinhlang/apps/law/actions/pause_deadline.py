"""Let a clock rest while somebody outside must act; each working day of the rest moves its end by one."""

from datetime import datetime
from typing import Any

from dinhlang.apps.law import queries
from dinhlang.apps.law.actions.replay import PAUSE, open_deadline, replay, take_over
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.transparency.actions import Subject
from dinhlang.domain.dates.due import VIETNAM, DueResult


def pause_deadline(*, subject: Subject, clock: str, at: datetime) -> Deadline | None:
    """Let a running clock rest, in the caller's transaction; None when none runs. A resting clock keeps resting."""
    running = open_deadline(subject, clock)
    if running is not None and running.paused_at is None:
        running.paused_at = at
        running.save(update_fields=["paused_at"])
    return running


def resume_deadline(*, subject: Subject, clock: str, at: datetime) -> Deadline | None:
    """Let a resting clock run on, in the caller's transaction, and return the row that now counts; None without one."""
    resting = open_deadline(subject, clock)
    return resting if resting is None else resumed(resting, at=at)


def resumed(resting: Deadline, *, at: datetime) -> Deadline:
    """Return the row that counts after a rest; the same row when it did not rest."""
    if resting.paused_at is None:
        return resting
    result, changes = rest_of(resting, at=at)
    return take_over(resting, result, changes=changes, paused_at=None, at=at)


def rest_of(resting: Deadline, *, at: datetime) -> tuple[DueResult, list[dict[str, Any]]]:
    """Return the end after the rest of a row that rests, and the changes that led to it."""
    if resting.paused_at is None:
        raise ValueError("the deadline does not rest")
    since, until = resting.paused_at.astimezone(VIETNAM).date(), at.astimezone(VIETNAM).date()
    changes = [*resting.changes, {"kind": PAUSE, "since": since.isoformat(), "until": until.isoformat()}]
    return replay(resting, changes, queries.calendar()), changes
