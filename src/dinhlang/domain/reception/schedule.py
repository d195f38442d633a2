"""Reception of citizens: when it is announced, when the answer is due, who received (Law 42/2013)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.law.rulebook import Rulebook

POSTING, TRIAGE = "FB-TCD-24", "FB-TCD-28"


class Receiving(StrEnum):
    """What became of one day of the schedule."""

    PLANNED = "planned"
    HELD = "held"  # by the head
    BY_DEPUTY = "by_deputy"
    MOVED = "moved"  # told in time, with another day
    MISSED = "missed"  # nobody received, nobody was told


@dataclass(frozen=True)
class Day:
    """One day on which a head receives."""

    on: date
    posted_on: date | None = None
    held_on: date | None = None
    deputy: bool = False
    moved_to: date | None = None
    moved_told_on: date | None = None  # of moving or of cancelling


def posted_by(on: date, book: Rulebook, calendar: Calendar) -> date:
    """Return the last day on which a day of reception may be posted."""
    return book.due(POSTING, _moment(on), calendar).due_on


def is_posted_in_time(day: Day, book: Rulebook, calendar: Calendar) -> bool:
    """Tell whether the day stood on the board and the web early enough."""
    return day.posted_on is not None and day.posted_on <= posted_by(day.on, book, calendar)


def triage_due(received_on: date, book: Rulebook, calendar: Calendar) -> date:
    """Return by when a person who was received must know: accepted, more time, refused or passed on."""
    return book.due(TRIAGE, _moment(received_on), calendar).due_on


def is_open(on: date, ends: time, at: datetime) -> bool:
    """Tell whether a place on a day can still be booked: until its last hour ends. at: in the time of the province."""
    return (at.date(), at.time()) < (on, ends)


def became(day: Day, *, today: date) -> Receiving:
    """Return what became of a day of the schedule."""
    if day.held_on is not None:
        return Receiving.BY_DEPUTY if day.deputy else Receiving.HELD
    if day.moved_told_on is not None:  # cancelled, or told on the day itself: missed from that moment
        return Receiving.MOVED if day.moved_to is not None and day.moved_told_on < day.on else Receiving.MISSED
    return Receiving.PLANNED if today <= day.on else Receiving.MISSED


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)
