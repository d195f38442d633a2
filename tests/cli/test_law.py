"""`dinhlang law`: the answers that programs read, and the sentences people get instead of an answer."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dinhlang.apps.law.models import CalendarDay
from dinhlang.cli import law, law_deployment

RULE_COUNT = 121


def run(*arguments: str) -> Result:
    return CliRunner().invoke(law.app, arguments)


def answer(*arguments: str) -> dict[str, object]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    read: dict[str, object] = json.loads(result.stdout)
    return read


def test_a_deadline_is_told_with_rule_explanation_and_citation() -> None:
    told = answer("deadline", "PUB-11-01", "--from", "2026-02-12")
    assert set(told) == {"due", "rule", "explanation", "citation"}
    assert (told["due"], told["rule"]) == ("2026-02-26", "PUB-11-01")
    assert "khoản 3 Điều 12" in str(told["citation"])
    assert told["explanation"][-1] == "Hạn: hết ngày thứ Năm 26/02/2026."  # type: ignore[index]


@pytest.mark.parametrize(
    ("period", "start", "due"),
    [
        ("5wd", "2026-02-12", "2026-02-26"),
        ("5WD", "2026-08-20T16:00", "2026-08-26"),
        ("15d", "2026-11-09", "2026-11-25"),
        ("3mo", "2025-12-31", "2026-03-31"),
        ("72h", "2026-02-14T14:05", "2026-02-17T14:05:00+07:00"),
        ("72h", "2026-02-14T07:05Z", "2026-02-17T14:05:00+07:00"),
    ],
)
def test_a_plain_period_is_counted(period: str, start: str, due: str) -> None:
    told = answer("deadline", period, "--from", start)
    assert (told["due"], told["rule"]) == (due, period.lower())
    assert "Bộ luật Dân sự" in str(told["citation"])


def test_the_explanation_speaks_english_on_request() -> None:
    told = answer("deadline", "2wd", "--from", "2026-01-08", "--lang", "en")
    assert told["explanation"][-1] == "Due: end of Saturday 10/01/2026."  # type: ignore[index]


def test_a_term_before_an_event_takes_the_day_of_the_event() -> None:
    assert answer("deadline", "FB-TCD-24", "--from", "2026-03-09")["due"] == "2026-03-02"


def test_a_provision_without_a_term_is_a_no_that_names_the_provinces_row() -> None:
    result = run("deadline", "FB-35-ANSWER", "--from", "2026-03-02", "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "PROV-FB-ANSWER" in result.stderr
    assert "15 ngày làm việc" in result.stderr


def test_a_minimum_is_not_taken_for_a_term() -> None:
    result = run("deadline", "CON-25-1", "--from", "2026-03-02")
    assert result.exit_code == 1
    assert "tối thiểu 20 ngày" in result.stderr


def test_a_provision_not_yet_in_force_is_a_no_that_says_since_when() -> None:
    result = run("deadline", "PUB-11-08", "--from", "2023-06-30")
    assert result.exit_code == 1
    assert "đã thông qua, chưa có hiệu lực" in result.stderr
    assert "từ 01/07/2023" in result.stderr


def test_an_unsure_number_is_told_with_a_warning_beside_the_answer() -> None:
    result = run("deadline", "PUB-BUD-DRAFT", "--from", "2026-03-02", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["rule"] == "PUB-BUD-DRAFT"
    assert "chưa chắc chắn" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("deadline", "PUB-11-99", "--from", "2026-03-02"), "PUB-11-09"),
        (("deadline", "5weeks", "--from", "2026-03-02"), "5wd, 15d, 3mo, 72h"),
        (("deadline", "5wd", "--from", "12/02/2026"), "2026-02-12"),
        (("deadline", "5wd"), "--from"),
        (("threshold", "2/3", "--total", "0", "--yes", "0"), "từ 1"),
        (("threshold", "2/3", "--total", "10", "--yes", "11"), "từ 0 đến tổng số"),
        (("threshold", "2/3", "--total", "10.5", "--yes", "7"), "--total"),
        (("threshold", "0.66", "--total", "10", "--yes", "7"), "2/3, >1/2"),
        (("show", "NOTHING"), "không có quy định"),
        (("show", "PUB-11-01", "--on", "today"), "2026-02-12"),
    ],
)
def test_wrong_usage_says_what_is_expected(arguments: tuple[str, ...], expected: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert expected in result.stderr


@pytest.mark.parametrize(
    ("rule", "total", "yes", "passes", "needed"),
    [
        ("DEC-15-1-T", 143, 96, True, 96),
        ("DEC-15-1-T", 143, 95, False, 96),
        ("2/3", 143, 96, True, 96),
        (">1/2", 100, 50, False, 51),
        ("1/2", 100, 50, True, 50),
    ],
)
def test_a_threshold_tells_whether_it_passes_and_what_is_needed(
    rule: str, total: int, yes: int, passes: bool, needed: int
) -> None:
    told = answer("threshold", rule, "--total", str(total), "--yes", str(yes))
    assert set(told) == {"passes", "needed", "citation"}
    assert (told["passes"], told["needed"]) == (passes, needed)


def test_a_provision_without_a_share_is_a_no() -> None:
    result = run("threshold", "PUB-11-01", "--total", "10", "--yes", "7")
    assert result.exit_code == 1
    assert "không đòi tỷ lệ" in result.stderr


def test_words_are_for_people_and_json_for_programs() -> None:
    assert run("deadline", "5wd", "--from", "2026-02-12").stdout.startswith("2026-02-26\n  Bắt đầu: thứ Năm")
    assert run("threshold", "DEC-15-4", "--total", "100", "--yes", "50").stdout.startswith("KHÔNG ĐẠT: 50/100")
    assert "tổng số đại diện hộ gia đình của thôn" in run("show", "DEC-15-4").stdout


def test_a_provision_is_shown_as_on_its_day() -> None:
    assert answer("show", "FB-KN-ACCEPT", "--on", "2026-06-30")["deadline"]["period"] == "10d"  # type: ignore[index]
    told = answer("show", "fb-kn-accept")
    assert told["deadline"]["period"] == "7wd"  # type: ignore[index]
    assert len(told["versions"]) == 2  # type: ignore[arg-type]
    assert "7 ngày làm việc kể từ ngày nhận" in run("show", "FB-KN-ACCEPT").stdout
    assert run("show", "PUB-11-01", "--on", "2005-01-01").exit_code == 1


def test_a_day_before_the_law_is_answered_by_the_ordinance() -> None:
    told = answer("show", "DEC-15-1-T", "--on", "2023-06-30")
    assert told["threshold"] == {"share": ">1/2", "strict": True, "of": "voters_or_household_voters_of_thon"}
    assert (told["status"], told["act_ended"]) == ("in_force", "2023-06-30")
    assert answer("deadline", "PUB-11-01", "--from", "2023-03-01")["due"] == "2023-03-03"


def test_a_row_that_is_passed_but_not_in_force_says_so() -> None:
    result = run("show", "FB-TCD-28", "--on", "2013-12-01")
    assert (result.exit_code, "đã thông qua, chưa có hiệu lực" in result.stderr) == (1, True)
    assert "Tình trạng ngày 01/08/2026: có hiệu lực, đã sửa đổi" in run(
        "show", "FB-KN-ACCEPT", "--on", "2026-08-01"
    ).stdout  # fmt: skip


LOOSE = """
[act]
code = "QCX"
number = "thử"
name = { vi = "Quy chế thử", en = "Trial regulation" }
in_force = 2026-01-01
in_force_confidence = "sure"
place = { level = "commune", code = "29602", name = { vi = "Xã thử", en = "Trial commune" } }
sources = ["demo"]

