"""`dinhlang feedback import`: a table of another system comes in once, whole, and says what it refused."""

import csv
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from tests import province
from tests.domain.feedback.map_example import COLUMNS, ROW, TEXT
from typer.testing import CliRunner, Result

from dinhlang.apps.feedback import queries
from dinhlang.apps.feedback.actions import load
from dinhlang.apps.feedback.models import Case, Category, Tally
from dinhlang.apps.organisations.models import Unit
from dinhlang.apps.transparency.models import Outbox, Record
from dinhlang.cli.feedback import app, read_map
from dinhlang.cli.feedback_table import verdicts
from dinhlang.domain.feedback.imported import Problem
from dinhlang.domain.feedback.states import State
from dinhlang.lib import clock
from dinhlang.lib.refusal import RefusedError

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
REAL = Path(__file__).parents[3] / "shared" / "data" / "311" / "los_angeles_requests.csv"
REAL_ROWS = 900


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    place = tmp_path / "data"
    place.mkdir()
    settings.DATA_DIR = place
    for name in ("DINHLANG_PROVINCE_CODE", "DINHLANG_PROVINCE_NAME", "DINHLANG_LOG_ORIGIN"):
        monkeypatch.delenv(name, raising=False)
    with time_machine.travel("2026-09-01T08:00:00+07:00", tick=False):
        yield place


def row(key: str, **cells: str) -> dict[str, str]:
    return ROW | {"so": key} | cells


GOOD = [row("1"), row("2", trang_thai="Mở", xong="", xa=""), row("3", trang_thai="Hủy", loai="Đèn", co_quan="XD")]
BROKEN = [
    row("4", xong=""),  # line 5
    row("5", xong="01.01.2026 00:00", duong='=HYPERLINK("x")'),
    row("1"),  # twice
    row("6", loai="Cây"),
]


@pytest.fixture
def place(tmp_path: Path) -> "Place":
    return Place(tmp_path)


