"""The country beside a round of our own: only what was published by the same method."""

from datetime import date

from dinhlang.apps.coordination.queries.claims import index_values
from dinhlang.apps.coordination.queries.said_shapes import ValueRow
from dinhlang.apps.surveys.queries import Beside, ResultsView


def country_rows(result: ResultsView, on: date) -> dict[str, ValueRow]:
    """Return by measure the newest value of the country, of the same method only. Three queries.

    An element of one question has no index of its own: the country's value stands beside the question.
    """
    known = [one for one in index_values(on) if one.territory is None]
    same = [one for one in known if one.method == result.wave.instrument.method]
    by_element = {one.indicator.partition(".")[2]: one for one in sorted(same, key=lambda one: one.period)}
    found = dict[str, ValueRow]()
    for element in result.wave.instrument.elements:
        row = by_element.get(element.code)
        asked = [f"q:{one.code}" for one in element.questions if f"q:{one.code}" in result.values]
        if row is not None and f"e:{element.code}" in result.values:
            found[f"e:{element.code}"] = row
        if row is not None and len(asked) == 1:
            found[asked[0]] = row
    return found


def country_beside(result: ResultsView, on: date) -> dict[str, Beside]:
    """Return by measure what files of a round say of the country. Three queries."""
    rows = country_rows(result, on)
    return {code: Beside(float(one.value), one.period, one.source) for code, one in rows.items()}
