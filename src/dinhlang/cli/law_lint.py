"""What `dinhlang law lint` reads: the files of the law, the folders given beside them."""

from collections.abc import Iterable
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from typing import Any

from dinhlang.domain.law.learning import parse_paths, parse_quizzes
from dinhlang.domain.law.lint import Finding, lint
from dinhlang.domain.law.lint_learning import lint_learning
from dinhlang.domain.law.lint_texts import lint_texts
from dinhlang.domain.law.questions import TextError, in_reading_order, parse_topics
from dinhlang.domain.law.rulebook import Rulebook
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.domain.law.summaries import parse_summaries
from dinhlang.lib import package_data


def findings(folders: Iterable[Path]) -> list[Finding]:
    """Return every fault of the law with the rows of these folders laid over it."""
    tables: dict[str, dict[str, Any]] = package_data.tables("law")
    found = []
    for path in [one for folder in folders for one in sorted(folder.glob("*.toml"))]:
        try:
            tables[path.stem] = loads(path.read_text(encoding="utf-8"))
        except (TOMLDecodeError, UnicodeDecodeError) as error:
            found.append(Finding(path.stem, "", "shape", str(error)))
    found += lint(tables)
    return found or _of_texts(parse_rulebook(tables))


def _of_texts(book: Rulebook) -> list[Finding]:
    """Return every fault of our own words; they are only looked at over rows without fault."""
    try:
        topics = parse_topics(package_data.tables("law/questions"), book.acts)
        parse_summaries(package_data.tables("law/articles"), book.acts)
        raw = package_data.tables("law/learning")
        paths = parse_paths(raw.pop("paths"))
        quizzes = parse_quizzes(raw, book.acts)
    except TextError as error:
        return [Finding("texts", "", "shape", str(error))]
    codes = [one.code for one in in_reading_order(topics)]
    return lint_texts(topics, book) + lint_learning(quizzes, paths, [one.code for one in topics], codes, book)
