"""Dialogue of the People's Committee with the people: when it is owed, announced, reported (Law 72/2025, Art. 43)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.law.rulebook import Rulebook

YEARLY, ON_REQUEST, NOTICE, RESULT = "INS-32-DIALOGUE", "INS-L72-43-ASK", "INS-L72-43-NOTICE", "INS-L72-43-RESULT"


class Owed(StrEnum):
    """Why a dialogue is owed, or that none is."""

    HELD = "held"
    THIS_YEAR = "this_year"  # none held yet, the year still runs
    MISSED = "missed"  # the year ended without one
    ON_REQUEST = "on_request"  # enough voters ask, none held since


@dataclass(frozen=True)
class Timing:
    """Whether notice and result of one dialogue kept their days; None: not due yet."""

    announce_by: date
    announced_in_time: bool | None
    publish_by: date
    published_in_time: bool | None


def enough_ask(asking: int, voters: int, book: Rulebook, *, on: date) -> bool:
    """Tell whether so many voters ask that a dialogue is owed."""
    return book.threshold(ON_REQUEST, on=on).passes(asking, voters)


def still_counted(asked_on: Collection[date], *, since: date | None, expiry_days: int, today: date) -> int:
    """Return how many requests count: younger than the local term, made since the last dialogue."""
    return sum(
        1 for day in asked_on if (today - day).days <= expiry_days and (since is None or day > since) and day <= today
    )


def owed(
    held_on: Collection[date], year: int, *, asking: int, voters: int, book: Rulebook, today: date
) -> Owed:  # fmt: skip
    """Return whether a commune owes its people a dialogue in a year, as of a day."""
    if voters > 0 and today.year == year and enough_ask(asking, voters, book, on=today):
        return Owed.ON_REQUEST
    if any(day.year == year and day <= today for day in held_on):
        return Owed.HELD
    return Owed.THIS_YEAR if today.year <= year else Owed.MISSED


def timing(
    held_on: date,
    *,
    announced_on: date | None,
    published_on: date | None,
    book: Rulebook,
    calendar: Calendar,
    today: date,
) -> Timing:
    """Return by when one dialogue had to be announced and its result published, and whether it was."""
    start = datetime.combine(held_on, time(), VIETNAM)
    notice, result = book.due(NOTICE, start, calendar).due_on, book.due(RESULT, start, calendar).due_on
    return Timing(notice, _kept(announced_on, notice, today), result, _kept(published_on, result, today))


def _kept(done_on: date | None, by: date, today: date) -> bool | None:
    if done_on is not None:
        return done_on <= by
    return False if today > by else None
