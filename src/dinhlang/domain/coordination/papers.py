"""An official paper as plain values: what it says and whose layout it follows; renderers turn it into .docx and .pdf.

The layout follows the issuer, not the content: Decree 30/2020/NĐ-CP for State bodies, Guidance 36-HD/VPTW (2018) for
Party bodies; a joint report of a Party commission and a State caucus is a Party document.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from dinhlang.domain.coordination.documents import Side

BLANK = "…"
ENOUGH_LINES, ENOUGH_LETTERS = 4, 240  # enough text above the boxes; more would leave the page before half empty


@dataclass(frozen=True)
class ListTable:
    """The list behind a number: its name, the day it was counted, headings and rows of plain text.

    `widths`: of the columns, in millimetres of the 165 of a page; empty: all equal.
    """

    name: str
    counted_on: date
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `lists` are the places (from 1) of the lists its numbers come from."""

    text: str
    lists: tuple[int, ...] = ()
    is_item: bool = False


@dataclass(frozen=True)
class Picture:
    """A picture (SVG) with what it shows in words, for those who cannot see it, and a line below it."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True)
class Section:
    """A numbered part of the paper; its picture stands below its paragraphs."""

    heading: str
    paragraphs: tuple[Paragraph, ...]
    picture: Picture | None = None


@dataclass(frozen=True)
class Paper:
    """A report, plan or notice; before it is signed number, date and signature stay empty for those who sign."""

    side: Side
    superior: str  # the body above, "" where there is none
    issuers: tuple[str, ...]
    symbol_tail: str  # "BC/BDVTU-BCSĐUBND": the number before it is given when it is signed
    place: str
    kind: str  # "BÁO CÁO"
    subject: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    recipients: tuple[str, ...]
    signers: tuple[str, ...]  # over each box, in lines
    lists: tuple[ListTable, ...] = ()
    dated: date | None = None
    number: str = ""  # "": a blank, the number is given when it is signed
    mark: str = ""  # "SỐ LIỆU MINH HỌA" on every page of a demonstration
    language: str = "vi"

    @property
    def symbol(self) -> str:
        """Return the number line, a blank for a number not given yet: Số …-BC/BDVTU or Số: …/BC-UBND."""
        number = self.number or BLANK
        return f"Số {number}-{self.symbol_tail}" if self.side is Side.PARTY else f"Số: {number}/{self.symbol_tail}"

    @property
    def place_and_date(self) -> str:
        """Return the place with the date, or with blanks to be filled by hand."""
        if self.dated is None:
            return f"{self.place}, ngày {BLANK} tháng {BLANK} năm {BLANK}"
        return f"{self.place}, ngày {two_digits(self.dated.day)} tháng {month(self.dated.month)} năm {self.dated.year}"


def two_digits(day: int) -> str:
    """Return a day with a leading zero below ten, as the decree asks."""
    return f"{day:02d}"


def month(number: int) -> str:
    """Return a month; the decree asks a leading zero for January and February only."""
    return f"{number:02d}" if number <= 2 else str(number)


def referring(paragraph: Paragraph) -> str:
    """Return a paragraph with the lists its numbers come from."""
    if not paragraph.lists:
        return paragraph.text
    named = ", ".join(str(place) for place in paragraph.lists)
    return f"{paragraph.text} (Danh sách {named})"


def kept_with_signers(paper: Paper) -> tuple[int, ...]:
    """Return for each section how many paragraphs at its end stand on one page with the boxes of who signs.

    The last paragraph always; before it, also of the sections above, until it is enough text. Boxes alone on a
    page, or below a line or two, belong to no text that anybody could check.
    """
    kept, lines, letters = [0] * len(paper.sections), 0, 0
    for place in reversed(range(len(kept))):
        section = paper.sections[place]
        for one in () if section.picture and lines else reversed(section.paragraphs):
            if lines >= ENOUGH_LINES or letters >= ENOUGH_LETTERS:
                return tuple(kept)
            lines, letters = lines + 1, letters + len(one.text)
            kept[place] += 1
        if section.picture:
            break
    return tuple(kept)


def to_plain(paper: Paper) -> dict[str, Any]:
    """Return the paper as what JSON can carry to the process that writes it."""
    plain: dict[str, Any] = json_ready(asdict(paper))
    return plain


def json_ready(value: Any) -> Any:
    """Return dates as ISO text, everything else as it is."""
    if isinstance(value, dict):
        return {key: json_ready(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [json_ready(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def from_plain(raw: Mapping[str, Any]) -> Paper:
    """Return the paper that to_plain() made plain."""
    sections = tuple(
        Section(
            one["heading"],
            tuple(Paragraph(p["text"], tuple(p["lists"]), p["is_item"]) for p in one["paragraphs"]),
            Picture(**one["picture"]) if one["picture"] else None,
        )
        for one in raw["sections"]
    )
    lists = tuple(
        ListTable(
            one["name"], date.fromisoformat(one["counted_on"]), tuple(one["headings"]),
            tuple(tuple(row) for row in one["rows"]), tuple(one["widths"]),
        )
        for one in raw["lists"]
    )  # fmt: skip
    texts: dict[str, Any] = {name: tuple(raw[name]) for name in ("issuers", "opening", "recipients", "signers")}
    dated = date.fromisoformat(raw["dated"]) if raw["dated"] else None
    same: dict[str, Any] = {
        name: raw[name]
        for name in ("superior", "symbol_tail", "place", "kind", "subject", "number", "mark", "language")
    }
    return Paper(side=Side(raw["side"]), sections=sections, lists=lists, dated=dated, **texts, **same)
