"""Documents on a day, lines of a plan, claims against what was known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinhlang.domain.coordination.claims import Claim, Comparison, Judgement, Value, Verdict, Why, judge
from dinhlang.domain.coordination.documents import Kind, Life, Side, Standing, side_of
from dinhlang.domain.coordination.plans import Line, Outcome, UnfitLineError, must_be_carried, score

CONFERENCE = date(2023, 3, 13)
LAW = Life(date(2022, 11, 10), date(2023, 7, 1))
DAYS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


def test_on_the_day_of_the_conference_the_law_was_passed_and_not_in_force() -> None:
    assert LAW.standing(date(2022, 11, 9)) is Standing.NOT_YET
    assert LAW.standing(CONFERENCE) is Standing.PASSED
    assert LAW.standing(date(2023, 7, 1)) is Standing.IN_FORCE
    ordinance = Life(date(2007, 4, 20), date(2007, 7, 1), date(2023, 7, 1))
    assert ordinance.standing(CONFERENCE) is Standing.IN_FORCE
    assert ordinance.standing(date(2023, 7, 1)) is Standing.ENDED


def test_a_kind_says_whose_document_it_is() -> None:
    assert side_of(Kind.PARTY_NOTICE) is Side.PARTY
    assert side_of(Kind.COUNCIL_RESOLUTION) is Side.STATE


def test_a_line_stands_as_it_was_known_on_the_day() -> None:
    line = Line(due_on=date(2022, 6, 30), set_on=date(2022, 1, 10), done_on=date(2022, 9, 1))
    assert line.outcome(date(2022, 5, 1)) is Outcome.OPEN
    assert line.outcome(date(2022, 8, 1)) is Outcome.OVERDUE
    assert line.outcome(date(2022, 12, 31)) is Outcome.DONE_LATE
    assert must_be_carried(line, date(2022, 8, 1))
    assert not must_be_carried(line, date(2022, 12, 31))


def test_a_line_ends_once_and_not_before_it_was_set() -> None:
    with pytest.raises(UnfitLineError):
        Line(None, date(2022, 1, 1), done_on=date(2022, 2, 1), dropped_on=date(2022, 3, 1))
    with pytest.raises(UnfitLineError):
        Line(None, date(2022, 1, 1), done_on=date(2021, 12, 31))


@given(st.lists(st.tuples(DAYS, DAYS, st.none() | DAYS), max_size=20), DAYS)
def test_a_score_loses_no_line(rows: list[tuple[date, date, date | None]], on: date) -> None:
    lines = [Line(due, start, done if done is None or done >= start else start) for start, due, done in rows]
    counted = score(lines, on)
    assert sum(counted.by_outcome.values()) == counted.total == sum(line.set_on <= on for line in lines)


def value(
    period: int, number: str, known: date, *, benchmark: str | None = None, method: str = "a", rank: int | None = None,
    out_of: int = 63, indicator: str = "access",
) -> Value:  # fmt: skip
    mark = Decimal(benchmark) if benchmark else None
    return Value(indicator, "VL", period, Decimal(number), known, "S1", method, mark, rank, rank and out_of)


ABOVE = Claim(("access",), Comparison.ABOVE_BENCHMARK, 2022, "VL")


def test_a_value_published_later_was_not_known_then() -> None:
    later = value(2022, "79.0", date(2023, 4, 19), benchmark="80.08")
    then, now = judge(ABOVE, [later], on=CONFERENCE), judge(ABOVE, [later], on=date(2026, 1, 1))
    assert (then.verdict, then.parts[0].why) == (Verdict.UNVERIFIABLE, Why.NOT_KNOWN_THEN)
    assert now.verdict is Verdict.NOT_TRUE


def test_of_two_values_of_a_year_the_one_about_the_later_day_counts() -> None:
    end = replace(value(2022, "79", date(2023, 1, 5), benchmark="80"), about_on=date(2022, 12, 31))
    half = replace(value(2022, "82", date(2023, 2, 5), benchmark="80"), about_on=date(2022, 6, 30))
    assert judge(ABOVE, [end, half], on=CONFERENCE).verdict is Verdict.NOT_TRUE
    assert judge(ABOVE, [half], on=CONFERENCE).verdict is Verdict.CONFIRMED


def test_above_the_country_is_computed_and_equal_is_not_above() -> None:
    assert judge(ABOVE, [value(2022, "81", CONFERENCE, benchmark="80.08")], on=CONFERENCE).verdict is Verdict.CONFIRMED
    assert judge(ABOVE, [value(2022, "80", CONFERENCE, benchmark="80")], on=CONFERENCE).verdict is Verdict.NOT_TRUE
    assert judge(ABOVE, [value(2022, "81", CONFERENCE)], on=CONFERENCE).parts[0].why is Why.NO_BENCHMARK


def test_a_claim_of_several_indices_can_hold_in_part() -> None:
    claim = Claim(("access", "feedback_handling"), Comparison.ABOVE_BENCHMARK, 2022, "VL")
    known = [value(2022, "81", CONFERENCE, benchmark="80")]
    assert judge(claim, known, on=CONFERENCE).verdict is Verdict.PARTLY


BOTH = Claim(("access", "feedback"), Comparison.ABOVE_BENCHMARK, 2022, "VL")
ABOVE_COUNTRY, BELOW_COUNTRY = ("81", "80"), ("79", "80")


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (ABOVE_COUNTRY, ABOVE_COUNTRY, Verdict.CONFIRMED),
        (ABOVE_COUNTRY, BELOW_COUNTRY, Verdict.PARTLY),
        (ABOVE_COUNTRY, None, Verdict.PARTLY),
        (None, None, Verdict.UNVERIFIABLE),
        (BELOW_COUNTRY, BELOW_COUNTRY, Verdict.NOT_TRUE),
        (BELOW_COUNTRY, None, Verdict.NOT_TRUE),
    ],
)
def test_each_verdict_has_its_rule(
    first: tuple[str, str] | None, second: tuple[str, str] | None, verdict: Verdict
) -> None:
    known = [
        value(2022, found[0], CONFERENCE, benchmark=found[1], indicator=indicator)
        for indicator, found in (("access", first), ("feedback", second))
        if found
    ]
    assert judge(BOTH, known, on=CONFERENCE).verdict is verdict


def test_ranks_are_compared_across_methods_among_the_same_number_of_places() -> None:
    rose = Claim(("access",), Comparison.BETTER_RANKED, 2022, "VL")
    before = value(2021, "82.82", date(2022, 5, 25), rank=58)

    def found(**own: Any) -> Judgement:
        return judge(rose, [before, value(2022, "83.54", CONFERENCE, method="b", **own)], on=CONFERENCE)

    assert found(rank=46).verdict is Verdict.CONFIRMED
    assert found(rank=58).verdict is Verdict.NOT_TRUE
    assert found(rank=60).verdict is Verdict.NOT_TRUE
    assert found().parts[0].why is Why.NO_RANK
    assert found(rank=20, out_of=34).parts[0].why is Why.NO_RANK
    alone = judge(rose, [value(2022, "83.54", CONFERENCE, rank=46)], on=CONFERENCE)
    assert alone.parts[0].why is Why.NO_EARLIER_VALUE


def test_two_methods_are_not_compared() -> None:
    rose = Claim(("access",), Comparison.HIGHER_THAN_BEFORE, 2022, "VL")
    both = [value(2021, "87.16", date(2022, 5, 1)), value(2022, "80.08", date(2023, 4, 1), method="new2022")]
    found = judge(rose, both, on=date(2024, 1, 1))
    assert (found.verdict, found.parts[0].why) == (Verdict.UNVERIFIABLE, Why.OTHER_METHOD)
    same = [both[0], value(2022, "80.08", date(2023, 4, 1))]
    assert judge(rose, same, on=date(2024, 1, 1)).verdict is Verdict.NOT_TRUE


def test_what_names_nothing_measured_is_unverifiable_and_other_places_do_not_count() -> None:
    vague = Claim((), Comparison.HIGHER_THAN_BEFORE, 2022, "VL")
    assert judge(vague, [], on=CONFERENCE).parts[0].why is Why.NOT_MEASURABLE
    elsewhere = Value("access", "CT", 2022, Decimal(90), CONFERENCE, "S", "a", Decimal(80))
    assert judge(ABOVE, [elsewhere], on=CONFERENCE).parts[0].why is Why.NO_VALUE


@given(
    st.lists(
        st.tuples(st.integers(2019, 2024), st.integers(0, 100), DAYS, st.none() | st.integers(0, 100)), max_size=8
    ),
    DAYS,
    DAYS,
)
def test_what_was_not_known_never_counts(rows: list[tuple[int, int, date, int | None]], one: date, other: date) -> None:
    known = [
        value(year, str(number), day, benchmark=None if mark is None else str(mark)) for year, number, day, mark in rows
    ]
    day = min(one, other)
    later_ones_left_out = [item for item in known if item.known_on <= day]
    assert judge(ABOVE, known, on=day).verdict is judge(ABOVE, later_ones_left_out, on=day).verdict
