"""The written report of a round: what it says, what its tables hold; a hidden cell stays hidden in all of them."""

import io
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader
from tests.survey_world import SAMPLED, answered, finished, sampled

from dinhlang.apps.surveys import actions, queries
from dinhlang.apps.surveys.queries import Beside
from dinhlang.apps.transparency.models import ContentBump
from dinhlang.domain.statistics.signs import Sign

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
    assert "không so với cả nước" in said


def test_the_report_stands_beside_the_country_where_the_method_is_the_same(tmp_path: Path) -> None:
    world = sampled()
    answered(world)
    day = finished(world).date()
    found = queries.results(SAMPLED, day)
    assert found is not None
    country = {"q:trust.party": Beside(1.0, 2026, "Nguồn thử")}
    gap = {Sign.HIGHER: "cao hơn cả nước", Sign.NOT_SHOWN: "chưa thấy khác cả nước"}[
        found.values["q:trust.party"].against(1.0) or Sign.LOWER
    ]
    word, _printed, table = actions.write_report(code=SAMPLED, on=day, folder=tmp_path, country=country)
    said = "\n".join(one.text for one in Document(io.BytesIO(word.read_bytes())).paragraphs)
    assert f"; cả nước 2026: 1,0%, nếu cùng công thức thì {gap}." in said
    assert "Nguồn: Nguồn thử." in said
    rows = [row for sheet in load_workbook(table).worksheets for row in sheet.values]
    assert [row[3:7] for row in rows if row[-1] == "Nguồn thử"] == [(1, 2026, gap, "Nguồn thử")]
    assert "stroke-dasharray" in queries.chart(found, country)
    assert "stroke-dasharray" not in queries.chart(found, {})


def test_a_round_that_is_not_computed_has_no_report(tmp_path: Path) -> None:
    sampled()
    assert actions.write_report(code=SAMPLED, on=queries.all_waves()[0].closes_on, folder=tmp_path) == []