class Place:
    """A directory with a table and its map."""

    def __init__(self, path: Path) -> None:
        self.file, self.map = path / "cu.csv", path / "map.toml"
        self.map.write_text(TEXT, encoding="utf-8")

    def write(self, rows: list[dict[str, str]], encoding: str = "utf-8", delimiter: str = ",") -> None:
        with self.file.open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)

    def call(self, *more: str) -> Result:
        return CliRunner().invoke(app, ["import", str(self.file), "--map", str(self.map), *more])

    def answer(self, *more: str) -> dict[str, Any]:
        result = self.call(*more, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def wrong(self, *more: str) -> str:
        """Return the words, unwrapped, of a call that is wrong usage."""
        result = self.call(*more)
        assert result.exit_code == 2, result.output
        return " ".join(result.stderr.replace("│", " ").split())


def test_cases_units_and_categories_come_in_and_a_second_run_adds_nothing(place: Place, data_dir: Path) -> None:
    place.write(GOOD)
    assert place.answer() == {"rows": 3, "added": 3, "known": 0, "refused": 0, "errors": None}
    assert set(Unit.objects.values_list("code", flat=True)) == {"99", "x-Đông", "x-khong", "c-MT", "c-XD"}
    assert set(Category.objects.values_list("code", flat=True)) == {"rac", "den"}
    cases = {one.external_key: one for one in Case.objects.all()}
    assert [cases[f"cu:{key}"].state for key in "123"] == [State.CLOSED, State.RECEIVED, State.REFUSED]
    assert {(one.origin, one.publication, one.first_due_at, one.due_at) for one in cases.values()} == {
        ("import", "public", None, None)
    }
    assert Tally.objects.get(unit=cases["cu:1"].unit_id).overdue == 0
    assert "DINHLANG_PROVINCE_CODE=99\n" in (data_dir / "settings.env").read_text()
    assert "DINHLANG_LOG_ORIGIN=nhatky.mau.example/2026\n" in (data_dir / "settings.env").read_text()
    records = Record.objects.count()
    assert set(Outbox.objects.filter(record__event__startswith="feedback.").values_list("consumer", flat=True)) == {
        "log"
    }

    assert place.answer() == {"rows": 3, "added": 0, "known": 3, "refused": 0, "errors": None}
    assert Record.objects.count() == records


def test_refused_rows_are_told_with_line_key_reason_and_what_stood_there(place: Place, data_dir: Path) -> None:
    place.write(GOOD + BROKEN)
    with place.file.open("a", encoding="utf-8") as file:
        file.write("7,Rác\n\n")
    done = place.answer()
    assert (done["rows"], done["added"], done["refused"]) == (8, 3, 5)
    assert done["errors"] == str(data_dir / "cu.errors.csv")
    with Path(done["errors"]).open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == ["line", "key", "reason", *COLUMNS]
    assert [(one[0], one[1]) for one in lines[1:]] == [("5", "4"), ("6", "5"), ("7", "1"), ("8", "6"), ("9", "7")]
    reasons = [one[2] for one in lines[1:]]
    assert reasons[0] == "Trạng thái nói việc đã xảy ra nhưng để trống thời gian (xong)"
    assert "01.01.2026 00:00 < 07.01.2026 08:00" in reasons[1]
    assert reasons[2] == "Mã này đã có ở một dòng phía trên, dòng (so): 2"
    assert reasons[3] == "Loại việc không có trong bản đồ (loai): Cây"
    assert reasons[4] == "Số ô của dòng khác số cột (ô / cột): 2 / 11"
    assert lines[2][3 + COLUMNS.index("duong")] == '\'=HYPERLINK("x")'
    assert place.answer()["known"] == 3


def test_a_mended_row_comes_in_with_the_next_run(place: Place, tmp_path: Path) -> None:
    place.write([*GOOD, BROKEN[0]])
    elsewhere = tmp_path / "loi.csv"
    assert place.answer("--errors", str(elsewhere))["errors"] == str(elsewhere)
    place.write([*GOOD, BROKEN[0] | {"xong": "09.01.2026 10:00"}])
    assert place.answer() == {"rows": 4, "added": 1, "known": 3, "refused": 0, "errors": None}


def test_an_interrupted_import_goes_on_where_it_stopped(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "CHUNK", 2)
    place.write([row(str(number)) for number in range(7)])
    write, calls = load._write, []

    def dies(*given: Any) -> None:
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        write(*given)

    monkeypatch.setattr(load, "_write", dies)
    stopped = place.call()
    assert stopped.exit_code == 130
    assert "Chạy lại" in stopped.stderr
    assert Case.objects.count() == 4
    monkeypatch.setattr(load, "_write", write)
    done = place.answer()
    assert (done["added"], done["known"]) == (3, 4)
    assert Record.objects.filter(event="feedback.received").count() == 7


def test_a_number_that_is_taken_is_spelled_anew(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "number", lambda year, seed: f"PA{year % 100}-{seed[0] % 8}")
    place.write([row(str(number)) for number in range(8)])
    assert place.answer()["added"] == 8
    assert Case.objects.values("number").distinct().count() == 8


def test_the_public_pages_show_imported_cases_without_a_word_of_lateness(place: Place, client: Client) -> None:
    place.write(GOOD)
    place.answer()
    listed = client.get("/phan-anh/").content.decode()
    assert "Rác, 5 Trần Phú" in listed
    late = client.get("/phan-anh/?tre=1").content.decode()
    assert "Rác, 5 Trần Phú" not in late
    for case in Case.objects.all():
        page = client.get(f"/phan-anh/{case.number}/").content.decode()
        assert case.title in page
        assert "trễ" not in page.lower()
    refused = queries.public_case(Case.objects.get(external_key="cu:3").number, at=clock.now())
    assert refused is not None
    assert refused.refusal == "cancelled"


@pytest.mark.parametrize(
    ("encoding", "delimiter", "said"),
    [("utf-8-sig", ",", ""), ("utf-16", ";", '\n[file]\nencoding = "utf-16"\ndelimiter = ";"\n')],
)
def test_the_map_says_how_the_file_is_written(place: Place, encoding: str, delimiter: str, said: str) -> None:
    place.map.write_text(TEXT.replace("\n[deployment]", f"{said}\n[deployment]"), encoding="utf-8")
    place.write(GOOD, encoding, delimiter)
    assert place.answer()["added"] == 3


def test_a_wrong_map_is_told_by_its_key_and_nothing_is_written(place: Place, data_dir: Path) -> None:
    place.write(GOOD)
    place.map.write_text(TEXT.replace('zone = "Europe/Berlin"', 'zone = "Berlin"'), encoding="utf-8")
    assert "khóa times.zone: cần một múi giờ IANA" in place.wrong()
    place.map.write_text(TEXT.replace('column = "loai"', 'column = "viec"'), encoding="utf-8")
    words = place.wrong()
    assert "khóa category.column: cần tên một cột" in words
    assert "đang là 'viec'" in words
    place.map.write_text(TEXT.replace('kind = "phuong"', 'kind = "huyen"'), encoding="utf-8")
    assert "khóa area.kind" in place.wrong()
    place.map.write_text("source = ", encoding="utf-8")
    assert "không phải TOML" in place.wrong()
    place.map.unlink()
    assert "Không đọc được bản đồ" in place.wrong()
    assert not Unit.objects.exists()
    assert list(data_dir.iterdir()) == []


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(place: Place, tmp_path: Path) -> None:
    assert "Không mở được tệp" in place.wrong()
    place.file.write_text("")
    assert "trống" in place.wrong()
    place.write(GOOD, "utf-16")
    assert "không phải mã utf-8" in place.wrong()
    place.write(GOOD)
    assert "--errors" in place.wrong("--errors", str(place.file))
    assert "Không ghi được tệp lỗi" in place.wrong("--errors", str(tmp_path / "none" / "loi.csv"))
    assert place.file.read_text(encoding="utf-8").startswith("so,loai")


def test_an_import_into_another_province_is_refused(place: Place) -> None:
    province.found()
    place.write(GOOD)
    result = place.call()
    assert isinstance(result.exception, RefusedError)
    assert "Tỉnh Vĩnh Long" in str(result.exception)
    assert not Case.objects.exists()


def test_a_category_with_cases_stays_but_is_no_longer_offered(place: Place) -> None:
    place.write(GOOD)
    place.answer()
    only_light = TEXT.replace('value = "Rác"\ncode = "rac"', 'value = "Rác"\ncode = "rac-moi"')
    place.map.write_text(only_light, encoding="utf-8")
    place.answer()
    assert dict(Category.objects.values_list("code", "offered")) == {"rac": False, "rac-moi": True, "den": True}


def test_a_table_without_a_good_row_gives_one(place: Place) -> None:
    place.write(BROKEN[:1])
    assert place.call().exit_code == 1


@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL.name} may not be committed and is not at hand")
def test_real_requests_of_a_city_come_in(place: Place) -> None:
    with REAL.open(encoding="utf-8") as file:
        place.file.write_text("".join(line for _number, line in zip(range(REAL_ROWS + 1), file, strict=False)))
    place.map = ROOT / "docs" / "guides" / "maps" / "los-angeles.toml"
    done = place.answer()
    assert (done["rows"], done["added"], done["refused"]) == (REAL_ROWS, REAL_ROWS - 2, 2)
    states = set(Case.objects.values_list("state", flat=True))
    assert {State.CLOSED, State.REFUSED, State.CLASSIFIED} <= states
    assert place.answer()["known"] == REAL_ROWS - 2


@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL.name} may not be committed and is not at hand")
def test_of_all_real_requests_only_closed_ones_without_a_closing_time_are_refused() -> None:
    rules = read_map(ROOT / "docs" / "guides" / "maps" / "los-angeles.toml")
    refused = [one.error for one in verdicts(REAL, rules, latest=clock.now()) if one.error is not None]
    assert [(one.problem, one.column) for one in refused] == [(Problem.NO_TIME, "closeddate")] * 18


def test_the_example_of_the_guide_is_a_map(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "guides" / "import.md").read_text(encoding="utf-8")
    example = tmp_path / "example.toml"
    example.write_text(textwrap.dedent(guide.split("## A small example")[1]), encoding="utf-8")
    assert read_map(example).source == "cu"
