"""`dinhlang decisions import-roll`: from a spreadsheet, once, with what was refused in a table of its own."""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.villages import Village, begun

from dinhlang.apps.decisions.models import Household
from dinhlang.cli import main

HEADING = ["STT", "Số hộ", "Địa chỉ", "Người đại diện"]
ROWS = [
    [1, 1, "Tổ 1", "Nguyễn Văn An"],
    [2, "02", "Tổ 1", "Trần Thị Bé"],
    [3, 2, "Tổ 2", "Lê Văn Ba"],
    [4, 4, "Tổ 2", "086012345678"],
    [5, None, "Tổ 2", "=HYPERLINK(1)"],
    [6, 6, "Tổ 1", "nguyễn văn an"],
]


@pytest.fixture
def village(db: None) -> Village:
    """Return a village without a roll."""
    return begun(0)


def table(folder: Path, kind: str) -> Path:
    path = folder / f"ho.{kind}"
    if kind == "xlsx":
        book = Workbook()
        for row in [HEADING, *ROWS]:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        with path.open("w", encoding="utf-8", newline="") as target:
            csv.writer(target).writerows([HEADING, *ROWS])
    return path


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_good_rows_are_taken_once_and_the_others_told(
    village: Village, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    errors = tmp_path / "sai.csv"
    asked = ["decisions", "import-roll", str(table(tmp_path, kind)), "--village", "T1-A1", "--errors", str(errors)]
    assert main.run([*asked, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"added": 2, "known": 0, "refused": 4}
    with errors.open(encoding="utf-8-sig") as source:
        told = [(row["line"], row["code"]) for row in csv.DictReader(source)]
    assert told == [("4", "same_number"), ("5", "identity_number"), ("6", "no_number"), ("7", "same_person")]
    assert "086012345678" not in errors.read_text()
    assert main.run([*asked, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"added": 0, "known": 2, "refused": 4}
    assert Household.objects.count() == 2


def test_a_village_that_is_not_known_is_said_in_words(village: Village, tmp_path: Path) -> None:
    assert main.run(["decisions", "import-roll", str(table(tmp_path, "csv")), "--village", "T9"]) == 1


def test_a_table_without_numbers_of_households_is_wrong_usage(village: Village, tmp_path: Path) -> None:
    path = tmp_path / "ho.csv"
    path.write_text("Họ tên,Địa chỉ\nAn,Tổ 1\n")
    assert main.run(["decisions", "import-roll", str(path), "--village", "T1-A1"]) == 2
