"""Shares of votes, exact at their edges."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinhlang.domain.law.threshold import Threshold, ThresholdError, parse_threshold

shares = st.builds(Threshold, st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=100), st.booleans())
totals = st.integers(1, 5000)


@pytest.mark.parametrize(
    ("share", "total", "needed"),
    [
        ("2/3", 143, 96),
        ("2/3", 3, 2),
        ("2/3", 150, 100),
        ("2/3", 151, 101),
        ("2/3", 1, 1),
        (">1/2", 100, 51),
        (">1/2", 101, 51),
        (">1/2", 1, 1),
        (">1/2", 2, 2),
        ("1/2", 100, 50),
        ("1/10", 101, 11),
        ("1/10", 9, 1),
        ("1/3", 10, 4),
    ],
)
def test_so_many_in_favour_are_needed_and_one_less_fails(share: str, total: int, needed: int) -> None:
    threshold = parse_threshold(share)
    assert threshold.needed(total) == needed
    assert threshold.passes(needed, total)
    assert not threshold.passes(needed - 1, total)


@given(shares, totals)
def test_needed_is_the_smallest_number_that_meets_the_share(threshold: Threshold, total: int) -> None:
    needed = threshold.needed(total)
    meets = [yes for yes in (needed - 1, needed) if _meets(threshold, yes, total)]
    assert meets == [needed]


@given(shares, totals, st.data())
def test_one_more_in_favour_never_turns_a_pass_into_a_fail(
    threshold: Threshold, total: int, data: st.DataObject
) -> None:
    yes = data.draw(st.integers(0, total - 1))
    assert threshold.passes(yes, total) <= threshold.passes(yes + 1, total)


@given(shares, totals)
def test_more_people_never_need_fewer_in_favour(threshold: Threshold, total: int) -> None:
    assert threshold.needed(total) <= threshold.needed(total + 1)


def test_nobody_to_count_is_an_error_and_not_a_pass() -> None:
    with pytest.raises(ThresholdError):
        parse_threshold("2/3").passes(0, 0)


@pytest.mark.parametrize(("yes", "total"), [(-1, 10), (11, 10), (5.0, 10), (5, 10.0), (True, 10)])
def test_impossible_counts_and_floats_are_refused(yes: object, total: object) -> None:
    with pytest.raises(ThresholdError):
        parse_threshold("2/3").passes(yes, total)  # type: ignore[arg-type]


@pytest.mark.parametrize("fraction", [0.5, 1, "1/2", Fraction(0), Fraction(3, 2), Fraction(-1, 2)])
def test_a_share_is_an_exact_fraction_between_nothing_and_all(fraction: object) -> None:
    with pytest.raises(ThresholdError):
        Threshold(fraction, strict=False)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "0.5", "50%", "1/0", "3/2", "0/3", ">=1/2", "1/2/3", "<1/2"])
def test_what_is_not_a_share_is_refused(text: str) -> None:
    with pytest.raises(ThresholdError):
        parse_threshold(text)


def _meets(threshold: Threshold, yes: int, total: int) -> bool:
    share = Fraction(yes, total)
    return share > threshold.fraction if threshold.strict else share >= threshold.fraction
