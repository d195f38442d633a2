"""Values of a wave, worked out by hand: weights by villages, small places hidden, ranks that chance allows."""

from fractions import Fraction

import pytest

from dinhlang.apps.surveys.queries import instrument
from dinhlang.domain.statistics.signs import Sign
from dinhlang.domain.surveys.measures import Before, Village, persons_of, values
from dinhlang.domain.surveys.results import Value, from_plain, ranked, to_plain

TRUST = instrument("niem-tin")
VILLAGES = {
    "a1": Village("A", "", Fraction(1, 2), 100), "a2": Village("A", "", Fraction(1, 2), 100),
    "b1": Village("B", "", Fraction(1, 4), 100), "c1": Village("C", "", Fraction(1, 4), 100),
}  # fmt: skip


def sheets(village: str, good: int, bad: int, silent: int = 0) -> list[tuple[str, dict[str, str]]]:
    said = ["3"] * good + ["1"] * bad + ["none"] * silent
    return [(village, {"trust.party": one, "trust.state": "3"}) for one in said]


ASKED = [*sheets("a1", 8, 2), *sheets("a2", 6, 4), *sheets("b1", 5, 5, 2), *sheets("c1", 2, 1)]


def found(**more: object) -> dict[tuple[str, str, str], Value]:
    assert TRUST is not None
    given = {"communes": {"": 3}, "taken_whole": True, "before": {}, **more}
    made = values(TRUST, ASKED, VILLAGES, **given)  # type: ignore[arg-type]
    return {(one.code, one.answer, one.place): one for one in made}


def test_a_share_weighs_each_village_by_its_households_and_its_chance() -> None:
    one = found()["q:trust.party", "", ""]
    good = 200 * 0.8 + 200 * 0.6 + 400 * 5 / 12 + 400 * 2 / 3
    asked = 200 + 200 + 400 * 10 / 12 + 400  # those who did not answer the question count for nobody
    assert one.value == pytest.approx(100 * good / asked, abs=1e-3)
    assert one.n == 33


def test_no_answer_is_counted_among_the_answers() -> None:
    one = found()["q:trust.party", "none", ""]
    assert one.is_hidden  # two people
    assert found()["q:trust.party", "3", ""].value is not None


def test_a_place_with_few_answers_is_hidden_with_the_next_smallest_beside_it() -> None:
    made = found()
    hidden = {place for code, answer, place in made if made[code, answer, place].is_hidden and place}
    assert hidden == {"B", "C"}
    assert made["q:trust.party", "", "A"].low is not None  # two villages tell how far they differ


def test_whoever_came_by_alone_has_no_interval() -> None:
    assert TRUST is not None
    alone = {code: Village(one.commune, "", None, 0) for code, one in VILLAGES.items()}
    made = values(TRUST, ASKED, alone, communes={}, taken_whole=False, before={})
    assert {one.low for one in made} == {None}
    assert values(TRUST, [], {}, communes={}, taken_whole=False, before={}) == []


def test_a_change_says_nothing_where_its_interval_covers_zero() -> None:
    same = found(before={"q:trust.party": Before(60.0, 4.0, 20)})["q:trust.party", "", ""]
    fallen = found(before={"q:trust.party": Before(100.0, 0.1, 50)}, taken_whole=True)["q:trust.party", "", ""]
    assert same.changed is Sign.NOT_SHOWN
    assert fallen.change is not None
    assert fallen.change < 0


def test_ranks_are_as_wide_as_chance_leaves_them() -> None:
    made = ranked(
        [Value("q", place="A", value=90, low=85, high=95), Value("q", place="B", value=80, low=70, high=88),
         Value("q", place="C", value=50, low=40, high=60), Value("q", place="D", value=70)]
    )  # fmt: skip
    assert [(one.value.place, one.best, one.worst) for one in made] == [
        ("A", 1, 3), ("B", 1, 3), ("D", 1, 4), ("C", 3, 4),
    ]  # fmt: skip


def test_a_value_travels_as_json() -> None:
    one = Value("q:x", "1", "29857", 30, 50.0, 40.0, 60.0, 5.0, 1.5, 20)
    assert from_plain(to_plain(one)) == one


def test_an_adult_of_a_large_household_stands_for_all_of_its_adults_and_who_does_not_say_for_the_mean() -> None:
    assert TRUST is not None
    told = [("3", "4"), ("3", "4"), ("1", "1"), ("1", "1"), ("1", "")]
    given = [
        ("a1", {"trust.party": party, "trust.state": "3", **({TRUST.persons: adults} if adults else {})})
        for party, adults in told
    ]
    assert list(persons_of(TRUST, [answers for _code, answers in given])) == [4, 4, 1, 1, 2.5]
    made = values(TRUST, given, VILLAGES, communes={"": 3}, taken_whole=True, before={})
    [party] = [one for one in made if (one.code, one.answer, one.place) == ("q:trust.party", "", "")]
    assert party.value == pytest.approx(100 * 8 / 12.5, abs=1e-3)  # by households it would be 40
    assert not [one for one in made if one.code == f"q:{TRUST.persons}"]  # only for the weight


def test_whoever_came_alone_and_a_questionnaire_that_does_not_ask_weigh_each_sheet_once() -> None:
    assert TRUST is not None
    assert list(persons_of(TRUST, [{}, {}])) == [1, 1]
    faces = instrument("quay-nam-mat")
    assert faces is not None
    assert list(persons_of(faces, [{"chung": "5"}])) == [1]
