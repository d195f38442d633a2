"""Write an official paper as an editable .docx, in the layout of its issuer. Imported by workers and commands only."""

import io
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.papers import ListTable, Paper, Picture, kept_with_signers, referring
from dinhlang.lib.paper_picture import png_of

FONT = "Times New Roman"
BODY, HEAD, SMALL, TINY = Pt(14), Pt(13), Pt(11), Pt(10)
RULES = {Side.PARTY: "-----", Side.STATE: "_______"}  # under the subject
LISTS, EMPTY = "DANH SÁCH KÈM THEO", "Không có dòng nào."
TABLE_WIDTH = 165  # mm between the margins
MARGINS = {Side.STATE: (Mm(20), Mm(20), Mm(30), Mm(15)), Side.PARTY: (Mm(20), Mm(20), Mm(30), Mm(15))}
LEFT, CENTRE, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip


def docx_of(paper: Paper, *, fonts: Path | None = None) -> bytes:
    """Return the paper as .docx bytes; `fonts`: the folder with the letters of its pictures."""
    document = Document()
    _page(document, paper)
    _head(document, paper)
    _line(document, paper.kind, size=Pt(16 if paper.side is Side.PARTY else 14), bold=True, align=CENTRE, before=12)
    _line(document, paper.subject, bold=True, align=CENTRE)
    _line(document, RULES[paper.side], align=CENTRE, after=12)
    for text in paper.opening:
        _body(document, text)
    for section, kept in zip(paper.sections, kept_with_signers(paper), strict=True):
        heading = _line(document, section.heading, bold=True, before=6, after=3)
        heading.paragraph_format.keep_with_next = True
        for place, paragraph in enumerate(section.paragraphs):
            line = _body(document, f"- {referring(paragraph)}" if paragraph.is_item else referring(paragraph))
            line.paragraph_format.keep_with_next = place >= len(section.paragraphs) - kept
        if section.picture:
            _picture(document, section.picture, fonts)
    _foot(document, paper)
    if paper.lists:
        first = _line(document, LISTS, bold=True, align=CENTRE, after=6)
        first.paragraph_format.page_break_before = True
    for place, table in enumerate(paper.lists, start=1):
        _list(document, place, table)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _page(document: DocumentType, paper: Paper) -> None:
    """Set A4, margins, the font, page numbers from the second page on, and the mark of a demonstration."""
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = MARGINS[paper.side]
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, BODY
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    _page_number(number)
    if paper.mark:
        for footer in (section.footer, section.first_page_footer):
            line = footer.paragraphs[0]
            line.alignment = CENTRE
            _run(line, paper.mark, size=SMALL, bold=True)


def _page_number(paragraph: DocxParagraph) -> None:
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)  # noqa: SLF001 - python-docx offers no field of its own


