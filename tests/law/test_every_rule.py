"""The files of the law against the research they were made from, and against the promise that no number is uncited."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.dates.due import VIETNAM, Direction
from dinhlang.domain.law.rulebook import NoTermError
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

RESEARCH = Path(__file__).parents[3] / "shared" / "domain" / "law-rules.yaml"
TABLES = package_data.tables("law")
BOOK = parse_rulebook(TABLES)
RULES = 121
LATER = date(2026, 11, 23)
RENAMED = {"title_vi", "title_en", "article", "before", "note"}

SHORT = re.compile(r"\b[A-ZĐ]{2,}\b|\b[A-Z]+-[A-Z]+\b|\bthon\b")  # UBND, KT-XH: the research abbreviates


def research() -> list[dict[str, Any]]:
    if not RESEARCH.exists():
        pytest.skip(f"the research file {RESEARCH.name} is not beside this checkout")
    rows: list[dict[str, Any]] = yaml.safe_load(RESEARCH.read_text(encoding="utf-8"))["rules"]
    return rows


def rows() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, table in TABLES.items():
        for row in table.get("rule", ()):
            yield name, row


def latest(rule_id: str) -> Mapping[str, Any]:
    return max((row for _, row in rows() if row["id"] == rule_id), key=lambda row: row["valid_from"])


def test_every_rule_of_the_research_stands_in_the_files_with_its_numbers() -> None:
    found = research()
    assert len(found) == RULES
    for told in found:
        row = latest(told["id"])
        title = {"vi": told["title_vi"], "en": told["title_en"]}
        if not any(map(SHORT.search, title.values())):
            assert row["title"] == title
        assert not any(map(SHORT.search, row["title"].values())), f"{told['id']}: people read titles written out"
        for field, value in told.items():
            if field in RENAMED:
                continue
            expected = without_date(value) if field == "deadline" else value
            assert row.get(field, [] if field == "forms" else None) == expected, f"{told['id']}: {field}"
        if "note" in told:
            assert row["note"] == told["note"]


def without_date(term: dict[str, Any] | None) -> dict[str, Any] | None:
    return {name: value for name, value in term.items() if name != "valid_from"} if term else None


def test_the_articles_are_those_of_the_research() -> None:
    for told in research():
        assert numbers(latest(told["id"])["article"]) == numbers(told["article"]), told["id"]


def numbers(article: str) -> list[str]:
    """Return the article numbers of a reference, without acts, remarks and their years."""
    plain = re.sub(r"\([^)]*\)", "", article)
    return re.findall(r"(?<![\w/])\d[\d.\-]*(?:\.[a-zđ])?(?![\w/])", plain)


def test_what_changed_on_a_date_keeps_the_number_before_it() -> None:
    told = next(row for row in research() if row["id"] == "FB-KN-ACCEPT")
    older, newer = BOOK.versions("FB-KN-ACCEPT")
    assert older.deadline is not None
    assert (older.deadline.period.count, older.deadline.period.code) == (told["before"]["days"], "10d")
    assert newer.valid_from == date.fromisoformat(told["deadline"]["valid_from"])


def test_every_row_with_a_number_names_an_article_or_act_and_a_start_date() -> None:
    for name, row in rows():
        rule = next(one for one in BOOK.versions(row["id"]) if one.valid_from == row["valid_from"])
        assert rule.citations, f"{name}: {row['id']}"
        assert isinstance(row["valid_from"], date), f"{name}: {row['id']}"


def test_numbers_stand_in_rules_and_calendar_rows_only() -> None:
    allowed = {"act", "cited_act", "rule"}
    for name, table in TABLES.items():
        if "act" in table:
            assert set(table) <= allowed, name
            for act in (table["act"], *table.get("cited_act", ())):
                assert not [key for key, value in act.items() if type(value) in (int, float)], name
    assert not list(bare_numbers(TABLES["vocabulary"]))


def bare_numbers(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from bare_numbers(item)
    elif type(value) in (int, float):
        yield value


def test_no_float_stands_anywhere_in_the_law() -> None:
    for path in sorted(package_data.folder("law").glob("*.toml")):
        seen: list[str] = []

        def read(text: str, into: list[str] = seen) -> str:
            into.append(text)
            return text

        tomllib.loads(path.read_text(encoding="utf-8"), parse_float=read)
        assert seen == [], path.name


def test_every_rule_answers_a_question_about_its_term_on_a_day_of_today() -> None:
    calendar = parse_calendar(TABLES["calendar"])
    start, with_term = datetime(2026, 8, 3, 9, tzinfo=VIETNAM), 0
    for told in research():
        try:
            result = BOOK.due(told["id"], start, calendar)
        except NoTermError:
            assert told["deadline"] is None
            continue
        with_term += 1
        backwards = told["deadline"].get("direction") == "before"
        assert (result.direction is Direction.BEFORE) == backwards
        assert (result.due_at < start) == backwards
    assert with_term == 72


def test_every_share_of_the_research_is_exact() -> None:
    for told in research():
        if told["threshold"]:
            share = BOOK.threshold(told["id"], on=LATER)
            assert (share.fraction, share.strict) == (
                Fraction(told["threshold"]["fraction"]),
                told["threshold"]["strict"],
            )


def test_the_illustrative_regulation_says_that_it_is_invented() -> None:
    act = BOOK.acts["QCMH"]
    assert act.illustrative
    assert "minh họa" in act.name.vi
    assert all(rule.act is act for rules in BOOK.rules.values() for rule in rules if rule.id.startswith("PROV-"))
    assert not any(
        rule.act is act for rules in BOOK.rules.values() for rule in rules if not rule.id.startswith("PROV-")
    )
