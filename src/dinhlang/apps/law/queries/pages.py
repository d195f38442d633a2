"""Acts and rows of the law as pages show them on a day, in the language of the reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any

from dinhlang.apps.law.queries.said import facts
from dinhlang.apps.law.queries.terms import rulebook
from dinhlang.domain.dates.words import Words
from dinhlang.domain.law.act import Act, Standing
from dinhlang.domain.law.citation import Citation
from dinhlang.domain.law.rule import Confidence, Rule
from dinhlang.domain.law.summaries import parse_summaries
from dinhlang.lib import formats, package_data

Sources = Sequence[tuple[str, str]]  # what it is, its address or ""


@dataclass(frozen=True)
class RuleTold:
    """One row in words. facts: (term, words); local: the rows of places that set a number over it."""

    id: str
    title: str
    place: str
    citation: str
    act_slug: str
    act_number: str
    anchor: str
    facts: list[tuple[str, str]]
    standing: Standing | None
    valid_from: date
    valid_to: date | None
    confidence: Confidence
    remark: str
    illustrative: bool
    local: "list[LocalRow]"
    kind: str


@dataclass(frozen=True)
class LocalRow:
    """A row of a province or commune: where it rules, since when, over which row."""

    place: str
    level: str
    over: str
    over_title: str
    told: RuleTold


@dataclass(frozen=True)
class Clause:
    """One place of an act: the rows whose main place it is, and the rows that cite it beside."""

    anchor: str
    name: str
    rows: list[RuleTold]
    beside: list[RuleTold]


@dataclass(frozen=True)
class Article:
    """One article of an act with its clauses; a clause with the anchor of the article is the article as a whole."""

    anchor: str
    name: str
    summary: str
    clauses: list[Clause]


@dataclass(frozen=True)
class ActRow:
    """An act in the list of acts."""

    slug: str
    number: str
    name: str
    standing: Standing | None
    in_force: date
    passed: date | None
    ended: date | None
    ended_by: str
    place: str
    illustrative: bool
    rules: int


@dataclass(frozen=True)
class ActTold:
    """An act with everything we hold of it on a day."""

    row: ActRow
    articles: list[Article]
    changes: list[tuple[date, str, str, Confidence]]
    open_points: list[str]
    sources: Sources
    confidence: Confidence


def act_rows(on: date) -> list[ActRow]:
    """Return the acts known on a day, those in force first, newest first; local ones at the end."""
    order = {Standing.PASSED: 0, Standing.IN_FORCE: 1, Standing.AMENDED: 1, Standing.ENDED: 2}
    rows = [(act, act.standing(on)) for act in rulebook().acts.values()]
    known = [(act, standing) for act, standing in rows if standing is not None]
    known.sort(key=lambda one: (one[0].is_local, order[one[1]], -one[0].in_force.toordinal()))
    return [_act_row(act, on) for act, _standing in known]


def act_told(slug: str, on: date) -> ActTold | None:
    """Return an act with its rows as of a day; None for an act that is not known then."""
    act = next((one for one in rulebook().acts.values() if one.slug == slug), None)
    if act is None or act.standing(on) is None:
        return None
    language = formats.language()
    return ActTold(
        row=_act_row(act, on),
        articles=_articles(act, on),
        changes=[(one.on, one.by, one.what.said(language), Confidence(one.confidence)) for one in act.changes],
        open_points=[one.said(language) for one in act.open_points],
        sources=[_source(one) for one in act.sources],
        confidence=Confidence(act.in_force_confidence),
    )


def rules_told(ids: Iterable[str], on: date) -> list[RuleTold]:
    """Return the rows of these rules that rule on a day, or come next; a rule that had none yet is left out."""
    found = []
    for rule_id in ids:
        shown = [row for row in rulebook().versions(rule_id) if rulebook().standing(row, on=on) is not None]
        if shown:
            in_force = [row for row in shown if row.in_force(on)]
            found.append(told(in_force[0] if in_force else shown[-1], on))
    return found


def local_rows(on: date) -> list[LocalRow]:
    """Return every local row that rules on a day, the province's first."""
    rows = [row for versions in rulebook().rules.values() for row in versions if row.act.is_local and row.in_force(on)]
    rows.sort(key=lambda row: (row.act.place.level != "province", row.act.place.name.vi, row.id))
    return [_local(row, on) for row in rows]


