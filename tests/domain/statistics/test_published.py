"""Published numbers: what chance alone makes of a gap, and tables at odds with themselves."""

from decimal import Decimal

import pytest

from dinhlang.domain.statistics.consistency import Flag, Printed, Relation, check
from dinhlang.domain.statistics.published import gap


def test_a_gap_of_two_points_shows_nothing_if_the_number_is_a_share() -> None:
    found = gap(81.75, 83.94, asked_in_all=36_525)
    assert found.as_share.gap == pytest.approx(-2.19)
    assert (found.as_share.low, found.as_share.high) == (pytest.approx(-6.67, abs=0.05), pytest.approx(2.29, abs=0.05))
    assert (found.as_share.shown, found.as_mean.shown, found.shown) == (0, -1, 0)


@pytest.mark.parametrize(("value", "shown"), [(91.1, 1), (75.0, -1), (83.94, 0)])
def test_a_large_gap_is_shown_in_both_readings(value: float, shown: int) -> None:
    assert gap(value, 83.94).shown == shown


@pytest.mark.parametrize(
    ("relation", "printed", "parts", "flag", "follows"),
    [
        (Relation.SUM, "18273", ("17265", "1458"), Flag.DIGITS_SWAPPED, "18723"),
        (Relation.SUM, "257141", ("124907", "102770", "19852"), Flag.UNCLASSIFIED, "247529"),
        (Relation.SUM, "100", ("91.6", "9.2"), Flag.TOO_MANY, "100.8"),
        (Relation.DIFFERENCE, "12.93", ("91.10", "81.75"), Flag.DOES_NOT_FOLLOW, "9.35"),
        (Relation.DIFFERENCE, "4.79", ("86.58", "81.75"), Flag.DOES_NOT_FOLLOW, "4.83"),
        (Relation.SHARE, "99.71", ("4157", "6302", "4169"), Flag.OTHER_WHOLE, None),
        (Relation.SHARE, "50", ("1", "4"), Flag.DOES_NOT_FOLLOW, "25"),
        (Relation.MEAN, "83.94", ("83.84", "84.09"), Flag.DOES_NOT_FOLLOW, "83.965"),
    ],
)
def test_a_printed_number_that_does_not_follow_is_flagged(
    relation: Relation, printed: str, parts: tuple[str, ...], flag: Flag, follows: str | None
) -> None:
    found = check(Printed(relation, Decimal(printed), tuple(map(Decimal, parts)), Decimal("0.005")))
    assert found is not None
    assert found.flag is flag
    assert follows is None or found.follows == Decimal(follows)


@pytest.mark.parametrize("parts", [("71.82", "25.80", "2.34"), ("57.07", "37.49", "5.44")])
def test_rounding_is_no_contradiction(parts: tuple[str, ...]) -> None:
    assert check(Printed(Relation.SUM, Decimal(100), tuple(map(Decimal, parts)), Decimal("0.05"))) is None
