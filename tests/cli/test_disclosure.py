"""`dinhlang disclosure`: the audit explains every cell of a commune on a day."""

import json

import pytest
from tests.disclosures import Register, begun

from dinhlang.cli import main


@pytest.fixture
def register(db: None) -> Register:
    """Return a commune that has signed a document of item 11.1."""
    return begun()


def test_the_audit_explains_each_status_with_article_and_dates(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    register.complete()
    assert main.run(["disclosure", "audit", "--commune", "Xã Long Hồ", "--on", "2026-03-20", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    cells = {(one["item"], one["quarter"]): one for one in told["cells"]}
    assert len(cells) == 15 * 3
    cell = cells["11.1", "2026-Q1"]
    assert cell["status"] == "in_time"
    thing = cell["things"][0]
    assert (thing["due_on"], thing["published_on"]) == ("2026-03-09", "2026-03-05")
    assert "khoản 3 Điều 12" in thing["term_article"]["vi"]
    assert thing["counted"]["vi"][-1].startswith("Hạn: hết ngày")
    assert any("30" in one["words"]["en"] for one in thing["reasons"])
    assert cells["11.9", "2025-Q4"]["status"] == "not_due"


def test_the_audit_looks_at_the_day_it_is_asked_about(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    register.complete()
    assert main.run(["disclosure", "audit", "--commune", "T1", "--on", "2026-03-04"]) == 0
    out = capsys.readouterr().out
    assert "2026-Q1  11.1   sắp đến hạn" in out
    assert "09/03/2026" in out


def test_a_commune_that_is_not_known_is_said_in_words(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["disclosure", "audit", "--commune", "Xã Không Có"]) == 1
    assert "Xã Không Có" in capsys.readouterr().err
