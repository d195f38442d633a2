"""What pages of reception are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from dinhlang.domain.reception.dialogue import Owed, Timing
from dinhlang.domain.reception.often import Stretch
from dinhlang.domain.reception.promises import Kept
from dinhlang.domain.reception.schedule import Receiving


@dataclass(frozen=True)
class HeadRow:
    """A post that receives people."""

    id: int
    unit_id: int
    unit: str
    title: str
    rule: str
    since: date
    is_demo: bool


@dataclass(frozen=True)
class MovedFrom:
    """The day that a day stands for: when it was, when people were told, why."""

    on: date
    told_on: date
    why: str


@dataclass(frozen=True)
class DayRow:
    """A day of reception with what became of it; booked and waiting: people with a place, people at the door."""

    id: int
    code: str
    head: HeadRow
    on: date
    begins: time
    ends: time
    place: str
    online_url: str
    posted_on: date
    posted_in_time: bool
    became: Receiving
    deputy: str
    why: str  # of the deputy, or of moving or cancelling
    called_off_on: date | None
    moved_to: str  # the code of the new day
    moved_to_on: date | None
    booked: int
    waiting: int
    received: int
    takes_bookings: bool
    moved_from: MovedFrom | None = None
    told_on: date | None = None  # when it was written down that people were received, where that was later


@dataclass(frozen=True)
class Visited:
    """How one head kept the duty: days by what became of them, stretches that fell short."""

    head: HeadRow
    became: Mapping[Receiving, int]
    posted_late: int
    stretches: tuple[Stretch, ...]
    received: int  # people's visits
    answered_in_time: int
    answered_late: int

    @property
    def short(self) -> tuple[Stretch, ...]:
        """Return the weeks or months in which the head received too seldom."""
        return tuple(one for one in self.stretches if one.is_short)


@dataclass(frozen=True)
class HeadView:
    """One head with the days of a year and what the post promises."""

    visited: Visited
    days: tuple[DayRow, ...]
    commitment: tuple[str, ...]
    committed_on: date | None


@dataclass(frozen=True)
class VisitView:
    """One visit, as its unit and its sender see it. due_on: by when the answer is owed."""

    id: int
    number: int
    topic: str
    people: int
    speakers: tuple[int, int]
    is_online: bool
    stage: str
    received_at: datetime | None
    minutes: str
    outcome: str
    outcome_words: str
    answered_at: datetime | None
    due_on: date | None
    is_late: bool
    case_number: str
    ahead: int  # who waits before
    door_code: str = ""  # for the slip of somebody who came without booking


@dataclass(frozen=True)
class Unanswered:
    """A visit that was received and waits for its answer. due_on None: told to wait longer."""

    day: str
    head: str
    number: int
    received_on: date
    due_on: date | None
    is_late: bool


@dataclass(frozen=True)
class QuestionView:
    """A question; its words only where they are shown. merged: numbers of those that it took in."""

    number: int
    text: str
    is_shown: bool
    withheld_why: str
    people: int
    answer: str
    answered_by: str
    merged: tuple[int, ...]


@dataclass(frozen=True)
class PromiseView:
    """A promise and how it stands today."""

    id: int
    code: str
    dialogue: str
    question: int | None
    text: str
    owner_id: int
    owner: str
    owner_post: str
    made_on: date
    due_on: date
    kept: Kept
    kept_on: date | None
    shown: str
    broken_why: str
    is_demo: bool


@dataclass(frozen=True)
class DialogueRow:
    """A dialogue in a list."""

    id: int
    code: str
    unit_id: int
    unit: str
    topic: str
    on: date
    begins: time
    place: str
    online_url: str
    is_on_request: bool
    announced_on: date
    held_on: date | None
    attended: int | None
    published_on: date | None
    timing: Timing
    moved_from: date | None
    called_off_on: date | None
    changed_why: str
    is_demo: bool


@dataclass(frozen=True)
class DialogueView:
    """A dialogue with its questions, those of many first, and its promises."""

    row: DialogueRow
    summary: str
    questions: tuple[QuestionView, ...]
    promises: tuple[PromiseView, ...]


@dataclass(frozen=True)
class Asking:
    """How many voters of a commune ask for a dialogue today, and what is owed this year."""

    unit_id: int
    unit: str
    asking: int
    voters: int
    is_enough: bool
    owed: Owed
