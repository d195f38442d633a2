"""What was said in public, held against what is known: the verdict is computed, never stored.

Every value has a period that it is about and a day on which it became known. So one can ask what could be known on
the day of the statement, and what is known today.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Comparison(StrEnum):
    """What a claim says of an indicator."""

    ABOVE_BENCHMARK = "above_benchmark"  # cao hơn mức trung bình chung cả nước
    HIGHER_THAN_BEFORE = "higher_than_before"
    LOWER_THAN_BEFORE = "lower_than_before"
    BETTER_RANKED = "better_ranked"  # hạng tốt hơn năm trước: within a year everybody is measured alike


class Direction(StrEnum):
    """Which way of an indicator is the better one."""

    HIGHER = "higher"
    LOWER = "lower"


class Finding(StrEnum):
    """What the values say of one indicator of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What the values say of a whole claim."""

    CONFIRMED = "confirmed"  # xác nhận
    PARTLY = "partly"  # một phần
    UNVERIFIABLE = "unverifiable"  # chưa kiểm chứng được
    NOT_TRUE = "not_true"  # không đúng


class Why(StrEnum):
    """Why an indicator is unknown."""

    NO_VALUE = "no_value"
    NOT_KNOWN_THEN = "not_known_then"  # published after the day asked about
    NO_BENCHMARK = "no_benchmark"
    NO_EARLIER_VALUE = "no_earlier_value"
    OTHER_METHOD = "other_method"  # measured differently: not comparable
    NO_RANK = "no_rank"  # no rank was published for one of the two years, or among another number of places
    NOT_MEASURABLE = "not_measurable"  # the statement names nothing that is measured


@dataclass(frozen=True)
class Value:
    """A published value of an indicator; `benchmark` is the country's for the same period and method."""

    indicator: str
    territory: str
    period: int
    value: Decimal
    known_on: date
    source: str
    method: str
    benchmark: Decimal | None = None
    rank: int | None = None
    out_of: int | None = None
    about_on: date | None = None  # the day that it is about; None: the whole period

    @property
    def about(self) -> date:
        """Return the last day that it is about."""
        return self.about_on or date(self.period, 12, 31)


@dataclass(frozen=True)
class Claim:
    """A statement in structured form; no indicators: it names nothing that is measured."""

    indicators: tuple[str, ...]
    comparison: Comparison
    period: int
    territory: str


@dataclass(frozen=True)
class Weighed:
    """One indicator of a claim with the values that decided, or why nothing decides."""

    indicator: str
    finding: Finding
    values: tuple[Value, ...] = ()
    why: Why | None = None


@dataclass(frozen=True)
class Judgement:
    """A claim weighed on a day."""

    on: date
    verdict: Verdict
    parts: tuple[Weighed, ...]


def judge(claim: Claim, values: Iterable[Value], *, on: date) -> Judgement:
    """Weigh a claim by the values of its territory that were known on a day."""
    own = [value for value in values if value.territory == claim.territory]
    if not claim.indicators:
        nothing = Weighed("", Finding.UNKNOWN, why=Why.NOT_MEASURABLE)
        return Judgement(on, Verdict.UNVERIFIABLE, (nothing,))
    parts = tuple(_weigh(indicator, claim, own, on) for indicator in claim.indicators)
    return Judgement(on, _verdict([part.finding for part in parts]), parts)


def _verdict(findings: Sequence[Finding]) -> Verdict:
    if all(one is Finding.SUPPORTED for one in findings):
        return Verdict.CONFIRMED
    if Finding.SUPPORTED in findings:
        return Verdict.PARTLY
    return Verdict.NOT_TRUE if Finding.CONTRADICTED in findings else Verdict.UNVERIFIABLE


def _weigh(indicator: str, claim: Claim, values: Sequence[Value], on: date) -> Weighed:
    of_period = [one for one in values if one.indicator == indicator and one.period == claim.period]
    known = [one for one in of_period if one.known_on <= on]
    if not known:
        return Weighed(indicator, Finding.UNKNOWN, why=Why.NOT_KNOWN_THEN if of_period else Why.NO_VALUE)
    value = max(known, key=_newest)
    if claim.comparison is Comparison.ABOVE_BENCHMARK:
        if value.benchmark is None:
            return Weighed(indicator, Finding.UNKNOWN, (value,), Why.NO_BENCHMARK)
        return Weighed(indicator, _finding(value.value > value.benchmark), (value,))
    return _against_before(indicator, claim, value, [one for one in values if one.known_on <= on])


def _newest(value: Value) -> tuple[date, date]:
    """Order values of one period: the end of the period counts most, then what became known last."""
    return value.about, value.known_on


def _against_before(indicator: str, claim: Claim, value: Value, known: Sequence[Value]) -> Weighed:
    earlier = [one for one in known if one.indicator == indicator and one.period == claim.period - 1]
    if not earlier:
        return Weighed(indicator, Finding.UNKNOWN, (value,), Why.NO_EARLIER_VALUE)
    before = max(earlier, key=_newest)
    if claim.comparison is Comparison.BETTER_RANKED:
        return _by_rank(indicator, before, value)
    if before.method != value.method:
        return Weighed(indicator, Finding.UNKNOWN, (before, value), Why.OTHER_METHOD)
    rose = value.value > before.value
    fell = value.value < before.value
    said = rose if claim.comparison is Comparison.HIGHER_THAN_BEFORE else fell
    return Weighed(indicator, _finding(said), (before, value))


def _by_rank(indicator: str, before: Value, value: Value) -> Weighed:
    """Weigh two ranks among the same number of places; the method may differ from year to year, the first is best."""
    if before.rank is None or value.rank is None or before.out_of != value.out_of:
        return Weighed(indicator, Finding.UNKNOWN, (before, value), Why.NO_RANK)
    return Weighed(indicator, _finding(value.rank < before.rank), (before, value))


def _finding(held: object) -> Finding:
    return Finding.SUPPORTED if held else Finding.CONTRADICTED
