"""The life of a feedback case: which step may follow which, and what each step does to the two clocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dinhlang.domain.feedback.history import Step


class State(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"  # đã nhận
    CLASSIFIED = "classified"  # đã phân loại, thụ lý
    ASSIGNED = "assigned"  # đã giao
    IN_PROGRESS = "in_progress"  # đang xử lý
    NEEDS_INFO = "needs_info"  # chờ người gửi bổ sung
    AWAITING_APPROVAL = "awaiting_approval"  # chờ duyệt trả lời
    ANSWERED = "answered"  # đã trả lời
    CLOSED = "closed"  # đã khép lại
    REFUSED = "refused"  # không thụ lý


OPEN = frozenset(
    {State.RECEIVED, State.CLASSIFIED, State.ASSIGNED, State.IN_PROGRESS, State.NEEDS_INFO, State.AWAITING_APPROVAL}
)
AT_WORK = frozenset({State.CLASSIFIED, State.ASSIGNED, State.IN_PROGRESS})


class Event(StrEnum):
    """What can happen to a case; the record stores it as `feedback.<event>`."""

    RECEIVED = "received"
    CLASSIFIED = "classified"
    ASSIGNED = "assigned"
    STARTED = "started"
    PROGRESS_NOTED = "progress_noted"
    INFO_ASKED = "info_asked"
    INFO_GIVEN = "info_given"
    EXTENDED = "extended"
    TRANSFERRED = "transferred"
    ANSWER_DRAFTED = "answer_drafted"
    ANSWER_RETURNED = "answer_returned"
    ANSWERED = "answered"
    REFUSED = "refused"
    RATED = "rated"
    REOPENED = "reopened"
    CLOSED = "closed"
    PUBLISHED = "published"
    WITHHELD = "withheld"
    FOLLOWED_SUCCESSOR = "followed_successor"  # the unit was merged or split; the clock is kept
    ATTACHMENT_PROCESSED = "attachment_processed"
    PUBLICATION_ASKED = "publication_asked"  # the sender asks that withholding be decided again
    CONTACT_OPENED = "contact_opened"  # an official looked up how to reach the sender; the sender is told


class Clock(StrEnum):
    """The two clocks that every case runs, and the one that a sender may start."""

    INITIAL = "initial"  # thông báo kết quả xử lý ban đầu
    ANSWER = "answer"  # trả lời
    PUBLICATION = "publication"  # quyết định lại việc không công khai


@dataclass(frozen=True)
class Move:
    """A step: from which states, to which state (None keeps it), which clocks it meets."""

    sources: frozenset[State]
    target: State | None = None
    meets: frozenset[Clock] = frozenset()


INITIAL, BOTH = frozenset({Clock.INITIAL}), frozenset({Clock.INITIAL, Clock.ANSWER})
DECIDED = frozenset({Clock.PUBLICATION})
EVERY = frozenset(State)
MOVES: dict[Event, Move] = {
    Event.CLASSIFIED: Move(frozenset({State.RECEIVED}) | AT_WORK, State.CLASSIFIED, INITIAL),
    Event.ASSIGNED: Move(AT_WORK, State.ASSIGNED),
    Event.STARTED: Move(frozenset({State.ASSIGNED, State.CLASSIFIED}), State.IN_PROGRESS),
    Event.PROGRESS_NOTED: Move(frozenset({State.ASSIGNED, State.IN_PROGRESS}), State.IN_PROGRESS),
    Event.INFO_ASKED: Move(AT_WORK, State.NEEDS_INFO),
    Event.INFO_GIVEN: Move(frozenset({State.NEEDS_INFO}), State.IN_PROGRESS),
    Event.EXTENDED: Move(AT_WORK),
    Event.TRANSFERRED: Move(frozenset({State.RECEIVED, State.NEEDS_INFO}) | AT_WORK, State.RECEIVED, INITIAL),
    Event.ANSWER_DRAFTED: Move(AT_WORK, State.AWAITING_APPROVAL),
    Event.ANSWER_RETURNED: Move(frozenset({State.AWAITING_APPROVAL}), State.IN_PROGRESS),
    Event.ANSWERED: Move(AT_WORK | {State.AWAITING_APPROVAL}, State.ANSWERED, BOTH),
    Event.REFUSED: Move(frozenset({State.RECEIVED, State.NEEDS_INFO}) | AT_WORK, State.REFUSED, BOTH),
    Event.RATED: Move(frozenset({State.ANSWERED, State.CLOSED})),
    Event.REOPENED: Move(frozenset({State.ANSWERED, State.CLOSED, State.REFUSED}), State.IN_PROGRESS),
    Event.CLOSED: Move(frozenset({State.ANSWERED}), State.CLOSED),
    Event.PUBLISHED: Move(EVERY, meets=DECIDED),
    Event.WITHHELD: Move(EVERY, meets=DECIDED),
    Event.PUBLICATION_ASKED: Move(OPEN),
    Event.FOLLOWED_SUCCESSOR: Move(EVERY),
    Event.ATTACHMENT_PROCESSED: Move(EVERY),
    Event.CONTACT_OPENED: Move(EVERY),
}


class NotInThisStateError(Exception):
    """The step cannot follow the state the case is in."""

    def __init__(self, event: Event, state: State) -> None:
        super().__init__(f"{event} cannot follow {state}")
        self.event, self.state = event, state


def after(state: State, event: Event) -> State:
    """Return the state after a step; raises NotInThisStateError when the step cannot follow."""
    move = MOVES[event]
    if state not in move.sources:
        raise NotInThisStateError(event, state)
    return move.target or state


def possible(state: State) -> frozenset[Event]:
    """Return the steps that can follow a state."""
    return frozenset(event for event, move in MOVES.items() if state in move.sources)


def replay(steps: Iterable[Step]) -> State:
    """Return the state that a history of steps after receipt leads to."""
    state = State.RECEIVED
    for step in steps:
        state = after(state, Event(step.event))
    return state
