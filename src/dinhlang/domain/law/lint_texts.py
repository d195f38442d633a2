"""Hold our own words to the rows of the law: every number with a unit in a text must stand in a row it names."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from dinhlang.domain.dates.periods import CalendarDays, Hours, Months, Period, WorkingDays
from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.lint import Finding
from dinhlang.domain.law.questions import Topic, in_reading_order
from dinhlang.domain.law.rule import Rule
from dinhlang.domain.law.rulebook import Rulebook

SCRIPT_WORDS = range(120, 231)  # Vietnamese syllables that a calm voice reads in about a minute
LENGTHS_VI = re.compile(r"(\d+)\s+(ngày làm việc|ngày|tháng|giờ)\b")
LENGTHS_EN = re.compile(r"(\d+)\s+(working days?|days?|months?|hours?)\b")
SHARES = re.compile(r"\b(\d{1,2})/(\d{1,2})(?![/\d])")  # not the number of an act, 72/2025
PERCENT = re.compile(r"(\d+)\s?%")
UNITS = {"ngày làm việc": "wd", "ngày": "d", "tháng": "mo", "giờ": "h"} | {
    "working day": "wd", "day": "d", "month": "mo", "hour": "h",
}  # fmt: skip
CODES: dict[type[Period], str] = {WorkingDays: "wd", CalendarDays: "d", Months: "mo", Hours: "h"}
PERIOD_DETAILS = {
    "loudspeaker_min_days": "d", "late_update_every_days": "d", "send_decision_days": "d", "send_decision_wd": "wd",
    "consent_valid_months": "mo", "byelection_if_months_left": "mo",
}  # fmt: skip


def lint_texts(topics: Sequence[Topic], book: Rulebook) -> list[Finding]:
    """Return every fault of the questions and scripts."""
    found = []
    for topic in topics:
        where = f"script {topic.code}"
        found += [
            Finding("questions", where, *one) for one in told_numbers(topic.script.text, topic.script.rules, book)
        ]
        count = len(topic.script.text.vi.split())
        if count not in SCRIPT_WORDS:
            found.append(Finding("questions", where, "shape", f"{count} words: read out it is not a minute"))
    for one in in_reading_order(topics):
        text = Words(f"{one.answer.vi}\n{one.todo.vi}", f"{one.answer.en}\n{one.todo.en}")
        found += [Finding("questions", one.code, *fault) for fault in told_numbers(text, one.rules, book)]
    return found + list(twice([one.code for one in in_reading_order(topics)], "questions"))


def told_numbers(text: Words, rules: Sequence[str], book: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield (check, what) for unknown rules, empty languages, and numbers that no named row holds."""
    for one in rules:
        if one not in book.rules:
            yield "reference", f"{one} is no rule"
    rows = [row for one in rules for row in book.rules.get(one, ())]
    lengths, shares = {one for row in rows for one in _lengths(row)}, {one for row in rows for one in _shares(row)}
    for said, pattern in ((text.vi, LENGTHS_VI), (text.en, LENGTHS_EN)):
        if not said.strip():
            yield "shape", "a language is empty"
        for count, unit in pattern.findall(said):
            if f"{count}{UNITS[unit if unit in UNITS else unit.removesuffix('s')]}" not in lengths:
                yield "uncited", f"“{count} {unit}” stands in no row that it names"
        told = {Fraction(int(top), int(bottom)) for top, bottom in SHARES.findall(said) if int(bottom)}
        told |= {Fraction(int(one), 100) for one in PERCENT.findall(said)}
        for share in sorted(told - shares):
            yield "uncited", f"the share {share} stands in no row that it names"


def _lengths(row: Rule) -> Iterator[str]:
    """Yield every length of time of a row, as codes."""
    if row.deadline:
        periods = (row.deadline.period, row.deadline.extension, *row.deadline.variants.values())
        yield from (f"{one.count}{CODES[type(one)]}" for one in periods if one is not None)
    if row.min_duration:
        yield row.min_duration.code
    for name, unit in PERIOD_DETAILS.items():
        if name in row.details:
            yield f"{row.details[name]}{unit}"
    yield from (f"{days}d" for days in row.details.get("fulfil_days", {}).values())


def _shares(row: Rule) -> Iterator[Fraction]:
    yield from (one.fraction for one in (row.threshold, row.quorum) if one)


def twice(codes: Sequence[str], file: str) -> Iterator[Finding]:
    """Yield codes that stand more than once."""
    yield from (Finding(file, one, "shape", "stands twice") for one, count in Counter(codes).items() if count > 1)
