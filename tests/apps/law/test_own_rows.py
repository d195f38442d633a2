"""The rows of a deployment's own folder: read when they pass the lint, told when they do not."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.province import ZONE, found

from dinhlang.apps.feedback.actions.submit import rule_for
from dinhlang.apps.law import queries
from dinhlang.apps.law.queries import terms

AT = datetime(2026, 3, 2, 9, tzinfo=ZONE)
FILE = """
[act]
code = "QCT1"
number = "thử"
name = {{ vi = "Quy chế thử của xã", en = "Trial regulation" }}
in_force = 2026-01-01
in_force_confidence = "sure"
place = {{ level = "commune", code = "T1", name = {{ vi = "Xã Long Hồ", en = "Xã Long Hồ" }} }}
sources = ["demo"]
illustrative = true
note = "For a test."

[[rule]]
id = "XA-FB-ANSWER"
title = {{ vi = "Trả lời trong {days} ngày", en = "Answer within {days} days" }}
article = "QCT1 1"
valid_from = 2026-01-01
kind = "feedback"
scope = "commune"
who = "UBND"
deadline = {{ days = {days}, working = true, from = "receipt" }}
overlays = "FB-35-ANSWER"
confidence = "sure"
"""


def forget() -> None:
    terms._own_rows.cache_clear()
    terms.rulebook.cache_clear()
    terms._counted.cache_clear()


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """Return the folder of own rows; the process forgets what it read, before and after."""
    settings.LAW_DIR = tmp_path
    forget()
    yield tmp_path
    forget()


@pytest.mark.django_db
def test_a_tighter_row_sets_the_clock_of_its_commune(folder: Path) -> None:
    (folder / "xa.toml").write_text(FILE.format(days=10), encoding="utf-8")
    province = found()
    assert rule_for("PROV-FB-ANSWER", province.id("T1"), AT) == "XA-FB-ANSWER"
    assert rule_for("PROV-FB-ANSWER", province.id("T1-KT"), AT) == "XA-FB-ANSWER"  # an office of that commune
    assert rule_for("PROV-FB-ANSWER", province.id("T2"), AT) == "PROV-FB-ANSWER"
    assert queries.local_faults() == ()
    assert str(queries.compute_deadline("XA-FB-ANSWER", AT).due_on) == "2026-03-16"


@pytest.mark.django_db
@pytest.mark.parametrize("text", [FILE.format(days=90), "no toml ["])
def test_a_row_with_a_fault_rules_nowhere_and_the_page_says_so(folder: Path, client: Client, text: str) -> None:
    (folder / "xa.toml").write_text(text, encoding="utf-8")
    province = found()
    assert rule_for("PROV-FB-ANSWER", province.id("T1"), AT) == "PROV-FB-ANSWER"
    assert queries.local_faults()
    assert "dinhlang law lint" in client.get("/luat/dia-phuong/").content.decode()
