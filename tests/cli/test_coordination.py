import json

import pytest

from dinhlang.cli import main

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> int:
    return main.run(["coordination", *arguments])


def test_the_history_is_imported_once_and_shown_as_of_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "--json") == 0
    assert json.loads(capsys.readouterr().out)["tasks"] == 71
    assert run("import", "--json") == 0
    assert json.loads(capsys.readouterr().out)["acts"] == 0
    assert run("show", "document", "10/2022/qh15", "--on", "2023-03-13") == 0
    assert "đã thông qua, chưa có hiệu lực" in capsys.readouterr().out
    assert run("show", "plan", "dan-van-chinh-quyen-2022", "--on", "2023-03-13", "--json") == 0
    assert json.loads(capsys.readouterr().out)["row"]["score"]["total"] == 24
    assert run("show", "claims", "--on", "2023-03-13") == 0
    assert "ngày nói: chưa kiểm chứng được" in capsys.readouterr().out
    assert run("show", "conference", "hoi-nghi-2023-03-13", "--on", "2023-03-13") == 0
    assert "Nguyễn Thành Thế" in capsys.readouterr().out
    assert run("show", "register", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) == 40
    assert run("show", "plans") == 0
    assert "nhiệm vụ do Đảng ủy UBND tỉnh Vĩnh Long kế thừa" in capsys.readouterr().out


def test_what_is_not_known_on_a_day_is_a_no_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    for what, code in (("document", "10/2022/QH15"), ("plan", "x"), ("conference", "x")):
        assert run("show", what, code, "--on", "2020-01-01") == 1
        assert "01/01/2020" in capsys.readouterr().err


def test_an_unknown_thing_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "weather") == 2
    assert "register" in capsys.readouterr().err
