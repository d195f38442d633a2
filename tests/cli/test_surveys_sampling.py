"""`dinhlang surveys size` and `draw`."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dinhlang.cli import surveys

PLAN = '[[stage]]\ncluster = "ap"\ntake = 2\nmethod = "pps"\nmeasure = "nguoi"\n[[stage]]\ncluster = "ho"\ntake = 2\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [f"A{ap},{100 + ap},{ap}-{ho}" for ap in range(4) for ho in range(5)]
    (tmp_path / "khung.csv").write_text("ap,nguoi,ho\n" + "\n".join(lines), encoding="utf-8")
    (tmp_path / "mau.toml").write_text(PLAN)
    return tmp_path


def draw(folder: Path, out: str, seed: str = "hạt giống") -> Result:
    words = ["draw", str(folder / "khung.csv"), "--plan", str(folder / "mau.toml"), "--seed", seed]
    return CliRunner().invoke(surveys.app, [*words, "--out", str(folder / out)])


def test_households_are_drawn_again_by_their_numbers() -> None:
    words = ["households", "--village", "29857", "--size", "10", "--take", "3", "--replacements", "2", "--seed", "a"]
    told = CliRunner().invoke(surveys.app, words)
    drawn = [line.split("\t") for line in told.stdout.splitlines()]
    assert [turn for _serial, turn in drawn] == ["0", "0", "0", "1", "2"]
    assert len({serial for serial, _turn in drawn}) == 5


def test_a_sample_is_drawn_again_from_the_same_seed(folder: Path) -> None:
    for out in ("one.csv", "two.csv"):
        assert draw(folder, out).exit_code == 0
    assert (folder / "one.csv").read_bytes() == (folder / "two.csv").read_bytes()
    rows = list(csv.DictReader((folder / "one.csv").open(encoding="utf-8")))
    assert len(rows) == 4
    assert all(float(one["weight"]) > 1 for one in rows)


def test_a_sample_never_overwrites_another(folder: Path) -> None:
    (folder / "one.csv").write_text("mine")
    assert draw(folder, "one.csv").exit_code == 1
    assert (folder / "one.csv").read_text() == "mine"


@pytest.mark.parametrize(
    "plan", ["", "x", "[[stage]]\ntake = 1", '[[stage]]\ncluster = "no"\ntake = 1', PLAN + "fpc = 1",
             '[[stage]]\ncluster = "ap"\ntake = 9', '[[stage]]\ncluster = "ap"\ntake = 1\nmethod = "guess"']
)  # fmt: skip
def test_a_plan_that_cannot_be_followed_gets_a_sentence(folder: Path, plan: str) -> None:
    (folder / "mau.toml").write_text(plan)
    answer = draw(folder, "one.csv")
    assert answer.exit_code == 1
    assert "no sample can be drawn" in answer.stderr
    assert not (folder / "one.csv").exists()


def test_sizes_are_told() -> None:
    run = CliRunner().invoke(surveys.app, ["size", "--population", "4000000", "--margin", "0.05", "--deff", "2"])
    assert run.stdout.strip() == "769"
    assert CliRunner().invoke(surveys.app, ["size", "--population", "5", "--margin", "two"]).exit_code == 1
