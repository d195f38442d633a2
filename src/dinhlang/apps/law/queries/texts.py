"""The questions and scripts of law/questions/*.toml, read once per process."""

from functools import lru_cache

from dinhlang.apps.law.queries.terms import rulebook
from dinhlang.domain.law.questions import Question, Topic, in_reading_order, parse_topics
from dinhlang.lib import package_data

FOLDER = "law/questions"


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """Return the six topics in their order."""
    return parse_topics(package_data.tables(FOLDER), rulebook().acts)


def topic(code: str) -> Topic | None:
    """Return a topic by its code."""
    return next((one for one in topics() if one.code == code), None)


def questions() -> tuple[Question, ...]:
    """Return every question in reading order."""
    return in_reading_order(topics())


def question(code: str) -> tuple[Topic, Question] | None:
    """Return a question by its code, with its topic."""
    return next(((topic, one) for topic in topics() for one in topic.questions if one.code == code), None)
