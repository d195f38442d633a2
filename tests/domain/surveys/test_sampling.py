"""Draws that anybody can repeat, with the chances that they promise."""

from collections import Counter
from fractions import Fraction

import pytest

from dinhlang.domain.surveys.sampling import Method, SamplingError, StagePlan, draw, order, simple_size, size

FRAME = [
    {"region": f"V{village % 2}", "village": f"A{village}", "people": "9", "household": f"{village}-{one}"}
    for village in range(8)
    for one in range(10)
]  # fmt: skip
PLAN = (StagePlan("village", 2, strata="region"), StagePlan("household", 3, replacements=2))


@pytest.mark.parametrize(("population", "asked"), [(1_000, 286), (10_000, 385), (100_000, 399)])
def test_the_simple_rule_gives_the_numbers_of_the_guidance(population: int, asked: int) -> None:
    assert simple_size(population, Fraction(5, 100)) == asked


@pytest.mark.parametrize(
    ("more", "asked"),
    [({}, 385), ({"deff": Fraction(2)}, 769), ({"deff": Fraction(2), "response": Fraction(8, 10)}, 961),
     ({"share": Fraction(8, 10)}, 246)],
)  # fmt: skip
def test_clustering_and_silence_ask_for_more_people(more: dict[str, Fraction], asked: int) -> None:
    assert size(4_000_000, Fraction(5, 100), **more) == asked


def test_a_small_village_is_asked_whole() -> None:
    assert size(20, Fraction(1, 100), deff=Fraction(3)) == 20
    with pytest.raises(SamplingError):
        size(0, Fraction(1, 100))


def test_the_same_seed_draws_the_same_people_and_another_seed_others() -> None:
    assert draw(FRAME, PLAN, "a") == draw(FRAME, PLAN, "a") != draw(FRAME, PLAN, "b")
    assert order("2027", ["x", "y", "z"]) == ["z", "y", "x"]  # written down: no library may change it


def test_a_draw_keeps_its_plan_and_its_chances() -> None:
    drawn = draw(FRAME, PLAN, "seed")
    main = [one for one in drawn if not one.replacement]
    assert Counter(one.row["region"] for one in main) == {"V0": 6, "V1": 6}
    assert all(one.chance == Fraction(2, 4) * Fraction(3, 10) for one in drawn)
    assert sum(1 / one.chance for one in main) == 80  # weights sum to the population
    by_village = Counter(one.row["village"] for one in drawn if one.replacement)
    assert set(by_village.values()) == {2}
    assert len({one.row["household"] for one in drawn}) == len(drawn)


def test_large_villages_are_certain_and_the_others_have_their_chance() -> None:
    frame = [{"village": str(number), "people": str(people)} for number, people in enumerate((500, 30, 20, 25, 25))]
    plan = (StagePlan("village", 3, method=Method.PPS, measure="people"),)
    seen = Counter[str]()
    for seed in range(600):
        drawn = draw(frame, plan, f"seed {seed}")
        assert len(drawn) == 3
        seen.update(one.row["village"] for one in drawn)
    assert seen["0"] == 600
    assert seen["1"] / 600 == pytest.approx(0.6, abs=0.07)
    assert {one.row["village"]: one.chance for one in drawn}["0"] == 1


def test_a_plan_that_the_frame_cannot_serve_is_refused() -> None:
    with pytest.raises(SamplingError, match="9 asked for, 4 there"):
        draw(FRAME, (StagePlan("village", 9, strata="region"),), "s")
    with pytest.raises(SamplingError, match="above zero"):
        draw([{"village": "a", "people": "0"}], (StagePlan("village", 1, method=Method.PPS, measure="people"),), "s")
    with pytest.raises(SamplingError, match="only the last"):
        draw(FRAME, (StagePlan("village", 1, replacements=1), StagePlan("household", 1)), "s")
