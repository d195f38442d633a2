"""The table of elections that a lawyer can read, held against the rules; and facts of elections that cannot be."""

from pathlib import Path
from typing import Any

import pytest

from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.decisions.checked import Checked, check
from dinhlang.domain.decisions.facts import FactsError, read_facts
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

TABLES = package_data.tables("law")
BOOK, CALENDAR = parse_rulebook(TABLES), parse_calendar(TABLES["calendar"])
LINES = Path(__file__).with_name("election_cases.md").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line.startswith("| 15.")]
FACTS: dict[str, Any] = {
    "matter": "15.4", "scope": "village", "form": "meeting", "households": 100, "present": 90, "held_on": "2026-03-01",
    "candidates": [{"name": "A", "votes": 51}, {"name": "B", "votes": 39}],
}  # fmt: skip


def answer(facts: dict[str, Any]) -> Checked:
    return check(read_facts(facts), BOOK, CALENDAR)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]} {row[2]} {row[3]}")
def test_the_law_elects_as_the_table_says(row: list[str]) -> None:
    present, households = map(int, row[1].split("/"))
    votes = [int(one) for one in row[2].split(",")]
    told = {"candidates": [{"name": "ABC"[at], "votes": one} for at, one in enumerate(votes)], "seats": int(row[3])}
    found = answer({**FACTS, "matter": row[0], "present": present, "households": households, **told})
    assert found.elected is not None
    assert [
        str(found.needed), *(", ".join(sorted(one)) or "-" for one in (found.elected, found.tied)),
        str(found.open_seats), "đạt" if found.passed else "không",
    ] == row[4:9]  # fmt: skip
    (said,) = [one for one in found.findings if one.code == "elected"]
    assert "Điều 21" in said.citation.vi


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"candidates": []}, "is a list"), ({"candidates": [{"name": "A"}]}, "is a list"),
        ({"candidates": [{"name": "A", "votes": -1}]}, "is a list"),
        ({"candidates": [{"name": "A", "votes": 1}, {"name": "A", "votes": 1}]}, "share a name"),
        ({"valid": 50}, "Votes for candidate 1 (51)"), ({"seats": 0}, "at least 1"), ({"seats": "x"}, "whole number"),
        ({"given": 91}, "Slips handed out (91)"), ({"valid": 90, "invalid": 1}, "came back"),
        ({"candidates": [{"name": "A", "votes": 60}, {"name": "B", "votes": 60}]}, "add up to 120"),
        ({"yes": 40}, "the most votes, 51"), ({"households": None}, "households is missing"),
    ],
)  # fmt: skip
def test_an_election_that_cannot_be_is_refused_with_what_is_wrong(change: dict[str, Any], told: str) -> None:
    with pytest.raises(FactsError) as refused:
        answer({**FACTS, **change})
    assert told in str(refused.value)


def test_without_candidates_the_answer_is_as_before_and_other_matters_do_not_use_them() -> None:
    plain = {**FACTS, "yes": 51}
    del plain["candidates"]
    assert (answer(plain).elected, answer(plain).passed) == (None, True)
    road = read_facts({**FACTS, "matter": "15.1", "yes": 70, "seats": 1})
    assert (road.told, road.unused) == (None, ("candidates", "seats"))
    online = answer({**FACTS, "form": "online", "consent_yes": 60})
    assert (online.form_allowed, online.passed) == (False, False)
