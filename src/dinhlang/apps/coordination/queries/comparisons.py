"""Published values beside the country's: how much of a gap chance alone could make, and where a source is at odds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from dinhlang.apps.coordination.queries.said_shapes import MeasuredRow, ValueRow
from dinhlang.apps.coordination.queries.seeds import seed
from dinhlang.domain.dates.words import Words, words_of
from dinhlang.domain.statistics.consistency import Finding, Printed, Relation, check
from dinhlang.domain.statistics.published import ASKED_IN_A_PROVINCE, Gap, gap
from dinhlang.domain.surveys.formulas import Stamped, stretches

ASKS_PEOPLE = "sipas."  # indices of a sample of people in percent; others are scores of experts or other scales
OVERALL = "sipas.overall"
ROUND = 5  # the scale of the chart ends at a multiple of five


@dataclass(frozen=True)
class Comparison:
    """One value of a province with the interval of its gap to the country."""

    value: ValueRow
    gap: Gap


@dataclass(frozen=True)
class Chart:
    """Years from left to right, percent from `low` up to `high`; the country's line is cut where the method changes."""

    years: tuple[int, ...]
    low: int
    high: int
    country: tuple[tuple[Stamped, ...], ...]
    places: tuple[Comparison, ...]


@dataclass(frozen=True)
class Contradiction:
    """A printed number that does not follow from the numbers printed beside it."""

    what: Words
    printed: Printed
    finding: Finding
    source: Words

    @property
    def places(self) -> int:
        """Return how many decimals to show: those printed, one more where a mean needs it to differ."""
        printed = -int(self.printed.number.as_tuple().exponent)
        return printed + (self.printed.relation is Relation.MEAN)


def comparisons(measured: Iterable[MeasuredRow]) -> tuple[Comparison, ...]:
    """Return every value of a sample of people that stands beside one of the country, newest first. No query."""
    values = [value for one in measured if one.code.startswith(ASKS_PEOPLE) for value in one.values]
    found = [
        Comparison(
            one,
            gap(
                float(one.value),
                float(one.benchmark),
                asked=one.asked or ASKED_IN_A_PROVINCE,
                asked_in_all=one.asked_in_all,
            ),
        )
        for one in values
        if one.territory is not None and one.benchmark is not None
    ]
    return tuple(sorted(found, key=lambda one: -one.value.period))


def chart(measured: Sequence[MeasuredRow]) -> Chart | None:
    """Return the overall index of the country by years with what is known of provinces; None where nothing is."""
    own = [value for one in measured if one.code == OVERALL for value in one.values]
    country = stretches([Stamped(one.period, float(one.value), one.method) for one in own if one.territory is None])
    places = tuple(one for one in comparisons(measured) if one.value.indicator == OVERALL)
    if not country:
        return None
    years = [one.period for one in own]
    ends = [float(one.value) for one in own]
    ends += [float(one.value.value) + off for one in places for off in (_half(one), -_half(one))]
    low, high = int(min(ends) // ROUND) * ROUND, (int(max(ends) // ROUND) + 1) * ROUND
    return Chart(tuple(range(min(years), max(years) + 1)), low, high, country, places)


def _half(one: Comparison) -> float:
    return (one.gap.as_share.high - one.gap.as_share.low) / 2


def contradictions(as_of: date) -> tuple[Contradiction, ...]:
    """Return the printed numbers known by a day that do not fit those printed beside them. No query."""
    return tuple(found for known_on, found in _contradictions() if known_on <= as_of)


@lru_cache(maxsize=1)
def _contradictions() -> tuple[tuple[date, Contradiction], ...]:
    found = list[tuple[date, Contradiction]]()
    for one in seed("published_checks")["checks"]:
        parts = tuple(Decimal(part) for part in one["parts"])
        printed = Printed(Relation(one["relation"]), Decimal(one["printed"]), parts, Decimal(one.get("tolerance", "0")))
        finding = check(printed)
        if finding:
            found.append(
                (one["known_on"], Contradiction(words_of(one["what"]), printed, finding, words_of(one["source"])))
            )
    return tuple(found)
