"""Papers: both layouts, in .docx and .pdf, with their lists behind their numbers."""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from dinhlang.domain.coordination.documents import Side
from dinhlang.domain.coordination.papers import (
    ListTable,
    Paper,
    Paragraph,
    Section,
    from_plain,
    kept_with_signers,
    month,
    to_plain,
    two_digits,
)
from dinhlang.lib.paper_docx import docx_of
from dinhlang.lib.paper_pdf import pdf_of
from dinhlang.lib.papers import write_paper

PAPER = Paper(
    side=Side.PARTY,
    superior="Tỉnh ủy Vĩnh Long",
    issuers=("Ban Dân vận", "Ban Cán sự đảng UBND tỉnh"),
    symbol_tail="BC/BDVTU-BCSĐUBND",
    place="Vĩnh Long",
    kind="BÁO CÁO",
    subject="tổng kết công tác dân vận chính quyền năm 2022",
    opening=("Thực hiện kế hoạch, hai cơ quan báo cáo.",),
    sections=(Section("I. KẾT QUẢ", (Paragraph("Có 6 nhiệm vụ.", (1,)), Paragraph("Một việc", is_item=True))),),
    recipients=("Ban Thường vụ Tỉnh ủy",),
    signers=("Ban Dân vận\nTrưởng ban", "T/M Ban Cán sự\nBí thư"),
    lists=(ListTable("Nhiệm vụ", date(2022, 12, 31), ("TT", "Tên"), (("1", "Đối thoại # _với_ dân"),)),),
    mark="SỐ LIỆU MINH HỌA",
)
STATE = replace(
    PAPER, side=Side.STATE, superior="", issuers=("UBND tỉnh Vĩnh Long",), symbol_tail="BC-UBND",
    signers=("Chủ tịch",), dated=date(2023, 2, 6),
)  # fmt: skip


def words(paper: Paper) -> str:
    """Return every word of the .docx, tables and headers too."""
    found = Document(io.BytesIO(docx_of(paper)))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    section = found.sections[0]
    around = [section.footer.paragraphs[0].text, section.first_page_footer.paragraphs[0].text]
    return "\n".join([*(line.text for line in found.paragraphs), *cells, *around])


def test_a_party_body_writes_in_the_layout_of_the_party() -> None:
    told = words(PAPER)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in told
    assert "CỘNG HÒA" not in told
    assert "Số …-BC/BDVTU-BCSĐUBND" in told
    assert "ngày … tháng … năm …" in told  # whoever signs gives number and date
    assert "Có 6 nhiệm vụ. (Danh sách 1)" in told
    assert "Danh sách 1. Nhiệm vụ (tính đến 31/12/2022)" in told
    assert "Đối thoại # _với_ dân" in told
    assert told.count("SỐ LIỆU MINH HỌA") == 2


def test_each_line_over_a_box_stands_for_itself_and_the_box_is_empty() -> None:
    table = next(one for one in Document(io.BytesIO(docx_of(PAPER))).tables if "Nơi nhận:" in one.cell(0, 0).text)
    assert table.cell(0, 1).text.split("\n") == ["BAN DÂN VẬN", "TRƯỞNG BAN", "", "", "", ""]


def test_a_list_has_the_widths_it_asks_for_and_its_head_again_on_each_page() -> None:
    wide = replace(PAPER, lists=(replace(PAPER.lists[0], widths=(15, 150)),))
    grid = Document(io.BytesIO(docx_of(wide))).tables[-1]
    assert [round(column.width.mm) for column in grid.columns] == [15, 150]
    assert grid.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in grid.rows)


def test_a_list_without_rows_says_so() -> None:
    assert "Không có dòng nào." in words(replace(PAPER, lists=(replace(PAPER.lists[0], rows=()),)))


def test_a_state_body_writes_by_the_decree() -> None:
    told = words(STATE)
    assert "Độc lập - Tự do - Hạnh phúc" in told
    assert "Số: …/BC-UBND" in told
    assert "ngày 06 tháng 02 năm 2023" in told


def test_the_page_has_the_margins_of_the_decree() -> None:
    section = Document(io.BytesIO(docx_of(STATE))).sections[0]
    assert round(section.left_margin.mm) == 30
    assert round(section.right_margin.mm) == 15
    assert section.different_first_page_header_footer


@pytest.mark.parametrize(("day", "written"), [(1, "01"), (9, "09"), (10, "10")])
def test_days_below_ten_have_a_zero(day: int, written: str) -> None:
    assert two_digits(day) == written


def test_only_january_and_february_have_a_zero() -> None:
    assert [month(one) for one in (1, 2, 3, 12)] == ["01", "02", "3", "12"]


def test_a_paper_survives_the_way_to_its_writer() -> None:
    assert from_plain(to_plain(PAPER)) == PAPER
    assert from_plain(to_plain(STATE)) == STATE


def test_both_files_are_written_in_a_process_of_their_own(tmp_path: Path, settings: object) -> None:
    settings.PAPER_FONTS = tmp_path / "fonts"  # type: ignore[attr-defined]
    docx, pdf = write_paper(PAPER, folder=tmp_path, name="bao-cao")
    assert Document(str(docx)).tables
    with pikepdf.open(pdf) as made:
        assert len(made.pages) >= 1
        assert made.Root.MarkInfo.Marked  # can be read aloud
    assert not list(tmp_path.glob("*.part"))


LONG = tuple(Paragraph("Một đoạn dài. " * 20) for _ in range(12))


@pytest.mark.parametrize(
    ("paragraphs", "above", "kept"),
    [(LONG, 0, 1), (LONG[:1], 0, 1), ((Paragraph("Ngắn."),) * 6, 0, 4), ((Paragraph("Ngắn."),), 1, 1)],
)
def test_the_boxes_of_who_signs_are_never_parted_from_the_end_of_the_text(
    paragraphs: tuple[Paragraph, ...], above: int, kept: int
) -> None:
    paper = replace(STATE, sections=(Section("I", LONG), Section("II", paragraphs)))
    assert kept_with_signers(paper) == (above, kept)
    lines = Document(io.BytesIO(docx_of(paper))).paragraphs
    together = [one.paragraph_format.keep_with_next for one in lines if one.text in {row.text for row in paragraphs}]
    assert together[-kept:] == [True] * kept
    assert not any(together[:-kept])


def test_more_than_a_line_or_two_stands_above_the_boxes(tmp_path: Path) -> None:
    short = tuple(Section(f"{number}. Phần", (Paragraph("Một dòng ngắn."),)) for number in (2, 3, 4))
    for lines in range(8, 28):  # wherever the first page ends
        paper = replace(STATE, sections=(Section("1. Phần", (Paragraph("Dòng."),) * lines), *short), lists=())
        last = PdfReader(io.BytesIO(pdf_of(paper, fonts=tmp_path))).pages[-1].extract_text()
        assert "2. Phần" in last


def test_a_paper_whose_last_section_does_not_fit_goes_on_the_next_page_with_its_boxes(tmp_path: Path) -> None:
    last = (Paragraph("Thông qua việc nêu trên."), Paragraph("Có hiệu lực ngay."))
    paper = replace(STATE, sections=(Section("I", (*LONG[:7],)), Section("II", last)), lists=())
    _docx, pdf = write_paper(paper, folder=tmp_path, name="p")
    first, second = (page.extract_text() for page in PdfReader(pdf).pages)
    assert "Thông qua" not in first
    assert "Thông qua" in second
    assert "CHỦ TỊCH" in second
