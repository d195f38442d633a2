"""Where a provision stands: act, article, clause, point; written short ("L10 11.1; 12.3") and said in full."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from dinhlang.domain.dates.words import Words

REFERENCE = re.compile(r"(?P<article>\d+(?:-\d+)?)(?:\.(?P<clause>\d+(?:-\d+)?)(?:\.(?P<point>[a-zđ]))?)?")


class CitationError(ValueError):
    """A reference that cannot be read or names an unknown act."""


@dataclass(frozen=True)
class Act:
    """A law, decree, circular or local regulation."""

    code: str  # the short form used in references, "L10"
    number: str  # số hiệu
    name: Words
    in_force: date
    in_force_confidence: str
    sources: tuple[str, ...]
    note: str = ""
    illustrative: bool = False  # invented for a demonstration

    @property
    def words(self) -> Words:
        """Return name and number."""
        return Words(f"{self.name.vi} ({self.number})", f"{self.name.en} ({self.number})")


@dataclass(frozen=True)
class Citation:
    """One place in an act; article and clause may be a range ("46-48"). An empty article cites the whole act."""

    act: Act
    article: str = ""
    clause: str = ""
    point: str = ""

    @property
    def place(self) -> Words:
        """Return article, clause and point without the act; empty for a whole act."""
        if not self.article:
            return Words("", "")
        vietnamese = f"Điều {_range(self.article)}"
        if self.clause:
            vietnamese = f"khoản {_range(self.clause)} {vietnamese}"
        if self.point:
            vietnamese = f"điểm {self.point} {vietnamese}"
        english = ".".join(_range(part) for part in (self.article, self.clause, self.point) if part)
        return Words(vietnamese, f"Art. {english}")


def parse_citations(text: str, acts: Mapping[str, Act]) -> tuple[Citation, ...]:
    """Return the citations of a short form; parts without an act keep the act before; raises CitationError."""
    found: list[Citation] = []
    act: Act | None = None
    for part in text.split(";"):
        code, _, places = part.strip().partition(" ")
        if code in acts:
            act = acts[code]
        else:
            places = part
        if act is None:
            raise CitationError(f"{text!r} does not begin with a known act")
        found += [_place(act, place.strip(), text) for place in places.split(",")]
    return tuple(found)


def said_together(citations: tuple[Citation, ...]) -> Words:
    """Return the citations in words, the act named once for all its articles."""
    vietnamese, english = [], []
    for act, group in groupby(citations, key=lambda one: one.act):
        places = [one.place for one in group if one.article]
        vietnamese.append(" ".join(filter(None, (", ".join(one.vi for one in places), act.words.vi))))
        english.append(", ".join(filter(None, (act.words.en, ", ".join(one.en for one in places)))))
    return Words("; ".join(vietnamese), "; ".join(english))


def _place(act: Act, place: str, text: str) -> Citation:
    if not place:
        return Citation(act)
    read = REFERENCE.fullmatch(place)
    if read is None:
        raise CitationError(f"{place!r} in {text!r} is not an article, clause and point")
    return Citation(act, read["article"], read["clause"] or "", read["point"] or "")


def _range(part: str) -> str:
    return part.replace("-", "–")
