"""A duty with everything that became of it, as an import or a demonstration tells it in one piece."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dinhlang.domain.disclosure.due import Event
from dinhlang.domain.disclosure.evidence import Shown


@dataclass(frozen=True)
class PastCorrection:
    """When a second version came, since when its content was other, and why."""

    on: date
    changed_on: date
    reason: str


@dataclass(frozen=True)
class PastPublication:
    """What was made public, and where it was shown. answers: changes, affects, costs, timing, objections."""

    on: date
    answers: tuple[str, str, str, str, str]
    shown: tuple[Shown, ...]
    blocks: tuple[Mapping[str, Any], ...] = ()
    covers: str = ""
    confirmed_by: str = "ảnh"
    correction: PastCorrection | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""


@dataclass(frozen=True)
class Past:
    """What happened in a unit (by its code), and what it made public because of it."""

    unit: str
    event: Event
    responsible: str = ""
    publication: PastPublication | None = None

    @property
    def name(self) -> str:
        """Return how a refusal names it."""
        return f"{self.unit} {self.event.duty} {self.event.happened_on.isoformat()} {self.event.title}".strip()
