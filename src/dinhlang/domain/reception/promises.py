"""A promise that was made in public: who, by when, and whether it was kept."""

from datetime import date
from enum import StrEnum


class Kept(StrEnum):
    """How a promise stands on a day."""

    OPEN = "open"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    LATE = "late"  # its day has passed, nothing was shown
    BROKEN = "broken"  # given up, with the reason


def stands(due_on: date, *, kept_on: date | None, broken_on: date | None, today: date) -> Kept:
    """Return how a promise stands on a day; what came later is not known yet."""
    if broken_on is not None and broken_on <= today:
        return Kept.BROKEN
    if kept_on is not None and kept_on <= today:
        return Kept.KEPT if kept_on <= due_on else Kept.KEPT_LATE
    return Kept.LATE if today > due_on else Kept.OPEN
