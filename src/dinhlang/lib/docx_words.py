"""What a reader of a .docx sees that its paragraphs do not hold: the numbers of lists, and what was put in by tracking.

Most drafts number their articles, clauses and points by the machine: the number stands in no text, only in the rules of
the list. Without it nobody could say which clause an opinion is about. Used in a process of its own only.
"""

from collections import Counter
from typing import Any

from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.table import _Row
from docx.text.paragraph import Paragraph

SEEN_RUNS = ".//w:r[not(ancestor::w:moveFrom or ancestor::w:txbxContent)]"
MOST_LEVELS, LETTERS = 9, 26
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def words_of(paragraph: Paragraph) -> str:
    """Return the text of a paragraph, also what stands in it as a tracked insertion; what was deleted is gone."""
    return "".join(one.text for one in paragraph._p.xpath(SEEN_RUNS))  # noqa: SLF001 - python-docx offers no such text


def cells_of(row: _Row) -> list[str]:
    """Return the texts of a row; a cell that reaches over several columns says its words once."""
    texts: list[str] = []
    last = None
    for cell in row.cells:
        said = "" if cell._tc is last else "\n".join(words_of(one) for one in cell.paragraphs)  # noqa: SLF001
        last = cell._tc  # noqa: SLF001 - the only sign that two columns are one cell
        texts.append(said)
    return texts


class Numbers:
    """The numbers of the lists of a document, counted as its paragraphs are read in order."""

    def __init__(self, document: DocumentType) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, Counter[int]] = {}
        self._begun: set[str] = set()
        try:
            part = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
        except KeyError:
            return
        root = parse_xml(part.blob)
        for one in root.findall(qn("w:abstractNum")):
            rows = {int(level.get(qn("w:ilvl"))): level for level in one.findall(qn("w:lvl"))}
            self._levels[one.get(qn("w:abstractNumId"))] = rows
        for one in root.findall(qn("w:num")):
            starts = {
                int(each.get(qn("w:ilvl"))): int(_value(each, "w:startOverride", "1"))
                for each in one.findall(qn("w:lvlOverride"))
            }
            self._lists[one.get(qn("w:numId"))] = (_value(one, "w:abstractNumId", ""), starts)

    def before(self, paragraph: Paragraph) -> str:
        """Return the number that stands before a paragraph as a reader sees it: "Điều 1.", "a)"; "" for none."""
        number, style = _numbering(paragraph)
        found = self._lists.get(_value(number, "w:numId", "")) if number is not None else None
        levels = self._levels.get(found[0], {}) if found else {}
        if found is None or not levels:
            return ""
        level = _level(number, levels, style)
        if level not in levels:
            return ""
        counts = self._counted(found[0], found[1], _value(number, "w:numId", ""), level)
        if _value(levels[level], "w:numFmt", "decimal") == "bullet":
            return "-"
        said = _value(levels[level], "w:lvlText", "")
        for place in range(min(level + 1, MOST_LEVELS)):
            if place in levels:
                form = _value(levels[place], "w:numFmt", "decimal")
                said = said.replace(f"%{place + 1}", written(max(counts[place], 1), form))
        return said.strip()

    def _counted(self, kind: str, starts: dict[int, int], list_id: str, level: int) -> Counter[int]:
        """Count one more on a level; the levels below begin again, and so does a list that says where it begins."""
        counts = self._counts.setdefault(kind, Counter())
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place, start in starts.items():
                counts[place] = start - 1
        first = int(_value(self._levels[kind][level], "w:start", "1"))
        counts[level] = counts[level] + 1 if level in counts else first
        for place in [one for one in counts if one > level]:
            del counts[place]
        return counts


def written(number: int, form: str) -> str:
    """Return a number as a list writes it: 3, "c", "C", "iii" or "III"."""
    if form in ("lowerLetter", "upperLetter"):
        repeated, place = divmod(number - 1, LETTERS)
        made = chr(ord("a") + place) * (repeated + 1)
    elif form in ("lowerRoman", "upperRoman"):
        made, left = "", number
        for worth, sign in ROMAN:
            made += sign * (left // worth)
            left %= worth
    else:
        return "" if form == "none" else str(number)
    return made.upper() if form.startswith("upper") else made


def _numbering(paragraph: Paragraph) -> tuple[Any, str]:
    """Return the rule of the list of a paragraph, its own or of its style, and the style that gives it ("" for own)."""
    own = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}")  # noqa: SLF001 - python-docx offers no lists
    if own is not None:
        return own, ""
    style = paragraph.style
    while style is not None:
        found = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is not None:
            return found, style.style_id
        style = style.base_style
    return None, ""


def _level(number: Any, levels: dict[int, Any], style: str) -> int:
    for place, one in levels.items() if style else ():
        if _value(one, "w:pStyle", "") == style:
            return place
    return int(_value(number, "w:ilvl", "0"))


def _value(element: Any, name: str, otherwise: str) -> str:
    """Return what a setting below an element says."""
    found = element.find(qn(name))
    return str(found.get(qn("w:val"), otherwise)) if found is not None else otherwise
