"""`dinhlang surveys estimate`: what programs read, and the sentences people get instead of an answer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dinhlang.cli import surveys

DATA = "xa,ho,w,diem,hai_long\nA,1,10,4,Có\nA,2,10,5,Có\nB,3,20,2,Không\nB,4,20,,\nB,5,20,3,Có\n"
DESIGN = 'weights = "w"\nstrata = "xa"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data.csv").write_text(DATA, encoding="utf-8")
    (tmp_path / "design.toml").write_text(DESIGN)
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    whole = ["estimate", str(folder / "data.csv"), "--design", str(folder / "design.toml"), *words]
    return CliRunner().invoke(surveys.app, whole)


def test_json_holds_the_promised_keys(folder: Path) -> None:
    told = json.loads(run(folder, "--of", "diem", "--json").stdout)
    assert list(told) == ["estimate", "se", "low", "high", "n", "deff", "df"]
    assert told["estimate"] == pytest.approx((10 * 9 + 20 * 5) / 60)
    assert (told["n"], told["df"]) == (4, 2)


def test_domains_come_as_a_list_with_their_names(folder: Path) -> None:
    told = json.loads(run(folder, "--of", "diem", "--by", "xa", "--json").stdout)
    assert [(one["domain"], one["estimate"]) for one in told] == [("A", 4.5), ("B", 2.5)]


def test_a_condition_makes_a_share(folder: Path) -> None:
    told = json.loads(run(folder, "--where", "hai_long == 'Có'", "--json").stdout)
    assert told["estimate"] == pytest.approx(40 / 60)


def test_a_condition_narrows_a_total(folder: Path) -> None:
    told = json.loads(run(folder, "--of", "diem", "--kind", "total", "--where", "xa == 'B'", "--json").stdout)
    assert told["estimate"] == pytest.approx(100)


def test_people_read_a_table(folder: Path) -> None:
    told = run(folder, "--of", "diem", "--by", "xa").stdout
    assert "sai số chuẩn" in told
    assert "4.5" in told


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "--of"),
        (["--of", "diem", "--kind", "ratio"], 2, "--over"),
        (["--of", "diem", "--over", "w"], 2, "--over"),
        (["--of", "nowhere"], 1, "no column nowhere"),
        (["--of", "hai_long"], 1, "not a number on line 2"),
        (["--of", "diem", "--kind", "share"], 1, "0 and 1"),
        (["--of", "diem", "--where", "diem >"], 1, "not finished"),
    ],
)
def test_a_question_that_cannot_be_answered_gets_a_sentence(
    folder: Path, words: list[str], code: int, said: str
) -> None:
    result = run(folder, *words, "--json")
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr


@pytest.mark.parametrize(
    ("data", "design", "said"),
    [
        (None, DESIGN, "no file"),
        ("", DESIGN, "is empty"),
        ("a,b\n1\n1,2,3\n", DESIGN, "cannot be read as CSV"),
        ("xa,w,diem\n", DESIGN, "no rows"),
        (DATA, "weights = ", "not TOML"),
        (DATA, 'weights = "w"\nstrata = "ho"', "single unit"),
        (DATA, 'weights = "w"\nlonely = ["fail"]', "is one of"),
        (DATA.replace(",", ";"), DESIGN, "separated by commas"),
        (DATA.replace("hai_long", "diem", 1), DESIGN, "two columns named diem"),
        (DATA.replace("A,1,10,4", "A,1,10,1e999"), DESIGN, "too large number on line 2"),
        (DATA.replace("A,1,10,4", "A,1,-10,4"), DESIGN, "must be above 0"),
        (DATA.replace("A,1,10,4", "A,1,NA,4"), DESIGN, "must be above 0"),
        (DATA, DESIGN + '[[stage]]\nsize = "ho"', "not one number within a stratum"),
        (DATA, DESIGN + '[[stage]]\nsize = "diem"', "is empty or not one number"),
        (DATA, 'weights = "w"\n[[stage]]\nsize = "xa"', "not a number"),
    ],
)
def test_files_that_cannot_be_read_get_a_sentence(folder: Path, data: str | None, design: str, said: str) -> None:
    (folder / "data.csv").write_text(data, encoding="utf-8") if data is not None else (folder / "data.csv").unlink()
    (folder / "design.toml").write_text(design)
    result = run(folder, "--of", "diem", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


def test_numbers_may_stand_between_blanks_and_an_answer_that_nobody_gave_is_null(folder: Path) -> None:
    (folder / "data.csv").write_text(DATA.replace("A,1,10,4", "A,1,10, 4 ").replace("A,2,10,5", "A,2,10, NA"))
    told = json.loads(run(folder, "--of", "diem", "--by", "xa", "--json").stdout)
    assert [one["n"] for one in told] == [1, 2]
    nobody = run(folder, "--of", "diem", "--kind", "mean", "--where", "diem > 100", "--json")
    assert json.loads(nobody.stdout) == dict.fromkeys(["estimate", "se", "low", "high", "deff"]) | {"n": 0, "df": 0}


@pytest.mark.parametrize("words", [["--json"], []])
def test_domains_of_an_empty_column_and_a_ratio_over_nothing_get_a_sentence_or_null(
    folder: Path, words: list[str]
) -> None:
    (folder / "data.csv").write_text("w,y,g,z\n2,1,,0\n2,3,,0\n")
    (folder / "design.toml").write_text('weights = "w"')
    empty = run(folder, "--of", "y", "--by", "g", *words)
    assert (empty.exit_code, empty.stdout) == (1, "")
    assert "is empty on every line" in empty.stderr
    ratio = run(folder, "--of", "y", "--over", "z", "--kind", "ratio", *words)
    assert ratio.exit_code == 0
    assert ratio.stderr == ""
    assert ("null" if words else "–") in ratio.stdout


RAKED = DESIGN + '[[margin]]\ncolumn = "xa"\ntotals = { A = 10, B = 30 }\n'


def test_weights_are_raked_to_the_margins_of_the_design(folder: Path) -> None:
    (folder / "design.toml").write_text(RAKED)
    told = json.loads(run(folder, "--of", "w", "--kind", "total", "--by", "xa", "--json").stdout)
    assert [one["estimate"] for one in told] == [pytest.approx(100), pytest.approx(600)]  # 10 and 30 people
    counted = json.loads(run(folder, "--kind", "total", "--where", "xa == 'B'", "--json").stdout)
    assert (counted["estimate"], counted["se"]) == (pytest.approx(30), pytest.approx(0, abs=1e-9))  # it is known


def test_those_who_answered_stand_for_their_class_also_under_margins(folder: Path) -> None:
    rows = "lop,w,tl,y\n1,10,1,4\n1,10,0,\n1,10,1,2\n2,10,1,5\n2,10,1,3\n2,10,0,\n2,10,0,\n"
    (folder / "data.csv").write_text(rows)
    design = 'weights = "w"\n[nonresponse]\nclasses = "lop"\nanswered = "tl"\n'
    (folder / "design.toml").write_text(design)
    told = json.loads(run(folder, "--of", "y", "--kind", "total", "--json").stdout)
    assert (told["estimate"], told["n"]) == (pytest.approx(15 * 6 + 20 * 8), 4)
    (folder / "design.toml").write_text(design + '[[margin]]\ncolumn = "lop"\ntotals = { 1 = 30, 2 = 80 }\n')
    told = json.loads(run(folder, "--of", "y", "--kind", "total", "--json").stdout)
    assert told["estimate"] == pytest.approx(15 * 6 + 40 * 8)
    assert told["se"] > 0


@pytest.mark.parametrize("errors", ["jackknife", "bootstrap"])
def test_errors_by_drawing_again_are_near_those_of_linearisation(folder: Path, errors: str) -> None:
    rows = [f"{'AB'[n % 2]},{n},10,{n * 7 % 5}," for n in range(40)]
    (folder / "data.csv").write_text("\n".join(["xa,ho,w,diem,hai_long", *rows]))
    plain = json.loads(run(folder, "--of", "diem", "--by", "xa", "--json").stdout)
    again = json.loads(run(folder, "--of", "diem", "--by", "xa", "--errors", errors, "--json").stdout)
    assert [one["estimate"] for one in again] == [one["estimate"] for one in plain]
    for one, other in zip(again, plain, strict=True):
        assert one["se"] == pytest.approx(other["se"], rel=0.1)
        assert one["low"] < one["estimate"] < one["high"]


@pytest.mark.parametrize(
    ("design", "words", "said"),
    [
        (DESIGN + '[nonresponse]\nclasses = "xa"', [], "needs both"),
        (DESIGN + '[nonresponse]\nclasses = "xa"\nanswered = "w"', [], "must hold 0 and 1"),
        (DESIGN + '[[margin]]\ncolumn = "xa"\ntotals = { A = 1 }', [], "do not hold the same values: B"),
        (DESIGN + '[[margin]]\ncolumn = "xa"\ntotals = { A = -1, B = 2 }', [], "needs `column` and `totals`"),
        (DESIGN + '[margin]\ncolumn = "xa"', [], "every margin is a table"),
        (DESIGN + '[[margin]]\ncolumn = "hai_long"\ntotals = { "Có" = 3, "Không" = 1 }', [], "is empty on line 5"),
        (RAKED, ["--errors", "jackknife"], "do not go with"),
    ],
)
def test_weights_that_cannot_be_fitted_get_a_sentence(folder: Path, design: str, words: list[str], said: str) -> None:
    (folder / "design.toml").write_text(design)
    result = run(folder, "--of", "diem", *words, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr


def test_the_list_of_commands_loads_no_heavy_library() -> None:
    heavy = (
        "import sys; from dinhlang.cli.main import run; run(['--help']); print({'numpy', 'polars'} & {*sys.modules})"
    )
    told = subprocess.run([sys.executable, "-c", heavy], capture_output=True, text=True, check=True)
    assert told.stdout.rstrip().endswith("set()")


def test_a_difference_of_two_communes_has_an_interval_and_a_sign(folder: Path) -> None:
    [told] = json.loads(run(folder, "--of", "diem", "--by", "xa", "--minus", "B", "--json").stdout)
    assert (told["domain"], told["gap"]) == ("A", 2)
    assert told["low"] < 2 < told["high"]
    assert told["sign"] == "not_shown"


def test_a_difference_needs_two_values_of_a_column(folder: Path) -> None:
    assert run(folder, "--of", "diem", "--minus", "B").exit_code == 2
    assert "has no C" in run(folder, "--of", "diem", "--by", "xa", "--minus", "C").stderr
