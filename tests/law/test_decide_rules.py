"""Every rule about deciding, at its boundary: a table that a lawyer can read, held against the files of the law."""

from datetime import date, datetime
from pathlib import Path

import pytest

from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.domain.law.threshold import Threshold
from dinhlang.lib import package_data

TABLES = package_data.tables("law")
BOOK, CALENDAR = parse_rulebook(TABLES), parse_calendar(TABLES["calendar"])
TODAY = date(2026, 11, 23)
LINES = Path(__file__).with_name("decide_rules.md").read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line[:4] in ("| DE", "| AG", "| SO")]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]} {row[1]}")
def test_the_law_says_what_the_table_says(row: list[str]) -> None:
    rule_id, told, article, _why = row
    rule = BOOK.rule(rule_id, on=TODAY)
    assert article in rule.citation.vi, rule.citation.vi
    kind, _, rest = told.partition(" ")
    if kind == "-":
        assert (rule.deadline, rule.threshold, rule.min_duration) == (None, None, None)
    elif kind == "trọn":
        assert rule.min_duration is not None
        assert str(rule.min_duration.count) == rest
    elif kind == "ghi":
        name, _, value = rest.partition(" = ")
        found = rule.details[name]
        assert (", ".join(map(str, found)) if isinstance(found, (list, tuple)) else str(found)) == value
    else:
        given, _, expected = rest.partition(" → ")
        _boundary(rule_id, kind, given, expected)


def _boundary(rule_id: str, kind: str, given: str, expected: str) -> None:
    if kind == "ngày":
        start = datetime.fromisoformat(given).replace(tzinfo=VIETNAM)
        assert BOOK.due(rule_id, start, CALENDAR, on=TODAY).due_on.isoformat() == expected
        return
    share = {"đủ": BOOK.rule(rule_id, on=TODAY).threshold, "họp": BOOK.rule(rule_id, on=TODAY).quorum}[kind]
    assert isinstance(share, Threshold)
    total, enough = int(given), int(expected)
    assert share.needed(total) == enough
    assert share.passes(enough, total)
    assert not share.passes(enough - 1, total)


def test_every_rule_about_deciding_stands_in_the_table() -> None:
    deciding = {row["id"] for table in TABLES.values() for row in table.get("rule", ()) if row["kind"] == "decide"}
    local = {one for one in deciding if BOOK.rule(one, on=TODAY).overlays}
    assert {row[0] for row in ROWS} == deciding - local
