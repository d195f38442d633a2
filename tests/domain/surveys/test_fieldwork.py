"""Work in the field: response rates by hand, replacements in turn, households that anybody draws again."""

from fractions import Fraction

import pytest

from dinhlang.domain.surveys.fieldwork import Became, Plan, rates, serials, stand_ins
from dinhlang.domain.surveys.sampling import Method, draw

PLAN = Plan(communes=2, villages=1, people=3, replacements=2, method=Method.PPS, by_kind=True)


def test_response_rates_count_the_unknown_against_us_or_by_a_guess() -> None:
    counts = {Became.ANSWERED: 60, Became.REFUSED: 10, Became.NOBODY_HOME: 10, Became.NOT_FOUND: 10}
    counts[Became.NOT_OF_THE_FRAME] = 20
    found = rates(counts)
    assert (found.answered, found.worked) == (60, 110)
    assert found.careful == Fraction(60, 90)
    assert found.estimated == Fraction(60) / (80 + 10 * Fraction(80, 100))  # 80 of 100 known ones were eligible


def test_no_work_has_no_rate() -> None:
    assert rates({}).careful is None
    assert rates({Became.NOT_OF_THE_FRAME: 3}).estimated is None


@pytest.mark.parametrize(
    ("entries", "instead"),
    [
        ([(1, 0, Became.REFUSED), (2, 0, Became.ANSWERED), (8, 1, Became.ANSWERED)], {8: 1}),
        ([(1, 0, Became.REFUSED), (8, 1, Became.UNABLE), (9, 2, Became.ANSWERED)], {8: 1, 9: 8}),
        ([(1, 0, Became.REFUSED), (8, 1, None), (9, 2, Became.ANSWERED)], None),  # out of turn
        ([(1, 0, Became.ANSWERED), (8, 1, Became.ANSWERED)], None),  # nobody to stand in for
        ([(1, 0, None), (8, 1, None)], {}),
    ],
)
def test_a_replacement_stands_in_by_turn(
    entries: list[tuple[int, int, Became | None]], instead: dict[int, int] | None
) -> None:
    assert stand_ins(entries) == instead


def test_households_of_a_village_are_drawn_once_each_and_again_by_the_same_seed() -> None:
    found = serials("abc", "29857", 10, PLAN)
    assert found == serials("abc", "29857", 10, PLAN)
    assert found != serials("abd", "29857", 10, PLAN)
    assert [turn for _serial, turn in found] == [0, 0, 0, 1, 2]
    assert len({serial for serial, _turn in found}) == 5
    assert serials("abc", "29857", 2, PLAN) == [(1, 0), (2, 0)]  # a hamlet of two households is asked whole


def test_a_stratum_with_fewer_communes_than_asked_for_is_taken_whole() -> None:
    rows = [
        {"loai": kind, "xa": commune, "ap": f"{commune}{number}", "so_ho": "50", "so_ho_cua_xa": "100"}
        for kind, commune in (("xa", "A"), ("xa", "B"), ("xa", "C"), ("phuong", "D"))
        for number in (1, 2)
    ]
    drawn = draw(rows, PLAN.stages, "seed")
    chances = {one.row["xa"]: one.chance for one in drawn}
    assert chances["D"] == Fraction(1, 2)  # the only ward, one of its two quarters
    assert sum(one.row["loai"] == "xa" for one in drawn) == 2
    assert 'take = 2\nmethod = "pps"\nstrata = "loai"\nmeasure = "so_ho_cua_xa"\nwhole_if_fewer = true' in PLAN.toml