def place_of(rule_id: str, on: date) -> tuple[str, str] | None:
    """Return act and anchor of the row of a rule that rules on a day, or of its newest row; None: no such rule."""
    versions = rulebook().rules.get(rule_id)
    if not versions:
        return None
    row = next((one for one in versions if one.in_force(on)), versions[-1])
    return row.act.slug, row.citations[0].anchor or row.id.lower()


def told(row: Rule, on: date) -> RuleTold:
    """Return a row in words."""
    language, main = formats.language(), row.citations[0]
    return RuleTold(
        id=row.id,
        title=row.title.said(language),
        place=main.place.said(language),
        citation=row.citation.said(language),
        act_slug=row.act.slug,
        act_number=row.act.number,
        anchor=main.anchor or row.id.lower(),
        facts=list(facts(row, language)),
        standing=rulebook().standing(row, on=on),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        confidence=row.confidence,
        remark=row.remark.said(language) if row.remark else "",
        illustrative=row.act.illustrative,
        local=[_local(one, on) for one in rulebook().overlays_of(row.id, on=on)],
        kind=rulebook().vocabulary.kind[row.kind].said(language),
    )


def _local(row: Rule, on: date) -> LocalRow:
    language, over = formats.language(), rulebook().rules.get(row.overlays, ())
    return LocalRow(
        place=row.act.place.name.said(language),
        level=row.act.place.level.value,
        over=row.overlays,
        over_title=over[-1].title.said(language) if over else "",
        told=told(row, on),
    )


def _act_row(act: Act, on: date) -> ActRow:
    language = formats.language()
    held = [row for versions in rulebook().rules.values() for row in versions if row.act is act]
    return ActRow(
        slug=act.slug, number=act.number, name=act.name.said(language), standing=act.standing(on),
        in_force=act.in_force, passed=act.passed, ended=act.ended, ended_by=act.ended_by,
        place=act.place.name.said(language) if act.is_local else "", illustrative=act.illustrative, rules=len(held),
    )  # fmt: skip


def _articles(act: Act, on: date) -> list[Article]:
    """Return the articles of an act in their order, with the rows that are known on the day."""
    cited = [one for one in _cited(act) if rulebook().standing(one[1], on=on) is not None]
    cited.sort(key=lambda found: (found[0].order, found[1].id, found[1].valid_from))
    groups = {article: list(group) for article, group in groupby(cited, key=lambda found: found[0].article)}
    places = {Citation(act, article) for article in groups} | set(_summaries(act.code))
    return [_article(one, groups.get(one.article, []), on) for one in sorted(places, key=lambda one: one.order)]


def _article(whole: Citation, cited: list[tuple[Citation, Rule, bool]], on: date) -> Article:
    language, summary = formats.language(), _summaries(whole.act.code).get(whole)
    clauses = [
        Clause(
            anchor=anchor,
            name=places[0][0].place.said(language),
            rows=[told(row, on) for _citation, row, is_main in places if is_main],
            beside=[told(row, on) for _citation, row, is_main in places if not is_main],
        )
        for anchor, places in ((name, list(each)) for name, each in groupby(cited, key=lambda one: one[0].anchor))
    ]
    return Article(whole.anchor, whole.place.said(language), summary.said(language) if summary else "", clauses)


@lru_cache(maxsize=100)
def _summaries(act: str) -> dict[Citation, Words]:
    found = parse_summaries(package_data.tables("law/articles"), rulebook().acts)
    return {one.citation: one.text for one in found if one.citation.act.code == act}


def article_anchor(citation: Citation) -> str:
    """Return the anchor of an article on the page of its act, "" where we hold nothing of it."""
    return Citation(citation.act, citation.article).anchor if citation.article in _held(citation.act.code) else ""


@lru_cache(maxsize=100)
def _held(act: str) -> frozenset[str]:
    summed_up = {place.article for place in _summaries(act)}
    return frozenset(summed_up | {place.article for place, _row, _is_main in _cited(rulebook().acts[act])})


def _cited(act: Act) -> list[tuple[Citation, Rule, bool]]:
    """Return every place of an act that a row cites: the place, the row, and whether it is the row's main place."""
    rows = [row for versions in rulebook().rules.values() for row in versions]
    return [
        (one, row, row.act is act and number == 0)
        for row in rows
        for number, one in enumerate(row.citations)
        if one.act is act
    ]


@lru_cache(maxsize=1)
def _sources() -> dict[str, Any]:
    return package_data.tables("law")["sources"]


def _source(code: str) -> tuple[str, str]:
    known = _sources()[code]
    return known[formats.language()], known.get("url", "")
