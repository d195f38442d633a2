"""Where a provision stands: act, article, clause, point; written short ("L10 11.1; 12.3") and said in full."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.act import Act, address_part

REFERENCE = re.compile(r"(?P<article>\d+(?:-\d+)?)(?:\.(?P<clause>\d+(?:-\d+)?)(?:\.(?P<point>[a-zđ]))?)?")


class CitationError(ValueError):
    """A reference that cannot be read or names an unknown act."""


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

    @property
    def anchor(self) -> str:
        """Return the stable name of the place on the page of its act, "dieu-40-khoan-1-diem-c"; "" for a whole act."""
        parts = (("dieu", self.article), ("khoan", self.clause), ("diem", self.point.replace("đ", "dd")))
        return "-".join(f"{word}-{address_part(value)}" for word, value in parts if value)

    @property
    def order(self) -> tuple[int, int, str]:
        """Return where the place stands in its act."""
        return _first(self.article), _first(self.clause), self.point


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


def _first(part: str) -> int:
    return int(part.partition("-")[0] or 0)


def _range(part: str) -> str:
    return part.replace("-", "–")
