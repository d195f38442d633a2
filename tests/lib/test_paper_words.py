"""The words and tables of real papers are read in a process of its own; what swells or lies is refused."""

import io
import zipfile

import pytest
from tests.real_papers import HEADINGS, ROWS, board_photo, printed_paper, table_paper, text_paper

from dinhlang.lib import paper_words
from dinhlang.lib.media import UnsafeFileError
from dinhlang.lib.words_process import read_blocks


@pytest.mark.parametrize("content", [text_paper(), table_paper()])
def test_a_list_comes_out_as_a_table_with_its_head(content: bytes) -> None:
    tables = [one for one in read_blocks("docx", io.BytesIO(content)) if one["kind"] == "table"]
    assert tables == [{"kind": "table", "headings": list(HEADINGS), "rows": [list(row) for row in ROWS]}]


def test_the_paragraphs_of_a_text_come_in_their_order() -> None:
    texts = [one["text"] for one in read_blocks("docx", io.BytesIO(text_paper())) if one["kind"] == "text"]
    assert texts == ["Danh sách hỗ trợ", "Xã hỗ trợ 2 hộ bị ngập."]


def test_the_words_of_a_printed_page_can_be_found() -> None:
    words = " ".join(one["text"] for one in read_blocks("pdf", io.BytesIO(printed_paper())))
    assert "3 km" in words


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", board_photo()])
def test_what_is_no_paper_is_refused(content: bytes) -> None:
    with pytest.raises(UnsafeFileError):
        read_blocks("docx", io.BytesIO(content))


def test_a_paper_that_swells_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_words, "MOST_UNPACKED", 1_000)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 2_000)
    with pytest.raises(paper_words.TooMuchError):
        paper_words.blocks_of("docx", target.getvalue())


def test_a_book_of_letters_is_cut_where_nobody_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_words, "MOST_LETTERS", 60)
    assert len(paper_words.blocks_of("docx", text_paper())) == 1
