"""Our own words about the law: read into paragraphs, and held to the numbers of the rows they name."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from dinhlang.domain.law.lint_texts import lint_texts
from dinhlang.domain.law.questions import TextError, blocks, parse_topics
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.domain.law.summaries import parse_summaries
from dinhlang.lib import package_data

BOOK = parse_rulebook(package_data.tables("law"))
TABLES = package_data.tables("law/questions")
Tables = dict[str, dict[str, Any]]


def test_the_texts_that_ship_have_no_fault() -> None:
    assert lint_texts(parse_topics(TABLES, BOOK.acts), BOOK) == []


def test_blank_lines_part_paragraphs_and_dashes_make_lists() -> None:
    found = blocks("Một.\nHai.\n\n- ba\n- bốn\n")
    assert [(one.is_list, one.lines) for one in found] == [(False, ("Một. Hai.",)), (True, ("ba", "bốn"))]


FAULTS: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda q: q["vi"].update(answer="Trong 6 ngày làm việc."), "“6 ngày làm việc” stands in no row"),
    (lambda q: q["vi"].update(answer="Trong 5 ngày."), "“5 ngày” stands in no row"),  # working days are no days
    (lambda q: q["en"].update(answer="Within 7 working days."), "“7 working days” stands in no row"),
    (lambda q: q["vi"].update(todo="Cần 3/4 số hộ."), "the share 3/4 stands in no row"),
    (lambda q: q["vi"].update(answer="Cần 60% số hộ."), "the share 3/5 stands in no row"),
    (lambda q: q["en"].update(answer="  "), "a language is empty"),
    (lambda q: q.update(rules=["DEC-99"]), "DEC-99 is no rule"),
]


@pytest.mark.parametrize(("change", "said"), FAULTS)
def test_a_text_that_tells_another_number_is_refused(change: Callable[[dict[str, Any]], Any], said: str) -> None:
    tables: Tables = copy.deepcopy(TABLES)
    question = next(one for one in tables["2-ban"]["question"] if one["code"] == "bao-nhieu-ho-dong-y")
    if "todo" not in said:
        question["vi"]["todo"] = question["en"]["todo"] = "Hỏi."
    change(question)
    if not question["en"]["answer"].strip():
        question["en"]["todo"] = " "
    found = [one.what for one in lint_texts(parse_topics(tables, BOOK.acts), BOOK)]
    assert any(said in one for one in found), found


def test_a_script_that_is_no_minute_and_a_code_that_stands_twice_are_refused() -> None:
    tables: Tables = copy.deepcopy(TABLES)
    tables["1-biet"]["script"]["vi"] = "Xin chào."
    tables["3-lam"]["question"][0]["code"] = "ap-duoc-quyet-viec-gi"
    found = [(one.where, one.what) for one in lint_texts(parse_topics(tables, BOOK.acts), BOOK)]
    assert ("script biet", "2 words: read out it is not a minute") in found
    assert ("ap-duoc-quyet-viec-gi", "stands twice") in found


def test_an_article_of_an_unknown_act_is_refused() -> None:
    tables: Tables = copy.deepcopy(TABLES)
    tables["1-biet"]["question"][0]["articles"] = "L99 1"
    with pytest.raises(TextError, match="1-biet"):
        parse_topics(tables, BOOK.acts)


@pytest.mark.parametrize("broken", [{"no": "5"}, {"no": "x", "vi": "a", "en": "b"}, {"vi": "a", "en": "b"}])
def test_a_summary_of_no_article_or_in_one_language_is_refused(broken: dict[str, str]) -> None:
    with pytest.raises(TextError, match="luat"):
        parse_summaries({"luat": {"act": "L10", "article": [broken]}}, BOOK.acts)
    assert len(parse_summaries(package_data.tables("law/articles"), BOOK.acts)) >= 15
