"""`dinhlang unit`: tables in, changes written down, a unit shown as of a day."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
import time_machine
from typer.testing import CliRunner, Result

from dinhlang.apps.organisations import queries
from dinhlang.apps.organisations.models import Unit
from dinhlang.cli.unit import app
from dinhlang.lib.refusal import NotFoundError, RefusedError

pytestmark = pytest.mark.django_db

TABLE = """code,name,kind,parent_code,valid_from
86,Tỉnh Vĩnh Long,province,,
1,Xã An Bình,xã,86,2025-07-01
2,Phường Long Châu,phuong,86,2025-07-01
1.1,Ấp Chợ,village,1,2025-07-01
1.2,Ấp An Thới,ap,1,2025-07-01
"""
DECIDED = ("--on", "2026-08-01", "--citation", "Nghị quyết số 1")
TODAY = date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-09-01T08:00:00+07:00", tick=False):
        yield


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def answer(*arguments: str) -> dict:
    result = call(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def table(tmp_path: Path, text: str) -> str:
    path = tmp_path / "units.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def land(tmp_path) -> str:
    path = table(tmp_path, TABLE)
    assert answer("import", path)["units"] == 5
    return path


def test_a_second_import_of_a_file_adds_nothing(land):
    assert answer("import", land) == {"units": 0, "changes": 0, "unchanged": 5, "refused": [], "unread": []}
    assert Unit.objects.count() == 5


def test_refused_lines_go_to_a_file_with_their_reasons_and_the_others_are_taken(tmp_path, land):
    path = table(
        tmp_path,
        TABLE + "1.3,Ấp X,village,404,\n,Ấp Y,village,1,\n1.4,Ấp Z,làng,1,\n1.5,Ấp T,ap,1,hôm nay\n1.6,Ấp U,ap,1,\n",
    )
    done = answer("import", path)
    assert done["units"] == 1
    assert [one["line"] for one in done["refused"]] == [7, 8, 9, 10]
    with (tmp_path / "units.errors.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["line"], row["name"]) for row in rows] == [("7", "Ấp X"), ("8", "Ấp Y"), ("9", "Ấp Z"), ("10", "Ấp T")]
    assert "404" in rows[0]["reason"]
    assert "hôm nay" in rows[3]["reason"]


def test_a_file_that_is_no_table_of_units_is_refused_in_a_sentence(tmp_path):
    result = call("import", table(tmp_path, "a,b\n1,2\n"))
    assert isinstance(result.exception, RefusedError)
    assert "code, name, kind" in str(result.exception)
    assert isinstance(call("import", str(tmp_path / "none.csv")).exception, RefusedError)


def test_a_table_with_semicolons_and_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(TABLE.replace(",", ";"), encoding="utf-8-sig")
    assert answer("import", str(path))["units"] == 5


def test_one_source_at_a_time():
    assert call("import").exit_code == 2
    assert call("import", "--country", "--vinh-long").exit_code == 2


def test_vinh_long_comes_with_its_past():
    done = answer("import", "--vinh-long")
    assert (done["units"], done["unread"]) == (498, [])
    shown = answer("show", "29551")
    assert [arrow["from"]["name"] for arrow in shown["changes"][0]["arrows"]] == [
        "Phường 1",
        "Phường 9",
        "Phường Trường An",
    ]
    before = answer("show", "86", "--on", "2025-06-30")
    assert (before["slug"], before["in_force"], before["until"]) == ("tinh-vinh-long-cu", True, "2025-07-01")


def test_a_merge_shows_the_unit_that_came_out_of_it(land):
    shown = answer("merge", "--from", "1", "--from", "2", "--new-name", "Phường An Châu", "--kind", "phuong", *DECIDED)
    assert (shown["code"], shown["subkind"], shown["since"]) == ("1", "phuong", "2026-08-01")
    assert [one["name"] for one in answer("show", "2")["successors"]] == ["Phường An Châu"]
    assert "Nay là: Phường An Châu" in call("show", "2").stdout


def test_a_part_of_a_unit_goes_with_the_villages_that_are_named(land):
    answer("merge", "--part-of", "1", "--village", "1.1", "--into", "2", *DECIDED)
    two = queries.unit_by_code("2", TODAY)
    assert two is not None
    assert [one.name for one in queries.villages(two.id, TODAY)] == ["Ấp Chợ"]
    assert isinstance(
        call("merge", "--part-of", "1", "--village", "2", "--into", "2", *DECIDED).exception, RefusedError
    )


def test_a_split_tells_which_villages_wait_and_move_places_them(land):
    result = call("split", "1", "--part", "1a=Xã An Đông", "--part", "Xã An Tây", "--village", "1.1=1", *DECIDED)
    assert result.exit_code == 0, result.output
    assert "Chưa xếp vào phần nào: Ấp An Thới" in result.stderr
    assert {one["code"] for one in answer("show", "1.1")["parents"] and answer("show", "1")["successors"]} == {
        "1a",
        "1-2",
    }
    assert answer("move", "1.2", "--under", "1-2", *DECIDED)["parents"][-1]["name"] == "Xã An Tây"


@pytest.mark.parametrize("village", ["1.1=3", "1.1", "1.1=x"])
def test_a_village_goes_with_a_part_that_exists(land, village):
    parts = ("--part", "Xã An Đông", "--part", "Xã An Tây")
    assert call("split", "1", *parts, "--village", village, *DECIDED).exit_code == 2


def test_a_rename_keeps_the_unit_and_shows_both_names(land):
    shown = answer("rename", "1", "--name", "Xã An Hòa", *DECIDED)
    assert [one["name"] for one in shown["names"]] == ["Xã An Bình", "Xã An Hòa"]
    assert answer("show", "1", "--on", "2026-07-31")["name"] == "Xã An Bình"
    assert answer("show", "xa-an-binh")["name"] == "Xã An Hòa"


@pytest.mark.parametrize(
    "arguments",
    [
        ("merge", "--from", "1", *DECIDED),
        ("merge", "--from", "1", "--into", "2", "--new-name", "X", *DECIDED),
        ("merge", "--from", "1", "--new-name", "Xã X", "--kind", "lang", *DECIDED),
        ("merge", "--from", "1", "--into", "2", "--on", "1/8/2026", "--citation", "x"),
    ],
)
def test_wrong_usage_gives_two(land, arguments):
    assert call(*arguments).exit_code == 2


def test_an_unknown_code_is_refused_in_a_sentence(land):
    assert isinstance(call("show", "404").exception, NotFoundError)
    assert isinstance(call("merge", "--from", "404", "--into", "1", *DECIDED).exception, NotFoundError)


def test_a_body_passes_its_tasks_on_to_one_that_is_newly_set_up(land, tmp_path):
    rows = "code,name,kind,parent_code,valid_from\nCS,Ban Cán sự đảng UBND tỉnh,party,86,\n"
    assert answer("import", table(tmp_path, rows))["units"] == 1
    said = answer("pass-on", "CS", "--new-name", "Đảng ủy UBND tỉnh", "--new-code", "DU", *DECIDED)
    assert said["code"] == "DU"
    assert queries.unit_by_code("CS", TODAY).in_force is False
    assert "kế thừa nhiệm vụ" in call("show", "DU").stdout
