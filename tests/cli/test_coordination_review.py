"""The review of a plan from the command line: two files that open, or a sentence."""

import json
from pathlib import Path

import docx
import pikepdf
import pytest

from dinhlang.apps.coordination import actions
from dinhlang.cli import main
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db
REVIEW = ("coordination", "review", "--plan", "dan-van-chinh-quyen-2022")


def test_a_review_is_written_as_known_on_a_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    actions.import_history(actor=SYSTEM, at=clock.now())
    assert main.run([*REVIEW, "--on", "2023-03-13", "--out", str(tmp_path / "new"), "--json"]) == 0
    written = json.loads(capsys.readouterr().out)
    assert Path(written["docx"]).name == "tong-ket-dan-van-chinh-quyen-2022-2023-03-13.docx"
    assert docx.Document(written["docx"]).paragraphs
    assert len(pikepdf.open(written["pdf"]).pages) > 1
    assert main.run([*REVIEW, "--on", "2020-01-01", "--out", str(tmp_path)]) == 1
    assert "Không có kế hoạch này." in capsys.readouterr().err
    assert not list(tmp_path.glob("*.docx"))


def test_an_unknown_plan_or_a_day_to_come_is_a_no_with_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["coordination", "review", "--plan", "khong-co"]) == 1
    assert "Không có kế hoạch này." in capsys.readouterr().err
    assert main.run([*REVIEW, "--on", "9000-01-01"]) == 1
    assert "Ngày này chưa tới." in capsys.readouterr().err
