"""An objection to a result: until when it may be raised, and what may come of it."""

from datetime import date
from enum import StrEnum


class Outcome(StrEnum):
    """What the answer to an objection says of the result."""

    CONFIRMED = "confirmed"  # it stands
    RERUN = "rerun"  # the households decide again
    VOID = "void"  # it is set aside


SETS_ASIDE = frozenset({Outcome.RERUN, Outcome.VOID})


def is_open(until: date | None, today: date) -> bool:
    """Tell whether somebody may still object on a day; until None: there is no result yet."""
    return until is not None and today <= until
