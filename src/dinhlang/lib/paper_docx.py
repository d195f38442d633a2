"""Write an official paper as an editable .docx, in the layout of its issuer. Imported by workers and commands only."""

import io

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph
from docx.text.run import Run

from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.papers import ListTable, Paper, referring

FONT = "Times New Roman"
BODY, HEAD, SMALL = Pt(14), Pt(13), Pt(11)
MARGINS = {Side.STATE: (Mm(20), Mm(20), Mm(30), Mm(15)), Side.PARTY: (Mm(20), Mm(20), Mm(30), Mm(15))}
LEFT, CENTRE, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY,
)  # fmt: skip


def docx_of(paper: Paper) -> bytes:
    """Return the paper as .docx bytes."""
    document = Document()
    _page(document, paper)
    _head(document, paper)
    _line(document, paper.kind, size=Pt(16 if paper.side is Side.PARTY else 14), bold=True, align=CENTRE, before=12)
    _line(document, paper.subject, bold=True, align=CENTRE, after=12)
    for text in paper.opening:
        _body(document, text)
    for section in paper.sections:
        _line(document, section.heading, bold=True, before=6, after=3)
        for paragraph in section.paragraphs:
            _body(document, f"- {referring(paragraph)}" if paragraph.is_item else referring(paragraph))
    _foot(document, paper)
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
    left.width, right.width = Cm(7), Cm(9.5)
    lines = [(paper.superior, False)] if paper.superior else []
    lines += [(name, True) for name in paper.issuers]
    for text, bold in lines:
        _cell(left, text.upper(), bold=bold)
    _cell(left, "*" if paper.side is Side.PARTY else "_______")
    _cell(left, paper.symbol)
    if paper.side is Side.PARTY:
        _cell(right, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, underline=True, size=Pt(15))
    else:
        _cell(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, size=Pt(13))
        _cell(right, "Độc lập - Tự do - Hạnh phúc", bold=True, underline=True)
    _cell(right, paper.place_and_date, italic=True)
    for cell in (left, right):  # a new cell begins with an empty paragraph
        first = cell.paragraphs[0]
        first._p.getparent().remove(first._p)  # noqa: SLF001


def _foot(document: DocumentType, paper: Paper) -> None:
    """Write recipients and the empty boxes for those who sign."""
    table = document.add_table(rows=1, cols=1 + len(paper.signers))
    cells = table.rows[0].cells
    _cell(cells[0], "Nơi nhận:", bold=True, italic=True, size=Pt(12), align=LEFT)
    for name in paper.recipients:
        _cell(cells[0], f"- {name}", size=SMALL, align=LEFT)
    for cell, post in zip(cells[1:], paper.signers, strict=True):
        _cell(cell, post.upper(), bold=True, size=Pt(13))
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
    grid = document.add_table(rows=1, cols=len(table.headings))
    grid.style = "Table Grid"
    for cell, text in zip(grid.rows[0].cells, table.headings, strict=True):
        _run(cell.paragraphs[0], text, size=SMALL, bold=True)
    for row in table.rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            _run(cell.paragraphs[0], text, size=SMALL)


def _body(document: DocumentType, text: str) -> None:
    line = _line(document, text, align=JUSTIFY, after=6)
    line.paragraph_format.first_line_indent = Cm(1.27)
    line.paragraph_format.line_spacing = 1.15


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
