"""A draft numbered by the machine, with merged cells and tracked insertions, is read as a reader sees it."""

import io

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from dinhlang.domain.consultations.anchors import blocks
from dinhlang.lib.docx_words import written
from dinhlang.lib.paper_words import blocks_of

LEVELS = (("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "•"))


def numbered(lines: list[tuple[int, str]], *, restart_at: int = -1) -> DocumentType:
    """Return a document whose lines are numbered on levels of one list, as word processors do."""
    document = Document()
    rows = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(LEVELS)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{rows}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/>{again}</w:num>'))
    for place, (level, text) in enumerate(lines):
        line = document.add_paragraph(text)
        numbers = parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
            f'<w:numId w:val="{91 if 0 <= restart_at <= place else 90}"/></w:numPr>'
        )
        line._p.get_or_add_pPr().append(numbers)
    return document


def texts(document: DocumentType) -> list[str]:
    target = io.BytesIO()
    document.save(target)
    return [one["text"] for one in blocks_of("docx", target.getvalue()) if one["kind"] == "text"]


def test_articles_clauses_and_points_numbered_by_the_machine_are_read_with_their_numbers() -> None:
    lines = [(0, "Thu gom"), (1, "Ba buổi"), (1, "Không thu"), (2, "Hộ nghèo"), (2, "Hộ neo đơn"), (3, "một ý"),
             (0, "Mức thu"), (1, "30.000 đồng")]  # fmt: skip
    read = texts(numbered(lines))
    assert read == ["Điều 1. Thu gom", "1. Ba buổi", "2. Không thu", "a) Hộ nghèo", "b) Hộ neo đơn", "- một ý",
                    "Điều 2. Mức thu", "1. 30.000 đồng"]  # fmt: skip
    anchors = [one.anchor for one in blocks("\n".join(read))]
    assert anchors[3:5] == ["dieu-1.khoan-2.diem-a", "dieu-1.khoan-2.diem-b"]
    assert anchors[6:] == ["dieu-2", "dieu-2.khoan-1"]


def test_a_list_that_begins_again_counts_from_its_beginning() -> None:
    assert texts(numbered([(0, "A"), (0, "B"), (0, "C")], restart_at=2)) == ["Điều 1. A", "Điều 2. B", "Điều 1. C"]


def test_a_style_can_number_and_an_empty_line_says_nothing() -> None:
    document = Document()
    for text in ("Một", "", "Hai"):
        document.add_paragraph(text, style="List Number")
    read = texts(document)
    assert read[0] == "1. Một"
    assert read[-1].endswith("Hai")


def test_what_was_put_in_by_tracking_is_read_and_what_was_moved_away_is_not() -> None:
    document = Document()
    line = document.add_paragraph("Mức thu ")
    for name, text in (("w:ins", "20.000 đồng"), ("w:moveFrom", "30.000 đồng")):
        holder = OxmlElement(name)
        run = line.add_run(text)._r
        run.getparent().remove(run)
        holder.append(run)
        line._p.append(holder)
    assert texts(document) == ["Mức thu 20.000 đồng"]


def test_a_merged_cell_says_its_words_once() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Mức thu mỗi tháng"
    for cell, text in zip(table.rows[1].cells, ("Hộ", "Cơ sở", "Chợ"), strict=True):
        cell.text = text
    target = io.BytesIO()
    document.save(target)
    (found,) = blocks_of("docx", target.getvalue())
    assert (found["headings"], found["rows"]) == (["Mức thu mỗi tháng", "", ""], [["Hộ", "Cơ sở", "Chợ"]])


@pytest.mark.parametrize(
    ("number", "form", "said"),
    [(3, "decimal", "3"), (2, "lowerLetter", "b"), (27, "upperLetter", "AA"), (4, "upperRoman", "IV"), (1, "none", "")],
)
def test_a_number_is_written_as_its_list_says(number: int, form: str, said: str) -> None:
    assert written(number, form) == said


def test_an_article_alone_on_its_line_is_an_article() -> None:
    found = [one.anchor for one in blocks("Điều 1\nPhạm vi\n1. Thu gom\nĐiều 25 và Điều 26 của Luật")]
    assert found == ["dieu-1", "doan-1", "dieu-1.khoan-1", "doan-2"]
