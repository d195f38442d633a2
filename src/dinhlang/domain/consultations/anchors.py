"""A draft as blocks with anchors that stay: article, clause, point; an opinion can say which passage it is about."""

import re
from collections import Counter
from dataclasses import dataclass

ARTICLE = re.compile(r"điều\s+(\d+[a-zđ]?)\s*(?:[.:]|$)", re.IGNORECASE)
CLAUSE = re.compile(r"(\d+)\s*[.)]\s+\S")
POINT = re.compile(r"([a-zđ])\s*\)\s*\S", re.IGNORECASE)
PARAGRAPH = "doan"


@dataclass(frozen=True)
class Block:
    """One passage. anchor: "dieu-5.khoan-1.diem-a" or "doan-2"; label: as people say it, "Điều 5 khoản 1 điểm a"."""

    anchor: str
    label: str
    text: str


@dataclass
class _Place:
    """Where the reading stands."""

    article: str = ""
    clause: str = ""
    paragraphs: int = 0


def blocks(text: str) -> tuple[Block, ...]:
    """Return the passages of a pasted draft: a line each; lines that begin none of these are paragraphs."""
    place, seen = _Place(), Counter[str]()
    found = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        anchor, label = _named(line, place)
        seen[anchor] += 1
        if seen[anchor] > 1:  # numbered twice, as attachments are: the second keeps a name of its own
            anchor = f"{anchor}-{seen[anchor]}"
        found.append(Block(anchor, label, line))
    return tuple(found)


def _named(line: str, place: _Place) -> tuple[str, str]:
    if article := ARTICLE.match(line):
        place.article, place.clause = article[1].lower(), ""
        return f"dieu-{place.article}", f"Điều {place.article}"
    if place.article and (clause := CLAUSE.match(line)):
        place.clause = clause[1]
        return f"dieu-{place.article}.khoan-{place.clause}", f"Điều {place.article} khoản {place.clause}"
    if place.article and (point := POINT.match(line)):
        letter = point[1].lower()
        if not place.clause:
            return f"dieu-{place.article}.diem-{letter}", f"Điều {place.article} điểm {letter}"
        return (
            f"dieu-{place.article}.khoan-{place.clause}.diem-{letter}",
            f"Điều {place.article} khoản {place.clause} điểm {letter}",
        )
    place.paragraphs += 1
    return f"{PARAGRAPH}-{place.paragraphs}", f"Đoạn {place.paragraphs}"


NAMES = {"dieu": "Điều", "khoan": "khoản", "diem": "điểm", PARAGRAPH: "Đoạn"}


def said(anchor: str) -> str:
    """Return an anchor as people say it: "dieu-5.khoan-1" → "Điều 5 khoản 1"; "" for none."""
    parts = (one.partition("-") for one in anchor.split(".") if one)
    return " ".join(f"{NAMES.get(name, name)} {number}" for name, _dash, number in parts)


@dataclass(frozen=True)
class Change:
    """One passage in two versions; "" where a version has it not."""

    anchor: str
    label: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        """Tell whether the two versions differ here."""
        return self.before != self.after


def compared(before: tuple[Block, ...], after: tuple[Block, ...]) -> tuple[Change, ...]:
    """Return two versions side by side, in the order of the later one, what was dropped at its end."""
    old = {one.anchor: one for one in before}
    kept = [Change(one.anchor, one.label, old[one.anchor].text if one.anchor in old else "", one.text) for one in after]
    names = {one.anchor for one in after}
    return (*kept, *(Change(one.anchor, one.label, one.text, "") for one in before if one.anchor not in names))
