"""Learning the law: ten questions a topic with explained answers, and paths by role. Nobody is scored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dinhlang.domain.dates.words import Words, words_of
from dinhlang.domain.law.act import Act
from dinhlang.domain.law.citation import Citation, parse_citations
from dinhlang.domain.law.questions import TextError

ITEMS, OPTIONS = 10, 3
PASS_MARK = 7  # right answers of ten from which a topic counts as understood; said on every page that counts them
NOT_ANSWERED = 0


@dataclass(frozen=True)
class Item:
    """One question of a quiz. right: the number of the right option, from 1."""

    code: str
    ask: Words
    options: tuple[Words, ...]
    right: int
    why: Words
    citations: tuple[Citation, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Quiz:
    """The ten questions of a topic."""

    topic: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Path:
    """What somebody in a role reads, in this order, and which quizzes follow."""

    code: str
    name: Words
    about: Words
    questions: tuple[str, ...]
    quizzes: tuple[str, ...]


def parse_quizzes(tables: Mapping[str, Mapping[str, Any]], acts: Mapping[str, Act]) -> tuple[Quiz, ...]:
    """Return the quizzes of the loaded tables in the order of their files; raises TextError."""
    return tuple(_quiz(name, tables[name], acts) for name in sorted(tables))


def parse_paths(table: Mapping[str, Any]) -> tuple[Path, ...]:
    """Return the paths; raises TextError."""
    try:
        return tuple(
            Path(one["code"], words_of(one), words_of(one["about"]), tuple(one["questions"]), tuple(one["quizzes"]))
            for one in table["path"]
        )
    except KeyError as error:
        raise TextError(f"paths: {error}") from error


def _quiz(name: str, table: Mapping[str, Any], acts: Mapping[str, Act]) -> Quiz:
    try:
        return Quiz(table["topic"], tuple(_item(one, acts) for one in table["item"]))
    except (KeyError, ValueError) as error:
        raise TextError(f"{name}: {error}") from error


def _item(raw: Mapping[str, Any], acts: Mapping[str, Act]) -> Item:
    vietnamese, english = raw["vi"], raw["en"]
    return Item(
        code=raw["code"],
        ask=Words(vietnamese["ask"], english["ask"]),
        options=tuple(Words(*both) for both in zip(vietnamese["options"], english["options"], strict=True)),
        right=raw["right"],
        why=Words(vietnamese["why"], english["why"]),
        citations=parse_citations(raw["articles"], acts),
        rules=tuple(raw["rules"]),
    )


def score(quiz: Quiz, answers: Sequence[int]) -> int:
    """Return how many answers are right; an answer is the number of an option, 0 for none."""
    return sum(answer == item.right for item, answer in zip(quiz.items, answers, strict=True))


def passed(right: int) -> bool:
    """Tell whether so many right answers count as understood."""
    return right >= PASS_MARK


def answers_of(written: str, quiz: Quiz) -> tuple[int, ...] | None:
    """Return the answers written as one digit a question, "1320…"; None for anything else."""
    known = set(map(str, range(OPTIONS + 1)))
    if len(written) != len(quiz.items) or not set(written) <= known:
        return None
    return tuple(map(int, written))
