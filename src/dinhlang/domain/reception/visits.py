"""A visit: from booking to the answer that the visitor must get within ten working days."""

from enum import StrEnum


class Stage(StrEnum):
    """Where one visit stands."""

    BOOKED = "booked"
    WAITING = "waiting"  # came, holds a place in the queue
    RECEIVED = "received"  # talked with; what was said is in the minutes
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What the visitor was told (Law 42/2013, Art. 28)."""

    ACCEPTED = "accepted"
    MORE_TIME = "more_time"
    REFUSED = "refused"
    TRANSFERRED = "transferred"


NEXT = {
    Stage.BOOKED: frozenset({Stage.WAITING, Stage.ABSENT, Stage.WITHDRAWN}),
    Stage.WAITING: frozenset({Stage.RECEIVED, Stage.ABSENT, Stage.WITHDRAWN}),
    Stage.RECEIVED: frozenset[Stage](),
    Stage.ABSENT: frozenset({Stage.WAITING}),  # came late, still the same day
    Stage.WITHDRAWN: frozenset[Stage](),
}


def may_become(now: Stage, then: Stage) -> bool:
    """Tell whether a visit can go from one stage to another."""
    return then in NEXT[now]
