"""One dated provision as data: what must be done, by whom, by when, with how many."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from dinhlang.domain.dates.due import Direction
from dinhlang.domain.dates.periods import CalendarDays, Period
from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.act import Act
from dinhlang.domain.law.citation import Citation, said_together
from dinhlang.domain.law.threshold import Threshold


class Confidence(StrEnum):
    """How sure the research is of a row, for use today."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Deadline:
    """The term a provision sets.

    event: the code of what starts it. is_default: it applies where the sector's own law is silent. variants: other
    terms of the same provision ("complex", "remote").
    """

    period: Period
    event: str
    direction: Direction = Direction.AFTER
    is_default: bool = False
    extension: Period | None = None
    what: str = ""
    variants: Mapping[str, Period] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@dataclass(frozen=True)
class Rule:
    """One dated row of the rulebook. details: everything else the provision says, by name."""

    id: str
    title: Words
    citations: tuple[Citation, ...]
    valid_from: date
    valid_to: date | None  # the last day in force
    version: str
    kind: str
    scope: str
    who: str
    forms: tuple[str, ...]
    deadline: Deadline | None
    min_duration: CalendarDays | None
    threshold: Threshold | None
    quorum: Threshold | None
    confidence: Confidence
    overlay: bool  # a province or commune may set a number here
    overlays: str  # the id of the rule whose number this local row sets
    article_note: str
    note: str
    remark: Words | None  # what readers should know of this row: what changed, what is still to be verified
    details: Mapping[str, Any] = field(hash=False)

    @property
    def act(self) -> Act:
        """Return the act of the main citation."""
        return self.citations[0].act

    @property
    def citation(self) -> Words:
        """Return where the provision stands, in words."""
        return said_together(self.citations)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the sources of the research."""
        return self.act.sources

    @property
    def known_since(self) -> date:
        """Return the day since which the row was passed: that of the last of its acts, at the latest its first day."""
        passed = [one.act.known_since for one in self.citations if one.act.known_since <= self.valid_from]
        return max(passed, default=self.valid_from)

    def in_force(self, on: date) -> bool:
        """Tell whether the row applies on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
