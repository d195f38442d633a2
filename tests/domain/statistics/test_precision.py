"""How far a share may lie from the truth: the interval, and where it stands on its picture."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinhlang.domain.statistics.precision import precision


def test_the_satisfaction_of_580_people_is_known_to_three_or_four_points() -> None:
    found = precision(Decimal(82), 580, Decimal("83.94"))
    assert found is not None
    assert [round(one, 1) for one in (*found.simple, *found.clustered)] == [78.7, 85.0, 77.2, 86.1]
    assert found.benchmark_is_within


def test_a_country_far_away_is_outside_and_stays_on_the_picture() -> None:
    found = precision(Decimal(60), 580, Decimal("82.66"))
    assert found is not None
    assert not found.benchmark_is_within
    assert 0 <= found.place(82.66) <= 100


@pytest.mark.parametrize(("value", "asked"), [("101", 580), ("-1", 580), ("50", 0)])
def test_what_is_no_share_of_people_has_no_interval(value: str, asked: int) -> None:
    assert precision(Decimal(value), asked) is None


@given(st.decimals(0, 100, places=2), st.integers(1, 50_000), st.none() | st.decimals(0, 100, places=2))
def test_everything_that_is_drawn_stands_on_the_scale_in_its_order(
    value: Decimal, asked: int, country: Decimal | None
) -> None:
    found = precision(value, asked, country)
    assert found is not None
    ends = (found.clustered[0], found.simple[0], found.simple[1], found.clustered[1])
    places = [found.place(one) for one in ends]
    assert places == sorted(places)
    assert all(0 <= one <= 100 for one in (*places, found.place(found.share)))


def test_the_picture_and_the_gap_never_say_two_things_of_one_number() -> None:
    for value in range(70, 95):
        found = precision(Decimal(value), 580, Decimal("83.94"), 36_525)
        assert found is not None
        assert found.gap is not None
        assert found.benchmark_is_within == (found.gap.as_share.shown == 0)
