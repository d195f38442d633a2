"""Until when something has to be public: the provision that sets the term, or where it is silent the local row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.dates.due import VIETNAM, DueResult
from dinhlang.domain.dates.explanation import explanation
from dinhlang.domain.dates.words import Words
from dinhlang.domain.disclosure.duties import SOON_RULE
from dinhlang.domain.law.rule import Confidence, Rule
from dinhlang.domain.law.rulebook import NotInForceError, Rulebook


@dataclass(frozen=True)
class Term:
    """A term with its ground; due_on None: neither the law nor a local row sets one. steps: the count, day by day."""

    rule: Rule  # what must be made public
    sets: Rule | None  # the row whose number counts: the same one, or the local row where the law is silent
    started_on: date
    due_on: date | None
    soon_from: date | None
    steps_vi: tuple[str, ...] = ()
    steps_en: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Tell whether the number is marked as still to be verified."""
        return self.sets is not None and self.sets.confidence is Confidence.UNSURE

    @property
    def citation(self) -> Words:
        """Return where the term stands; the provision itself where it has none."""
        return (self.sets or self.rule).citation


def term_of(
    rule_id: str, happened_on: date, book: Rulebook, calendar: Calendar, places: Sequence[str] = ()
) -> Term:  # fmt: skip
    """Return the term that an event of a day starts under a provision; raises the LawErrors of the rulebook.

    places: the codes of the commune and the province of the unit; the nearest row that sets a term counts.
    """
    rule = book.rule(rule_id, on=happened_on)
    nearest = book.setting(rule_id, on=happened_on, places=places)
    sets = nearest if nearest.deadline is not None else None
    if sets is None:
        return Term(rule, None, happened_on, None, None)
    counted = book.due(sets.id, midnight(happened_on), calendar)
    told = (tuple(explanation(counted, language)) for language in ("vi", "en"))
    return Term(rule, sets, happened_on, counted.due_on, _soon(counted, book, calendar), *told)


def midnight(day: date) -> datetime:
    """Return the first moment of a day here."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)


def _soon(counted: DueResult, book: Rulebook, calendar: Calendar) -> date | None:
    """Return the day from which a term presses, by the row of the platform."""
    try:
        return book.due(SOON_RULE, midnight(counted.due_on), calendar, on=counted.due_on).due_on
    except NotInForceError:
        return None
