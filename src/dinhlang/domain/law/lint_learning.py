"""Hold quizzes and paths to their shape and to the rows of the law."""

from collections.abc import Iterator, Sequence

from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.learning import ITEMS, OPTIONS, Item, Path, Quiz
from dinhlang.domain.law.lint import Finding
from dinhlang.domain.law.lint_texts import told_numbers, twice
from dinhlang.domain.law.rulebook import Rulebook

LEARNING = "learning"


def lint_learning(
    quizzes: Sequence[Quiz], paths: Sequence[Path], topics: Sequence[str], questions: Sequence[str], book: Rulebook
) -> list[Finding]:
    """Return every fault of the quizzes and paths; topics and questions: the codes that there are."""
    found = list(twice([one.topic for one in quizzes], LEARNING))
    missing = [one for one in topics if one not in {quiz.topic for quiz in quizzes}]
    found += [Finding(LEARNING, one, "shape", "the topic has no quiz") for one in missing]
    for quiz in quizzes:
        if len(quiz.items) != ITEMS:
            found.append(Finding(LEARNING, quiz.topic, "shape", f"{len(quiz.items)} questions, not {ITEMS}"))
        for item in quiz.items:
            where = f"{quiz.topic}/{item.code}"
            found += [Finding(LEARNING, where, *one) for one in (*_shape(item), *_numbers(item, book))]
    found += twice([f"{quiz.topic}/{item.code}" for quiz in quizzes for item in quiz.items], LEARNING)
    return [*found, *_paths(paths, topics, questions)]


def _shape(item: Item) -> Iterator[tuple[str, str]]:
    if len(item.options) != OPTIONS or not 1 <= item.right <= OPTIONS:
        yield "shape", f"needs {OPTIONS} options, one of them right"
    if len({one.vi for one in item.options}) != len(item.options):
        yield "shape", "two options say the same"
    for words in (item.ask, item.why, *item.options):
        if not words.vi.strip() or not words.en.strip():
            yield "shape", "a language is empty"


def _numbers(item: Item, book: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield numbers of the explanation and of the right option that no named row holds; wrong options may err."""
    if not item.rules:
        yield "uncited", "names no row of the law"
    right = item.options[item.right - 1] if 1 <= item.right <= len(item.options) else Words("-", "-")
    yield from told_numbers(Words(f"{right.vi}. {item.why.vi}", f"{right.en}. {item.why.en}"), item.rules, book)


def _paths(paths: Sequence[Path], topics: Sequence[str], questions: Sequence[str]) -> Iterator[Finding]:
    yield from twice([one.code for one in paths], LEARNING)
    for path in paths:
        for one in (*(each for each in path.questions if each not in questions),
                    *(each for each in path.quizzes if each not in topics)):  # fmt: skip
            yield Finding(LEARNING, path.code, "reference", f"{one} is no question or quiz")
