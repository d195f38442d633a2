"""One table of commands; a failure is a sentence and a code."""

import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer
from django.db.utils import OperationalError, ProgrammingError

from dinhlang.cli import failure, invocation
from dinhlang.cli.main import COMMANDS, run, take_data_dir
from dinhlang.lib.data_dir import open_data_dir
from dinhlang.lib.env import SettingError
from dinhlang.lib.refusal import RefusedError


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_module_and_entry(name: str) -> None:
    command = COMMANDS[name]
    assert find_spec(f"dinhlang.cli.{command.module}") is not None
    assert callable(getattr(import_module(f"dinhlang.cli.{command.module}"), command.entry))


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if command.entry == "app"])
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert f"dinhlang {name}" in capsys.readouterr().out


def test_help_names_every_command_but_the_steps_of_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = capsys.readouterr().out
    assert {name for name, command in COMMANDS.items() if command.help not in shown} == {
        name for name, command in COMMANDS.items() if command.hidden
    }


def test_an_unknown_command_is_wrong_usage_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dmeo"]) == 2
    captured = capsys.readouterr()
    assert "Did you mean demo?" in captured.err
    assert captured.out == ""


def test_nothing_asked_is_wrong_usage() -> None:
    assert run([]) == 2


def test_an_unknown_option_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["settings", "--colour"]) == 2
    assert "--colour" in capsys.readouterr().err


@pytest.mark.parametrize("option", [["--data-dir", "/a/b"], ["--data-dir=/a/b"]])
def test_the_data_directory_may_stand_anywhere(option: list[str]) -> None:
    for arguments in (["show", *option, "--json"], [*option, "show", "--json"], ["show", "--json", *option]):
        assert take_data_dir(arguments) == (Path("/a/b"), ["show", "--json"])


def test_a_data_directory_without_a_value_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["migrate", "--data-dir"]) == 2
    assert "--data-dir needs a directory" in capsys.readouterr().err


def test_the_environment_names_the_data_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DINHLANG_DATA_DIR", "/from/environment")
    assert take_data_dir(["show"]) == (Path("/from/environment"), ["show"])


def outcome_of(error: BaseException, place: Path) -> int:
    with failure.explained("law", place) as outcome:
        raise error
    return outcome.code


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (RefusedError("Không có quy định này."), 1, "Không có quy định này."),
        (SettingError("DINHLANG_DEMO must be true or false."), 2, "must be true or false"),
        (OperationalError("connection refused"), 1, "the database does not answer"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_is_expected_is_said_in_a_sentence(
    error: BaseException, code: int, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome_of(error, tmp_path) == code
    assert sentence in capsys.readouterr().err


def test_a_table_of_another_version_asks_for_migrate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cause = Exception()
    cause.sqlstate = "42P01"  # type: ignore[attr-defined]
    error = ProgrammingError("relation does not exist")
    error.__cause__ = cause
    assert outcome_of(error, tmp_path) == 1
    assert "dinhlang migrate" in capsys.readouterr().err


def test_what_is_unexpected_leaves_its_place_but_nobodys_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DINHLANG_DEBUG", raising=False)
    place = open_data_dir(tmp_path / "data")
    assert outcome_of(KeyError("Nguyễn Văn A"), place.path) == 1
    said, log = capsys.readouterr().err, (place.logs / "commands.log").read_text()
    assert "Traceback" not in said
    assert str(place.logs / "commands.log") in said
    assert "test_main.py" in log
    assert "Nguyễn Văn A" not in said + log


def test_a_refusal_inside_a_command_gives_no(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    app = typer.Typer()

    @app.command()
    def close() -> None:
        raise RefusedError("Việc này đã khép lại.")

    with failure.explained("close", tmp_path) as outcome:
        outcome.code = invocation.invoke(app, "close", [], "")
    assert outcome.code == 1
    assert capsys.readouterr().err == "dinhlang close: Việc này đã khép lại.\n"


def test_the_verifier_runs_without_django() -> None:
    script = (
        "import sys; from dinhlang.cli.main import run\n"
        "try: run(['verify', '--help'])\nexcept SystemExit: pass\n"
        "sys.exit('django' in sys.modules or 'psycopg' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0
