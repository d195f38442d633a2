"""Search in the law: questions, scripts and rows, with PostgreSQL's full text over marked and unmarked words.

The texts come with the program and are few, so they travel with the query: there is no table that could be stale.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db import connection

from dinhlang.apps.law.queries.pages import told
from dinhlang.apps.law.queries.terms import rulebook
from dinhlang.apps.law.queries.texts import topics
from dinhlang.domain.law.act import folded
from dinhlang.domain.law.questions import blocks
from dinhlang.lib import formats

MOST_WORDS = 12
MOST_HITS = 20
SHORT = 220
WORD = re.compile(r"\w+")
# Titles weigh more than texts; words as typed more than words without marks; all words together most of all.
FIND = """
WITH doc AS (
    SELECT id, setweight(to_tsvector('simple', title), 'A') || to_tsvector('simple', body) AS marked,
           setweight(to_tsvector('simple', plain_title), 'A') || to_tsvector('simple', plain_body) AS plain
    FROM unnest(%s::int[], %s::text[], %s::text[], %s::text[], %s::text[])
         AS told(id, title, body, plain_title, plain_body)
), asked AS (
    SELECT to_tsquery('simple', %s) AS some_plain, to_tsquery('simple', %s) AS all_plain,
           to_tsquery('simple', %s) AS some_marked
)
SELECT id, plain @@ all_plain FROM doc, asked WHERE plain @@ some_plain
ORDER BY plain @@ all_plain DESC, ts_rank(plain, some_plain, 1) + 2 * ts_rank(marked, some_marked, 1) DESC, id
LIMIT %s
"""


@dataclass(frozen=True)
class Hit:
    """What was found: its kind (question, script, rule), title, a few words; name and anchor say where it stands."""

    kind: str
    title: str
    excerpt: str
    name: str
    anchor: str


@dataclass(frozen=True)
class Document:
    """A text that can be found."""

    kind: str
    title: str
    body: str
    name: str
    anchor: str = ""


def search(words: str, *, on: date) -> list[Hit]:
    """Return what fits the words on a day, best first (one SQL query, none for no words)."""
    marked = WORD.findall(words.casefold())[:MOST_WORDS]
    if not marked:
        return []
    documents, columns = _documents(formats.language(), on)
    plain = [folded(one) for one in marked]
    with connection.cursor() as cursor:
        cursor.execute(FIND, [*columns, " | ".join(plain), " & ".join(plain), " | ".join(marked), MOST_HITS])
        rows = cursor.fetchall()
    fits_all = any(with_all for _id, with_all in rows)  # else whatever holds some of the words
    return [_hit(documents[number]) for number, with_all in rows if with_all or not fits_all]


def _hit(found: Document) -> Hit:
    excerpt = found.body if len(found.body) <= SHORT else f"{found.body[:SHORT].rpartition(' ')[0]} …"
    return Hit(found.kind, found.title, excerpt, found.name, found.anchor)


@lru_cache(maxsize=8)
def _documents(language: str, on: date) -> tuple[list[Document], list[list[object]]]:
    """Return the texts of a day and the columns by which the query knows them."""
    found = [*_questions(language), *_rows(on)]
    titles, bodies = [one.title for one in found], [one.body for one in found]
    columns: list[list[object]] = [
        list(range(len(found))), [one.casefold() for one in titles], [one.casefold() for one in bodies],
        [folded(one) for one in titles], [folded(one) for one in bodies],
    ]  # fmt: skip
    return found, columns


def _questions(language: str) -> Iterable[Document]:
    for topic in topics():
        for one in topic.questions:
            lines = [line for block in blocks(one.answer.said(language)) for line in block.lines]
            body = " ".join([*lines, one.todo.said(language)])
            yield Document("question", one.ask.said(language), body, one.code)
        name = f"{topic.name.said(language)}. {topic.about.said(language)}"
        yield Document("script", name, topic.script.text.said(language), topic.code)


def _rows(on: date) -> Iterable[Document]:
    for versions in rulebook().rules.values():
        for row in versions:
            if row.in_force(on):
                shown = told(row, on)
                facts = ". ".join(words for _term, words in shown.facts)
                body = f"{shown.citation}. {facts}. {shown.remark}".strip()
                yield Document("rule", shown.title, body, shown.act_slug, shown.anchor)
