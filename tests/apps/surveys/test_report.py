"""The written report of a round: what it says, what its tables hold; a hidden cell stays hidden in all of them."""

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.survey_world import SAMPLED, answered, finished, sampled

from dinhlang.apps.surveys import actions, queries
from dinhlang.apps.transparency.models import ContentBump

pytestmark = pytest.mark.django_db


def test_the_report_is_written_as_docx_pdf_and_tables(tmp_path: Path) -> None:
    world = sampled()
    answered(world)
    day = finished(world).date()
    bumps = ContentBump.objects.filter(topic="surveys").count()
    word, printed, table = actions.write_report(code=SAMPLED, on=day, folder=tmp_path)
    assert ContentBump.objects.filter(topic="surveys").count() == bumps + 1
    assert [one.name for one in (word, printed, table)] == queries.report_names(SAMPLED)
    said = "\n".join(one.text for one in Document(io.BytesIO(word.read_bytes())).paragraphs)
    assert "Sự lãnh đạo của cấp ủy: 70,0% (" in said
    assert "Không so với con số của cách đo khác." in said
    [shown] = Document(io.BytesIO(word.read_bytes())).inline_shapes
    assert "Sự lãnh đạo của cấp ủy: 70,0%" in shown._inline.docPr.get("descr")
    pages = PdfReader(printed).pages
    assert len(pages) <= 2
    assert "/XObject" in str(pages[0]["/Resources"]) or "Sự lãnh đạo" in pages[0].extract_text()
    rows = list(load_workbook(table).worksheets[1].values)
    whole = next(row for row in rows if row[0] == "q:trust.party" and not row[2] and not row[3])
    assert whole[4:9] == (70, *whole[5:8], 12)
    assert isinstance(whole[5], float)
    assert {row[4] for row in rows if row[2] in ("Không tin", "Rất tin") and row[0] == "q:trust.party"} == {
        "không công bố"
    }
    picture = queries.chart(SAMPLED, day)
    assert picture is not None
    assert "70,0%" in picture


def test_a_round_that_is_not_computed_has_no_report(tmp_path: Path) -> None:
    sampled()
    assert actions.write_report(code=SAMPLED, on=queries.all_waves()[0].closes_on, folder=tmp_path) == []
    assert queries.chart(SAMPLED, queries.all_waves()[0].closes_on) is None
