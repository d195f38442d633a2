"""Read the rulebook from the loaded tables of law/*.toml. What is uncited, undated or unknown is refused."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from dinhlang.domain.dates.due import Direction
from dinhlang.domain.dates.periods import CalendarDays, Hours, Months, Period, WorkingDays
from dinhlang.domain.dates.words import words_of
from dinhlang.domain.law.act import Act
from dinhlang.domain.law.act_table import ActError, parse_acts
from dinhlang.domain.law.citation import parse_citations
from dinhlang.domain.law.row_fields import DETAIL_FIELDS, ROW_FIELDS, SHARE_FIELDS, TERM_FIELDS, VARIANTS
from dinhlang.domain.law.rule import Confidence, Deadline, Rule
from dinhlang.domain.law.rulebook import Rulebook, Vocabulary
from dinhlang.domain.law.threshold import Threshold

VOCABULARY = "vocabulary"
VERSION_DIGITS = 6


class RulebookError(ValueError):
    """A row of the law that cannot be used: it says which, and why."""


def parse_rulebook(tables: Mapping[str, Mapping[str, Any]]) -> Rulebook:
    """Return the rulebook of the loaded tables, by file name; raises RulebookError for the first row that is wrong."""
    vocabulary = parse_vocabulary(tables[VOCABULARY])
    laws = [table for table in tables.values() if "act" in table]
    try:
        acts = {act.code: act for table in laws for act in parse_acts(table)}
    except ActError as error:
        raise RulebookError(str(error)) from error
    rows: dict[str, list[Rule]] = defaultdict(list)
    for table in laws:
        for row in table.get("rule", ()):
            rule = parse_rule(row, acts, vocabulary)
            rows[rule.id].append(rule)
    return Rulebook({rule_id: _in_order(versions) for rule_id, versions in rows.items()}, acts, vocabulary)


def parse_vocabulary(table: Mapping[str, Any]) -> Vocabulary:
    """Return the words behind the codes."""
    return Vocabulary(**{name: {code: words_of(told) for code, told in group.items()} for name, group in table.items()})


def parse_rule(row: Mapping[str, Any], acts: Mapping[str, Act], vocabulary: Vocabulary) -> Rule:
    """Return one row; raises RulebookError."""
    rule = _rule(row, acts)
    _known(rule, vocabulary)
    return rule


def _rule(row: Mapping[str, Any], acts: Mapping[str, Act]) -> Rule:
    try:
        _only(row, ROW_FIELDS | DETAIL_FIELDS)
        minimum = row.get("min_duration_days")
        return Rule(
            id=row["id"],
            title=words_of(row["title"]),
            citations=parse_citations(row["article"], acts),
            valid_from=row["valid_from"],
            valid_to=row.get("valid_to"),
            version=f"{row['valid_from']}#{_digest(row)}",
            kind=row["kind"],
            scope=row["scope"],
            who=row["who"],
            forms=tuple(row.get("forms", ())),
            deadline=_deadline(row["deadline"]) if "deadline" in row else None,
            min_duration=CalendarDays(minimum) if minimum is not None else None,
            threshold=_threshold(row["threshold"]) if "threshold" in row else None,
            quorum=_threshold(row["quorum"]) if "quorum" in row else None,
            confidence=Confidence(row["confidence"]),
            overlay=row.get("overlay", False),
            overlays=row.get("overlays", ""),
            article_note=row.get("article_note", ""),
            note=row.get("note", ""),
            remark=words_of(row["remark"]) if "remark" in row else None,
            details=MappingProxyType({name: value for name, value in row.items() if name in DETAIL_FIELDS}),
        )
    except KeyError as error:
        raise RulebookError(f"{row.get('id', row)}: {error} is missing") from error
    except (TypeError, ValueError) as error:
        raise RulebookError(f"{row.get('id', row)}: {error}") from error


def _deadline(term: Mapping[str, Any]) -> Deadline:
    _only(term, TERM_FIELDS)
    unit = WorkingDays if term.get("working") else CalendarDays
    extension = term.get("extension_days")
    longer: type[WorkingDays] | type[CalendarDays] = WorkingDays if term.get("extension_working") else CalendarDays
    return Deadline(
        period=_period(term, unit),
        event=term["from"],
        direction=Direction(term.get("direction", "after")),
        is_default=term.get("default", False),
        extension=longer(extension) if extension is not None else None,
        what=term.get("what", ""),
        variants=MappingProxyType({name: unit(count) for name, count in term.items() if name in VARIANTS}),
    )


def _period(term: Mapping[str, Any], unit: type[WorkingDays] | type[CalendarDays]) -> Period:
    if "days" in term:
        if "working" not in term:
            raise RulebookError("days need working = true or false")
        return unit(term["days"])
    return Months(term["months"]) if "months" in term else Hours(term["hours"])


def _threshold(share: Mapping[str, Any]) -> Threshold:
    _only(share, SHARE_FIELDS)
    if not isinstance(share["fraction"], str):
        raise RulebookError(f'a share is written as text, such as "2/3", not {share["fraction"]!r}')
    return Threshold(Fraction(share["fraction"]), share["strict"], share["of"])


def _only(row: Mapping[str, Any], known: frozenset[str]) -> None:
    unknown = sorted(set(row) - known)
    if unknown:
        raise RulebookError(f"unknown field {', '.join(unknown)}")


def _known(rule: Rule, words: Vocabulary) -> None:
    """Refuse a code that has no words."""
    shares = [share.of for share in (rule.threshold, rule.quorum) if share]
    used = [(rule.kind, words.kind), (rule.scope, words.scope), (rule.who, words.actor)]
    used += [(form, words.form) for form in rule.forms] + [(of, words.of) for of in shares]
    used += [(rule.deadline.event, words.event)] if rule.deadline else []
    for code, known in used:
        if code not in known:
            raise RulebookError(f"{rule.id}: {code!r} is not in the vocabulary")


def _in_order(versions: list[Rule]) -> tuple[Rule, ...]:
    """Return the rows of one rule by date; raises RulebookError when two are in force on one day."""
    rows = sorted(versions, key=lambda row: row.valid_from)
    for problem in dated_wrongly(rows):
        raise RulebookError(problem)
    return tuple(rows)


def dated_wrongly(rows: Sequence[Rule]) -> list[str]:
    """Return what is wrong with the dates of the rows of one rule, oldest first: turned round, or overlapping."""
    found = [f"{row.id}: ends before it begins" for row in rows if row.valid_to and row.valid_to < row.valid_from]
    for older, newer in pairwise(rows):
        if older.valid_to is None or older.valid_to >= newer.valid_from:
            found.append(f"{older.id}: two rows are in force on {newer.valid_from}")
    return found


def _digest(row: Mapping[str, Any]) -> str:
    told = json.dumps(row, sort_keys=True, ensure_ascii=False, default=date.isoformat)
    return sha256(told.encode()).hexdigest()[:VERSION_DIGITS]
