"""The three satisfactions that a conference called above the country: what they are, and every value known of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dinhlang.apps.coordination.queries.said_shapes import MeasuredRow
from dinhlang.apps.surveys.queries import OwnMeasure
from dinhlang.domain.coordination import words

OF_PEOPLE = ("sipas.", "trust.")  # indicators that questionnaires of ours ask as elements


@dataclass(frozen=True)
class ClaimedRow:
    """What was said, the indicator that it is, and what our own newest sample found."""

    said: str
    measured: MeasuredRow
    own: OwnMeasure | None


def claimed(measured: Sequence[MeasuredRow], own: Mapping[str, OwnMeasure]) -> tuple[ClaimedRow, ...]:
    """Return the three indicators with what was said of them; fewer where one is not defined yet. No query."""
    named, asked = {one.code: one for one in measured}, own_by_indicator(measured, own)
    return tuple(
        ClaimedRow(said, named[code], asked.get(code)) for said, code in words.CLAIMED.items() if code in named
    )


def own_by_indicator(measured: Sequence[MeasuredRow], own: Mapping[str, OwnMeasure]) -> dict[str, OwnMeasure]:
    """Return what our newest samples found, by the indicator that an element stands for. No query."""
    asked = [one.code for one in measured if one.code.startswith(OF_PEOPLE)]
    found = {code: own.get(code) or own.get(code.partition(".")[2]) for code in asked}
    return {code: one for code, one in found.items() if one is not None}
