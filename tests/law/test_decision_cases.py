"""The table of decisions that a lawyer can read, held against the rules; every line is one case."""

from pathlib import Path
from typing import Any

import pytest

from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.decisions.checked import check
from dinhlang.domain.decisions.facts import read_facts
from dinhlang.domain.decisions.matters import MATTERS
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

TABLES = package_data.tables("law")
BOOK, CALENDAR = parse_rulebook(TABLES), parse_calendar(TABLES["calendar"])
FORMS = {"họp": "meeting", "phiếu": "ballot", "mạng": "online"}
LINES = Path(__file__).with_name("decision_cases.md").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line.startswith("| 15.")]


def facts_of(row: list[str]) -> dict[str, Any]:
    matter, scope = row[0].split()
    form, _, more = row[1].partition(" ")
    facts: dict[str, Any] = {"matter": matter, "scope": "village" if scope == "thôn" else "commune"}
    facts |= {"form": FORMS[form], "held_on": row[3], "received_on": none(row[4]), "recognised_on": none(row[5])}
    if form == "phiếu":
        facts["ballot_case"] = more or None
    if form == "mạng" and more:
        facts["consent_yes"] = int(more)
    if scope == "xã":
        pairs = [one.split("/") for one in row[2].split(",")]
        return facts | {"villages": [{"yes": int(yes), "households": int(total)} for yes, total in pairs]}
    return facts | dict(zip(("yes", "present", "households"), map(int, row[2].split("/")), strict=True))


def none(cell: str) -> str | None:
    return None if cell == "-" else cell


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]} {row[2]} {row[3]}")
def test_the_law_answers_as_the_table_says(row: list[str]) -> None:
    answer = check(read_facts(facts_of(row)), BOOK, CALENDAR)
    days = (answer.submission_due, answer.recognition_due, answer.effective_from)
    got = [
        "có" if answer.form_allowed else "không",
        "đạt" if answer.passed else "không",
        str(answer.needed),
        answer.recognising_body.value if answer.recognising_body else "-",
        *(day.isoformat() if day else "-" for day in days),
    ]
    assert got == row[6:13]
    assert any(row[13] in one.citation.vi for one in answer.findings), [one.citation.vi for one in answer.findings]
    assert all(one.citation.vi and one.citation.en and one.words.vi and one.words.en for one in answer.findings)


def test_every_matter_stands_in_the_table() -> None:
    assert {row[0] for row in ROWS} == {f"{one.code} thôn" for one in MATTERS.values()} | {"15.1 xã", "15.2 xã"}