def _head(document: DocumentType, paper: Paper) -> None:
    """Write the two columns above: issuer and number, national (or Party) name and date."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Cm(7.2), Cm(9.3)
    lines = [(paper.superior, False)] if paper.superior else []
    lines += [(name, True) for name in paper.issuers]
    for text, bold in lines:
        _cell(left, text.upper(), bold=bold, size=HEAD if paper.side is Side.PARTY else Pt(12))
    _cell(left, "*" if paper.side is Side.PARTY else RULES[Side.STATE])
    _cell(left, paper.symbol)
    if paper.side is Side.PARTY:
        _cell(right, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, underline=True, size=Pt(15))
    else:
        _cell(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=Pt(12))
        _cell(right, "Độc lập - Tự do - Hạnh phúc", bold=True, underline=True)
    _cell(right, paper.place_and_date, italic=True)
    for cell in (left, right):  # a new cell begins with an empty paragraph
        first = cell.paragraphs[0]
        first._p.getparent().remove(first._p)  # noqa: SLF001


def _foot(document: DocumentType, paper: Paper) -> None:
    """Write recipients and the empty boxes for those who sign."""
    document.add_paragraph().paragraph_format.keep_with_next = True
    table = document.add_table(rows=1, cols=1 + len(paper.signers))
    _whole(table.rows[0])
    cells = table.rows[0].cells
    is_party = paper.side is Side.PARTY
    _cell(
        cells[0], "Nơi nhận:", bold=not is_party, italic=not is_party, underline=is_party,
        size=Pt(14) if is_party else Pt(12), align=LEFT,
    )  # fmt: skip
    for name in paper.recipients:
        _cell(cells[0], f"- {name}{'.' if name == paper.recipients[-1] and name[-1] != '.' else ''}",
              size=Pt(12) if is_party else SMALL, align=LEFT)  # fmt: skip
    for cell, posts in zip(cells[1:], paper.signers, strict=True):
        for post in posts.split("\n"):
            _cell(cell, post.upper(), bold=True, size=HEAD)
        for _ in range(4):
            _cell(cell, "")
    for cell in cells:
        first = cell.paragraphs[0]
        first._p.getparent().remove(first._p)  # noqa: SLF001


def _list(document: DocumentType, place: int, table: ListTable) -> None:
    """Write a list behind the numbers, with the day on which it was counted."""
    name = f"Danh sách {place}. {table.name} (tính đến {table.counted_on:%d/%m/%Y})"
    heading = _line(document, name, bold=True, before=12, after=6)
    heading.paragraph_format.keep_with_next = True
    if not table.rows:
        _line(document, EMPTY, size=SMALL)
        return
    grid = document.add_table(rows=1, cols=len(table.headings))
    grid.style, grid.autofit = "Table Grid", False
    for column, width in zip(grid.columns, _widths(table), strict=True):
        column.width = Mm(width)
    _mark(grid.rows[0], "w:tblHeader")  # again on each page
    _fill(grid.rows[0], table.headings, table, bold=True)
    for row in table.rows:
        _fill(grid.add_row(), row, table)


def _fill(row: _Row, texts: Sequence[str], table: ListTable, *, bold: bool = False) -> None:
    """Write one row of a list in columns of its widths; a row never breaks over two pages."""
    _whole(row)
    for cell, text, width in zip(row.cells, texts, _widths(table), strict=True):
        cell.width = Mm(width)
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = Pt(0)
        line.alignment = CENTRE if bold else LEFT
        _run(line, text, size=TINY, bold=bold)


def _widths(table: ListTable) -> tuple[int, ...]:
    return table.widths or (TABLE_WIDTH // len(table.headings),) * len(table.headings)


def _whole(row: _Row) -> None:
    _mark(row, "w:cantSplit")


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - python-docx offers no such setting


def _body(document: DocumentType, text: str) -> DocxParagraph:
    line = _line(document, text, align=JUSTIFY, after=6)
    line.paragraph_format.first_line_indent = Cm(1.27)
    line.paragraph_format.line_spacing = 1.15
    return line


def _picture(document: DocumentType, picture: Picture, fonts: Path | None) -> None:
    """Put a picture with its words for those who cannot see it; the line below stays with it."""
    line = document.add_paragraph()
    line.paragraph_format.keep_with_next = True
    shape = line.add_run().add_picture(io.BytesIO(png_of(picture.svg, fonts=fonts)), width=Mm(TABLE_WIDTH))
    shape._inline.docPr.set("descr", picture.alt)  # noqa: SLF001 - python-docx offers no alternative text
    _line(document, picture.caption, size=SMALL, after=6).runs[0].italic = True


def _line(document: DocumentType, text: str, *, size: Pt = BODY, bold: bool = False, align: WD_ALIGN_PARAGRAPH = LEFT,
          before: int = 0, after: int = 0) -> DocxParagraph:  # fmt: skip
    line = document.add_paragraph()
    line.alignment = align
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)
    _run(line, text, size=size, bold=bold)
    return line


def _cell(cell: _Cell, text: str, *, bold: bool = False, italic: bool = False, underline: bool = False, size: Pt = HEAD,
          align: WD_ALIGN_PARAGRAPH = CENTRE) -> None:  # fmt: skip
    line = cell.add_paragraph()
    line.alignment = align
    line.paragraph_format.space_after = Pt(0)
    run = _run(line, text, size=size, bold=bold)
    run.italic, run.underline = italic, underline


def _run(paragraph: DocxParagraph, text: str, *, size: Pt, bold: bool = False) -> Run:
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.bold = size, FONT, bold
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)  # noqa: SLF001
    return run
