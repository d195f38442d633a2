"""Look through the whole of law/*.toml and say everything that is wrong, with where: shape, dates, numbers, overlays.

`parse_rulebook` stops at the first fault; this goes on, for those who write the law down.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dinhlang.domain.law.act import Act
from dinhlang.domain.law.act_table import ActError, parse_act
from dinhlang.domain.law.overlay import binds, narrowings
from dinhlang.domain.law.rule import Confidence, Rule
from dinhlang.domain.law.rulebook import Vocabulary
from dinhlang.domain.law.rulebook_table import VOCABULARY, RulebookError, dated_wrongly, parse_rule, parse_vocabulary

Tables = Mapping[str, Mapping[str, Any]]
TABLES_OF_AN_ACT = frozenset({"act", "cited_act", "rule"})
SOURCES = "sources"


@dataclass(frozen=True)
class Finding:
    """One fault: the file, the row or act, the check that found it, and what is wrong."""

    file: str
    where: str
    check: str  # shape | dates | overlap | gap | uncited | overlay | reference
    what: str


@dataclass(frozen=True)
class Row:
    """A row that could be read, with its file."""

    file: str
    rule: Rule


def lint(tables: Tables) -> list[Finding]:
    """Return every fault of the tables, by file name; nothing: the law may be used."""
    vocabulary = parse_vocabulary(tables[VOCABULARY])
    laws = {name: table for name, table in tables.items() if "act" in table}
    acts, found = _acts(laws, tables.get(SOURCES, {}))
    rows, unread = _rows(laws, acts, vocabulary)
    found += unread
    for name, table in laws.items():
        found += [Finding(name, one, "shape", "unknown table") for one in sorted(set(table) - TABLES_OF_AN_ACT)]
    found += _dated(rows)
    for row in rows:
        found += [Finding(row.file, row.rule.id, check, what) for check, what in _row_faults(row.rule)]
    return [*found, *_overlays(rows), *_references(rows)]


def _acts(laws: Tables, sources: Mapping[str, Any]) -> tuple[dict[str, Act], list[Finding]]:
    acts: dict[str, Act] = {}
    found: list[Finding] = []
    for name, table in laws.items():
        for raw in (table["act"], *table.get("cited_act", ())):
            try:
                act = parse_act(raw)
            except ActError as error:
                found.append(Finding(name, str(raw.get("code", "?")), "shape", str(error)))
                continue
            if act.code in acts or act.slug in {one.slug for one in acts.values()}:
                found.append(Finding(name, act.code, "shape", "another act has this code or number"))
            found += [Finding(name, act.code, check, what) for check, what in _act_faults(act, sources)]
            found += [Finding(name, act.code, "uncited", f"a number stands in {one}") for one in _bare_numbers(raw)]
            acts[act.code] = act
    return acts, found


def _act_faults(act: Act, sources: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if act.known_since > act.in_force:
        yield "dates", "in force before it was passed"
    if act.ended is not None and act.ended < act.in_force:
        yield "dates", "ended before it was in force"
    if (act.ended is None) != (not act.ended_by):
        yield "dates", "`ended` and `ended_by` stand together"
    if not act.sources:
        yield "uncited", "no source"
    for one in sorted(set(act.sources) - set(sources)):
        yield "reference", f"source {one} is not in sources.toml"


def _bare_numbers(raw: Mapping[str, Any]) -> list[str]:
    """Return the fields of an act that hold a number: numbers of the law stand in dated rows only."""
    return [key for key, value in raw.items() if type(value) in (int, float)]


def _rows(laws: Tables, acts: Mapping[str, Act], vocabulary: Vocabulary) -> tuple[list[Row], list[Finding]]:
    rows, found = [], []
    for name, table in laws.items():
        for raw in table.get("rule", ()):
            where = str(raw.get("id", "?"))
            found += [Finding(name, where, "shape", f"{one} is a float") for one in _floats(raw)]
            try:
                rows.append(Row(name, parse_rule(raw, acts, vocabulary)))
            except RulebookError as error:
                found.append(Finding(name, where, "shape", str(error)))
    return rows, found


def _floats(value: Any, name: str = "a value") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _floats(item, str(key))
    elif isinstance(value, float):
        yield name


def _dated(rows: list[Row]) -> Iterator[Finding]:
    """Yield rows of one rule that overlap or leave days without a row between them."""
    by_id: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_id[row.rule.id].append(row)
    for rule_id, versions in by_id.items():
        ordered = sorted(versions, key=lambda row: row.rule.valid_from)
        for problem in dated_wrongly([row.rule for row in ordered]):
            yield Finding(ordered[0].file, rule_id, "overlap", problem)
        for older, newer in pairwise(ordered):
            missing = _gap(older.rule.valid_to, newer.rule.valid_from)
            if missing:
                yield Finding(newer.file, rule_id, "gap", f"no row rules from {missing[0]} to {missing[1]}")


def _gap(ended: date | None, begins: date) -> tuple[date, date] | None:
    first = ended + timedelta(days=1) if ended else begins
    return (first, begins - timedelta(days=1)) if first < begins else None


def _row_faults(rule: Rule) -> Iterator[tuple[str, str]]:
    main = rule.citations[0]
    if not main.article and rule.confidence is Confidence.SURE:
        yield "uncited", "cites no article, yet calls itself sure"
    if not main.article and _has_number(rule) and not (rule.article_note or main.act.open_points):
        yield "uncited", "has a number without an article; say why in `article_note` or `open_points`"
    if rule.valid_from < main.act.in_force:
        yield "dates", f"rules before {main.act.code} was in force ({main.act.in_force})"
    if main.act.ended and (rule.valid_to is None or rule.valid_to > main.act.ended) and not rule.article_note:
        yield "dates", f"rules after {main.act.code} ended ({main.act.ended}); say why in `article_note`"
    if rule.confidence is Confidence.UNSURE and not (rule.remark or rule.note or main.act.open_points):
        yield "uncited", "is unsure, and says nothing of what is to be verified"
    if rule.act.is_local is not rule.id.startswith(("PROV-", "XA-")):
        yield "shape", "ids of local rows, and only these, begin with PROV- or XA-"


def _has_number(rule: Rule) -> bool:
    numbers = [one for one in rule.details.values() if type(one) is int]
    return bool(rule.deadline or rule.min_duration or rule.threshold or rule.quorum or numbers)


def _overlays(rows: list[Row]) -> Iterator[Finding]:
    """Yield local rows laid over nothing, laid over by an act of no place, or looser than what binds them."""
    for row in rows:
        target = row.rule.overlays
        if not target:
            continue
        if not row.rule.act.is_local:
            yield Finding(row.file, row.rule.id, "overlay", "an act of the whole country lays nothing over the law")
        same = [one.rule for one in rows if one is not row and target in (one.rule.id, one.rule.overlays)]
        above = [one for one in same if binds(one, row.rule)]
        if not any(one.id == target for one in above):
            yield Finding(row.file, row.rule.id, "overlay", f"{target} is no rule in force on these days")
        for upper in above:
            for one in narrowings(row.rule, upper):
                yield Finding(row.file, row.rule.id, "overlay", f"{one.vi} · {one.en}")


def _references(rows: list[Row]) -> Iterator[Finding]:
    """Yield rows that name another rule which does not exist."""
    known = {row.rule.id for row in rows}
    for row in rows:
        for field in ("per_thon_rule", "sector_override"):
            named = row.rule.details.get(field, "")
            if named and not any(one == named or one.startswith(f"{named}-") for one in known):
                yield Finding(row.file, row.rule.id, "reference", f"{field} names {named}, which is no rule")
