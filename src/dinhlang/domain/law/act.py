"""An act of law over time: passed, in force, amended, ended, and where it rules."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dinhlang.domain.dates.words import Words

EVERYWHERE = Words("cả nước", "the whole country")
NO_ADDRESS = re.compile(r"[^a-z0-9]+")


class Standing(StrEnum):
    """Where an act or a row of it stands on a day."""

    PASSED = "passed"  # đã thông qua, chưa có hiệu lực
    IN_FORCE = "in_force"
    AMENDED = "amended"  # in force as changed since
    ENDED = "ended"


class Level(StrEnum):
    """Whose act it is: only local ones may set numbers over the law's."""

    COUNTRY = "country"
    PROVINCE = "province"
    COMMUNE = "commune"


@dataclass(frozen=True)
class Place:
    """Where a local act rules: the code of the unit, and its name."""

    level: Level
    code: str = ""
    name: Words = EVERYWHERE


@dataclass(frozen=True)
class Change:
    """One change of an act by a later one."""

    on: date
    by: str  # số hiệu of the act that changes it
    what: Words
    confidence: str


COUNTRY = Place(Level.COUNTRY)


@dataclass(frozen=True)
class Act:
    """A law, decree, circular or local regulation."""

    code: str  # the short form used in references, "L10"
    number: str  # số hiệu
    name: Words
    in_force: date
    in_force_confidence: str
    sources: tuple[str, ...]
    passed: date | None = None  # None: our sources do not tell the day
    seen: date | None = None  # where that day is not known: when the research saw the act
    ended: date | None = None  # the last day in force
    ended_by: str = ""
    changes: tuple[Change, ...] = ()
    open_points: tuple[Words, ...] = ()  # to be verified before anybody relies on it
    place: Place = COUNTRY
    note: str = ""
    illustrative: bool = False  # invented for a demonstration

    @property
    def words(self) -> Words:
        """Return name and number."""
        return Words(f"{self.name.vi} ({self.number})", f"{self.name.en} ({self.number})")

    @property
    def slug(self) -> str:
        """Return the act's part of an address: the number without marks, "10-2022-qh15"."""
        return address_part(self.number)

    @property
    def is_local(self) -> bool:
        """Tell whether the act is of a province or commune."""
        return self.place.level is not Level.COUNTRY

    @property
    def known_since(self) -> date:
        """Return the day of passing; where it is not known, when the act was seen or came into force."""
        return self.passed or self.seen or self.in_force

    def changes_until(self, on: date) -> tuple[Change, ...]:
        """Return the changes that count on a day, oldest first."""
        return tuple(sorted((one for one in self.changes if one.on <= on), key=lambda one: one.on))

    def standing(self, on: date) -> Standing | None:
        """Return where the act stands on a day; None before it was passed."""
        if on < self.known_since:
            return None
        if on < self.in_force:
            return Standing.PASSED
        if self.ended is not None and on > self.ended:
            return Standing.ENDED
        return Standing.AMENDED if self.changes_until(on) else Standing.IN_FORCE


def address_part(text: str) -> str:
    """Return a text as a part of an address: no marks, small letters, single hyphens; "đ" is "d"."""
    return NO_ADDRESS.sub("-", folded(text)).strip("-")


def folded(text: str) -> str:
    """Return a text without Vietnamese marks and in small letters."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(one for one in plain if not unicodedata.combining(one))
