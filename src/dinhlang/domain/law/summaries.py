"""Articles summed up in our own words, for the pages of acts: also those of which no row holds a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dinhlang.domain.dates.words import Words, words_of
from dinhlang.domain.law.act import Act
from dinhlang.domain.law.citation import Citation, CitationError, parse_citations
from dinhlang.domain.law.questions import TextError


@dataclass(frozen=True)
class Summary:
    """One article in a few sentences."""

    citation: Citation
    text: Words


def parse_summaries(tables: Mapping[str, Mapping[str, Any]], acts: Mapping[str, Act]) -> tuple[Summary, ...]:
    """Return the summaries of the loaded tables; raises TextError."""
    found = []
    for name, table in tables.items():
        for one in table.get("article", ()):
            try:
                (place,) = parse_citations(f"{table['act']} {one['no']}", acts)
                found.append(Summary(place, words_of(one)))
            except (KeyError, CitationError) as error:
                raise TextError(f"{name}: {error}") from error
    return tuple(found)
