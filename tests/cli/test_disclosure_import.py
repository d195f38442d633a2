"""Bringing in what a commune published before; and the list of a quarter on paper."""

import csv
import json
from pathlib import Path

import pytest
from django.conf import settings
from docx import Document
from openpyxl import Workbook
from tests.disclosures import Register, begun, moment
from tests.real_papers import printed_paper

from dinhlang.apps.disclosure import actions, queries
from dinhlang.apps.disclosure.models import Occasion
from dinhlang.cli import main
from dinhlang.lib import clock

MAP = """
days = "%d/%m/%Y"
[columns]
unit = "Xã"
duty = "Khoản"
title = "Tên văn bản"
happened_on = "Ngày ký"
published_on = "Ngày công khai"
office_from = "Niêm yết từ"
office_until = "Niêm yết đến"
file = "Tệp"
changes = "Tóm tắt"
[same]
affects = "Mọi hộ"
costs = "Không"
timing = "Trong năm"
objections = "Ủy ban nhân dân xã"
"""
HEAD = ["Xã", "Khoản", "Tên văn bản", "Ngày ký", "Ngày công khai", "Niêm yết từ", "Niêm yết đến", "Tệp", "Tóm tắt"]
GOOD = ["Xã Long Hồ", "3", "Đường ấp", "02/03/2026", "05/03/2026", "05/03/2026", "10/04/2026", "duong.pdf", "Làm đường"]
LATE = ["T2", "11.6", "Cho thuê chợ", "2/3/2026", "", "", "", "", ""]
BAD = [
    ["Xã Không Có", "3", "Đường", "02/03/2026", "", "", "", "", ""],
    ["Xã Long Hồ", "99", "Đường", "02/03/2026", "", "", "", "", ""],
    ["Xã Long Hồ", "3", "Đường", "31/02/2026", "", "", "", "", ""],
    ["Xã Long Hồ", "3", "Cầu", "02/03/2026", "05/03/2026", "", "", "", ""],
    ["Xã Long Hồ", "3", "Cầu", "02/03/2026", "05/03/2026", "09/03/2026", "06/03/2026", "", "x"],
]


@pytest.fixture
def register(db: None, monkeypatch: pytest.MonkeyPatch) -> Register:
    """Return a commune with one thing due; it is 20 May 2026."""
    monkeypatch.setattr(clock, "now", lambda: moment(20, 5))
    return begun()


@pytest.fixture(params=["csv", "xlsx"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the same table in either form."""
    path = tmp_path / f"so.{request.param}"
    if request.param == "csv":
        with path.open("w", encoding="utf-8-sig", newline="") as target:
            csv.writer(target).writerows([HEAD, GOOD, LATE, *BAD])
    else:
        book = Workbook()
        assert book.active is not None
        for row in (HEAD, GOOD, LATE, *BAD):
            book.active.append(row)
        book.save(path)
    return path


def run(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    map_file, folder = tmp_path / "so.toml", tmp_path / "van-ban"
    map_file.write_text(MAP, encoding="utf-8")
    folder.mkdir(exist_ok=True)
    (folder / "duong.pdf").write_bytes(printed_paper())
    code = main.run(
        ["disclosure", "import", str(table), "--map", str(map_file), "--files", str(folder), "--json"]
    )  # fmt: skip
    assert code == 0
    told: dict[str, int] = json.loads(capsys.readouterr().out)
    return told


def test_good_rows_come_in_once_and_bad_ones_are_told_with_their_reasons(
    register: Register, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(table, tmp_path, capsys) == {"added": 2, "known": 0, "refused": 5, "files": 1}
    road = Occasion.objects.get(title="Đường ấp")
    assert (road.duty, road.due_on and road.due_on.isoformat(), road.is_demo) == ("11.3", "2026-03-09", False)
    assert road.status == "incomplete"  # no posting at the culture houses
    assert Occasion.objects.get(title="Cho thuê chợ").status == "missing"
    refused = (Path(settings.DATA_DIR) / "so.errors.csv").read_text(encoding="utf-8-sig")
    for reason in ("Xã Không Có", "99", "31/02/2026", "Tóm tắt: thiếu", "ngày cuối trước ngày đầu"):
        assert reason in refused
    assert run(table, tmp_path, capsys) == {"added": 0, "known": 2, "refused": 5, "files": 0}


def test_the_paper_of_a_row_is_read_cleaned_and_public(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "so.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        csv.writer(target).writerows([HEAD, GOOD])
    run(path, tmp_path, capsys)
    assert [actions.process_file(file_id=one, at=clock.now()) for one in actions.waiting_files()] == ["ready"]
    shown = queries.item(Occasion.objects.get(title="Đường ấp").code, clock.now())
    assert shown is not None
    assert len(shown.versions[0].files) == 1
    assert any("3 km" in block["text"] for block in shown.versions[0].blocks)


def test_a_map_with_a_strange_key_is_refused(
    register: Register, table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    map_file = tmp_path / "so.toml"
    map_file.write_text('[columns]\nunit = "Xã"\nlabel = "x"\n', encoding="utf-8")
    assert main.run(["disclosure", "import", str(table), "--map", str(map_file)]) == 2
    assert "label" in capsys.readouterr().err


def test_the_list_of_a_quarter_is_a_paper_with_an_empty_signature(
    register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register.complete()
    assert main.run(
        ["disclosure", "list", "--commune", "Xã Long Hồ", "--quarter", "2026-Q1", "--out", str(tmp_path)]
    ) == 0  # fmt: skip
    word, printed = map(Path, capsys.readouterr().out.split())
    paper = Document(str(word))
    text = "\n".join(one.text for one in paper.paragraphs) + "\n".join(
        cell.text for table in paper.tables for row in table.rows for cell in row.cells
    )
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: …/DS-UBND",
        "Kế hoạch năm 2026",
        "05/03/2026",
        "khoản 2 Điều 13",
    ):
        assert words in text
    assert printed.read_bytes().startswith(b"%PDF-")
    assert main.run(
        ["disclosure", "list", "--commune", "Xã Long Hồ", "--quarter", "2020-Q1", "--out", str(tmp_path)]
    ) == 1  # fmt: skip
