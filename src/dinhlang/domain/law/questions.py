"""The law by question: what people ask, answered in plain words with its articles; a script to read out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dinhlang.domain.dates.words import Words, words_of
from dinhlang.domain.law.act import Act
from dinhlang.domain.law.citation import Citation, parse_citations

BETWEEN_BLOCKS = re.compile(r"\n\s*\n")
ITEM = "- "
TOPIC_FIELDS = frozenset({"topic", "script", "question"})


class TextError(ValueError):
    """A text that cannot be shown: it says which, and why."""


@dataclass(frozen=True)
class Block:
    """A piece of a text: one paragraph, or the items of a list."""

    is_list: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question people ask. rules: the rows whose numbers the answer tells. todo: what one can do now."""

    code: str
    ask: Words
    answer: Words
    todo: Words
    citations: tuple[Citation, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Script:
    """What is read out over a loudspeaker in a minute."""

    text: Words
    rules: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    """One link of the chain: know, discuss, carry out, inspect, supervise, benefit."""

    code: str
    name: Words
    about: Words
    script: Script
    questions: tuple[Question, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a plain text: blank lines part them, "- " begins an item."""
    made = []
    for piece in BETWEEN_BLOCKS.split(text.strip()):
        lines = tuple(line.strip() for line in piece.splitlines() if line.strip())
        is_list = bool(lines) and all(line.startswith(ITEM) for line in lines)
        made.append(Block(is_list, tuple(line.removeprefix(ITEM) for line in lines) if is_list else (" ".join(lines),)))
    return tuple(made)


def parse_topics(tables: Mapping[str, Mapping[str, Any]], acts: Mapping[str, Act]) -> tuple[Topic, ...]:
    """Return the topics of the loaded tables in the order of their files; raises TextError."""
    return tuple(_topic(name, tables[name], acts) for name in sorted(tables))


def _topic(name: str, table: Mapping[str, Any], acts: Mapping[str, Act]) -> Topic:
    try:
        told = table["topic"]
        return Topic(
            code=told["code"],
            name=words_of(told),
            about=words_of(told["about"]),
            script=Script(_text(table["script"]), tuple(table["script"]["rules"])),
            questions=tuple(_question(one, acts) for one in table["question"]),
        )
    except (KeyError, ValueError) as error:
        raise TextError(f"{name}: {error}") from error


def _question(raw: Mapping[str, Any], acts: Mapping[str, Act]) -> Question:
    return Question(
        code=raw["code"],
        ask=_both(raw, "ask"),
        answer=_both(raw, "answer"),
        todo=_both(raw, "todo"),
        citations=parse_citations(raw["articles"], acts),
        rules=tuple(raw["rules"]),
    )


def _both(raw: Mapping[str, Any], name: str) -> Words:
    return Words(raw["vi"][name].strip(), raw["en"][name].strip())


def _text(raw: Mapping[str, Any]) -> Words:
    return Words(raw["vi"].strip(), raw["en"].strip())


def in_reading_order(topics: Sequence[Topic]) -> tuple[Question, ...]:
    """Return every question of every topic."""
    return tuple(one for topic in topics for one in topic.questions)
