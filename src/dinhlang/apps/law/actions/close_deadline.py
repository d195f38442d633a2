"""Stop a clock: the work is done, or not needed any more."""

from datetime import datetime

from dinhlang.apps.law.actions.pause_deadline import resumed
from dinhlang.apps.law.actions.replay import open_deadline
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.transparency.actions import Subject


def meet_deadline(*, subject: Subject, clock: str, at: datetime) -> Deadline | None:
    """Say that the work of a clock is done: met in time or missed; None when no such clock is open."""
    running = open_deadline(subject, clock)
    if running is None:
        return None
    running = resumed(running, at=at)
    return _close(running, Deadline.State.MET if at <= running.due_at else Deadline.State.MISSED, at)


def stop_deadline(*, subject: Subject, clock: str, at: datetime) -> Deadline | None:
    """Stop a clock whose work is not needed any more; None when no such clock is open."""
    running = open_deadline(subject, clock)
    return None if running is None else _close(running, Deadline.State.STOPPED, at)


def _close(running: Deadline, state: Deadline.State, at: datetime) -> Deadline:
    running.state, running.closed_at, running.paused_at = state, at, None
    running.save(update_fields=["state", "closed_at", "paused_at"])
    return running