[[rule]]
id = "XA-LATE"
title = { vi = "Công khai trong 10 ngày", en = "Public within 10 days" }
article = "QCX 1"
valid_from = 2026-01-01
kind = "publish"
scope = "commune"
who = "UBND"
deadline = { days = 10, working = true, from = "decision_or_document_date" }
overlays = "PUB-11-01"
confidence = "sure"
"""


def test_lint_finds_nothing_in_our_own_files() -> None:
    assert run("lint").exit_code == 0
    assert answer("lint") == {"findings": []}


def test_lint_is_a_no_that_says_what_and_where(tmp_path: Path) -> None:
    (tmp_path / "quy-che-thu.toml").write_text(LOOSE)
    result = run("lint", str(tmp_path))
    assert result.exit_code == 1
    assert "quy-che-thu: XA-LATE: overlay: thời hạn 10 ngày làm việc lỏng hơn" in result.stdout
    told = json.loads(run("lint", str(tmp_path), "--json").stdout)
    assert [one["where"] for one in told["findings"]] == ["XA-LATE"]


def test_lint_names_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "hong.toml").write_text("[act")
    assert "hong: : shape: " in run("lint", str(tmp_path)).stdout


def test_every_rule_can_be_shown_in_words_and_as_data() -> None:
    shown = list(law.rulebook().rules)
    assert len(shown) > RULE_COUNT
    for rule in shown:
        assert answer("show", rule)["id"] == rule
        assert rule in run("show", rule).stdout


def test_the_command_answers_without_django_and_without_a_database() -> None:
    code = (
        "import sys; from dinhlang.cli.main import run;"
        "code = run(['law', 'deadline', '5wd', '--from', '2026-02-12', '--json']);"
        "sys.exit(code or 'django' in sys.modules)"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "DJANGO"))}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["due"] == "2026-02-26"


@pytest.mark.django_db
def test_a_late_day_is_added_to_a_deployment_and_counted_there() -> None:
    result = run("calendar", "add", "2026-02-24", "--kind", "off", "--notice", "Công văn 1/VPCP-KGVX")
    assert result.exit_code == 0, result.output
    assert CalendarDay.objects.get().notice == "Công văn 1/VPCP-KGVX"
    again = CliRunner().invoke(law_deployment.app, ["deadline", "5wd", "--from", "2026-02-12", "--json"])
    assert json.loads(again.stdout)["due"] == "2026-02-27"
    assert answer("deadline", "5wd", "--from", "2026-02-12")["due"] == "2026-02-26"


@pytest.mark.django_db
def test_the_late_days_of_a_named_deployment_count(tmp_path: Path) -> None:
    run("calendar", "add", "2026-02-24", "--kind", "off", "--notice", "Công văn 1/VPCP-KGVX")
    result = run("deadline", "5wd", "--from", "2026-02-12", "--data-dir", str(tmp_path))
    assert (result.exit_code, result.stdout.partition("\n")[0]) == (0, "2026-02-27")


@pytest.mark.django_db
def test_a_late_day_that_is_no_date_or_has_no_kind_is_wrong_usage() -> None:
    assert run("calendar", "add", "24/02/2026", "--kind", "off", "--notice", "x").exit_code == 2
    assert run("calendar", "add", "2026-02-24", "--kind", "maybe", "--notice", "x").exit_code == 2
    assert not CalendarDay.objects.exists()
