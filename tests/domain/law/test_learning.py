"""Quizzes and paths: their shape, their numbers, and how answers are counted."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from dinhlang.domain.law.learning import answers_of, parse_paths, parse_quizzes, passed, score
from dinhlang.domain.law.lint_learning import lint_learning
from dinhlang.domain.law.questions import TextError, in_reading_order, parse_topics
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

BOOK = parse_rulebook(package_data.tables("law"))
TOPICS = parse_topics(package_data.tables("law/questions"), BOOK.acts)
TABLES = package_data.tables("law/learning")
PATHS = TABLES.pop("paths")
TOPIC_CODES = [one.code for one in TOPICS]
QUESTION_CODES = [one.code for one in in_reading_order(TOPICS)]


def faults(change: Callable[[dict[str, Any], dict[str, Any]], Any]) -> list[str]:
    tables, paths = copy.deepcopy(TABLES), copy.deepcopy(PATHS)
    change(tables, paths)
    found = lint_learning(
        parse_quizzes(tables, BOOK.acts), parse_paths(paths), TOPIC_CODES, QUESTION_CODES, BOOK
    )  # fmt: skip
    return [f"{one.where}: {one.what}" for one in found]


def test_six_topics_have_ten_questions_each_without_fault() -> None:
    assert faults(lambda tables, paths: None) == []
    quizzes = parse_quizzes(TABLES, BOOK.acts)
    assert [one.topic for one in quizzes] == TOPIC_CODES
    assert sum(len(one.items) for one in quizzes) == 60


def test_the_right_option_does_not_always_stand_in_one_place() -> None:
    for quiz in parse_quizzes(TABLES, BOOK.acts):
        assert {item.right for item in quiz.items} == {1, 2, 3}, quiz.topic


def item(tables: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = tables["2-ban"]["item"][1]
    return found


FAULTS: list[tuple[Callable[[dict[str, Any], dict[str, Any]], Any], str]] = [
    (lambda t, p: t["2-ban"]["item"].pop(), "ban: 9 questions, not 10"),
    (lambda t, p: t.pop("3-lam"), "lam: the topic has no quiz"),
    (lambda t, p: item(t).update(right=4), "ban/dong-gop: needs 3 options, one of them right"),
    (lambda t, p: item(t)["vi"].update(options=["a", "a", "b"]), "ban/dong-gop: two options say the same"),
    (lambda t, p: item(t)["en"].update(why=" "), "ban/dong-gop: a language is empty"),
    (lambda t, p: item(t).update(rules=[]), "ban/dong-gop: names no row of the law"),
    (lambda t, p: item(t)["vi"].update(why="Trong 9 ngày làm việc."), "stands in no row"),
    (lambda t, p: item(t).update(code="mau-so"), "ban/mau-so: stands twice"),
    (lambda t, p: p["path"][0].update(questions=["khong"]), "nguoi-dan: khong is no question or quiz"),
    (lambda t, p: p["path"][1].update(code="nguoi-dan"), "nguoi-dan: stands twice"),
]


@pytest.mark.parametrize(("change", "said"), FAULTS)
def test_a_fault_is_found(change: Callable[[dict[str, Any], dict[str, Any]], Any], said: str) -> None:
    found = faults(change)
    assert any(said in one for one in found), found


def test_a_question_without_its_languages_is_refused() -> None:
    tables = copy.deepcopy(TABLES)
    del tables["1-biet"]["item"][0]["en"]
    with pytest.raises(TextError, match="1-biet"):
        parse_quizzes(tables, BOOK.acts)


def test_answers_are_counted_and_seven_of_ten_pass() -> None:
    quiz = parse_quizzes(TABLES, BOOK.acts)[0]
    key = [one.right for one in quiz.items]
    assert score(quiz, key) == 10
    assert score(quiz, [0] * 10) == 0
    assert (passed(7), passed(6)) == (True, False)
    assert answers_of("0123012301", quiz) == (0, 1, 2, 3, 0, 1, 2, 3, 0, 1)
    assert [answers_of(one, quiz) for one in ("", "012", "9" * 10, "01230123٠1")] == [None] * 4
