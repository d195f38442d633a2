"""The report of an answered consultation, and two versions side by side."""

import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from tests.consultations import AFTER, TEXT, Asking, begun, moment, say

from dinhlang.apps.consultations import actions, queries, tasks
from dinhlang.apps.consultations.queries.report import place_of
from dinhlang.domain.consultations.answers import Answer, Outcome
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered() -> Asking:
    asking = begun()
    head = asking.province.actors["head"]
    say(asking, "Mức thu cao")
    opinion = queries.newest_opinion(asking.id)
    given = {"actor": head, "consultation_id": asking.id, "at": AFTER}
    actions.make_point(title="Giảm mức thu", opinion_id=opinion, **given)
    actions.answer_point(
        point_number=1, answer=Answer.ACCEPTED, reason="Giảm còn 20.000 đồng", anchor="dieu-1.khoan-1", **given
    )
    actions.revise_draft(text=f"{TEXT.replace('30.000', '20.000')}\nĐiều 3. Công khai", reason="Theo ý dân", **given)
    actions.close_consultation(outcome=Outcome.CHANGED, reasons="", **given)
    return asking


def test_the_report_holds_every_point_with_its_answer_and_where_opinions_came_from(answered: Asking) -> None:
    found = queries.report(answered.code, AFTER)
    assert found is not None
    paper, blocks = found
    assert (paper.kind, paper.symbol_tail, paper.issuers) == ("BÁO CÁO", "BC-UBND", ("Ủy ban nhân dân Xã Long Hồ",))
    assert paper.lists[0].rows == (
        ("1", "Giảm mức thu", "1 người, 1 ý kiến", "Tiếp thu. Giảm còn 20.000 đồng", "Điều 1 khoản 1"),
    )  # fmt: skip
    assert [one["kind"] for one in blocks] == ["paragraph", "table"] * 2
    assert "1 người, 1 ý kiến" in paper.sections[2].paragraphs[0].text


def test_the_worker_writes_it_once_and_everybody_may_take_it(
    answered: Asking, settings, tmp_path: Path, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    written = []

    def writes(paper, *, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        written.append(name)
        for kind in ("docx", "pdf"):
            (folder / f"{name}.{kind}").write_bytes(b"x")

    monkeypatch.setattr("dinhlang.apps.consultations.actions.reporting.write_paper", writes)
    address = f"/lay-y-kien/{answered.code}/bao-cao/xlsx/"
    assert client.get(address).status_code == 503
    for _again in range(2):
        tasks.write_reports(0)
    assert len(written) == 1
    answer = client.get(address)
    sheet = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    assert any(b"20.000" in sheet.read(one) for one in sheet.namelist())
    assert client.get(f"/lay-y-kien/{answered.code}/bao-cao/exe/").status_code == 404


def test_an_open_consultation_has_no_report(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = begun()
    monkeypatch.setattr(clock, "now", lambda: moment(5))
    assert queries.report(asking.code, moment(5)) is None
    assert client.get(f"/lay-y-kien/{asking.code}/bao-cao/docx/").status_code == 404


def test_two_versions_stand_side_by_side(answered: Asking, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    page = client.get(f"/lay-y-kien/{answered.code}/cac-ban/").content.decode()
    assert "<del>1. Mỗi hộ nộp 30.000 đồng mỗi tháng.</del>" in page
    assert "<ins>1. Mỗi hộ nộp 20.000 đồng mỗi tháng.</ins>" in page
    assert "2 trên 6 chỗ khác nhau" in page
    assert client.get(f"/lay-y-kien/{answered.code}/cac-ban/?tu=1&den=9").status_code == 404


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Xã Long Hồ", "Long Hồ"), ("Ủy ban MTTQ Việt Nam phường Phú Khương", "Phú Khương"),
        ("UBND tỉnh Vĩnh Long", "Vĩnh Long"), ("Sở Xây dựng", ""),
    ],
)  # fmt: skip
def test_the_place_of_a_report_stands_in_the_name_of_its_unit(name: str, place: str) -> None:
    assert place_of(name) == place
