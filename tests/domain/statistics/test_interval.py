"""Wilson's interval against published values, and at its edges."""

import pytest

from dinhlang.domain.statistics.interval import wilson

# part, whole, low, high: computed independently from the formula of Wilson (1927) with z = 1.96
KNOWN = [
    (7, 10, 0.397, 0.892),
    (0, 10, 0.0, 0.278),
    (10, 10, 0.722, 1.0),
    (50, 100, 0.404, 0.596),
    (1, 5, 0.036, 0.624),
]


@pytest.mark.parametrize(("part", "whole", "low", "high"), KNOWN)
def test_the_interval_is_that_of_wilson(part: int, whole: int, low: float, high: float) -> None:
    found = wilson(part, whole)
    assert found is not None
    assert (round(found.low, 3), round(found.high, 3)) == (low, high)
    assert found.share == part / whole


def test_a_share_of_nothing_is_no_share_and_an_impossible_one_is_refused() -> None:
    assert wilson(0, 0) is None
    with pytest.raises(ValueError, match="impossible"):
        wilson(6, 5)
