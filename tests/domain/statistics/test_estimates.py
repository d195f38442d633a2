"""Estimates worked out by hand, and what is told where nothing can be estimated."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from dinhlang.domain.statistics.columns import MISSING, FloatArray, IntArray
from dinhlang.domain.statistics.design import SurveyError, parse_design
from dinhlang.domain.statistics.estimates import Estimator, Kind
from dinhlang.domain.statistics.sample import build
from dinhlang.domain.statistics.where import truth

Column = Sequence[Any]


@dataclass(frozen=True)
class Held:
    """A table in memory; None is an empty cell."""

    columns: Mapping[str, Column]

    @property
    def rows(self) -> int:
        return max(map(len, self.columns.values()), default=0)

    def codes(self, name: str) -> IntArray:
        known = sorted({one for one in self._column(name) if one is not None})
        return np.array([MISSING if one is None else known.index(one) for one in self._column(name)], dtype=np.int64)

    def numbers(self, name: str) -> FloatArray:
        return np.array([math.nan if one is None else float(one) for one in self._column(name)])

    def texts(self, name: str) -> NDArray[np.object_]:
        return np.array(self._column(name), dtype=object)

    def _column(self, name: str) -> Column:
        if name not in self.columns:
            raise SurveyError(f"không có cột {name}", f"there is no column {name}")
        return self.columns[name]


VILLAGES = {"village": [1, 1, 2, 2, 3, 3], "villages": [30] * 6, "w": [20.0] * 6}
ONE_STAGE = {"weights": "w", "stage": [{"cluster": "village", "size": "villages"}]}


def test_a_mean_of_clusters_by_hand() -> None:
    # Means of the three villages: 2, 4, 6. Variance of their mean: 4/3, times the 27/30 that were not drawn.
    sample = build(parse_design(ONE_STAGE), Held(VILLAGES))
    found = Estimator(sample).estimate(np.array([1.0, 3, 3, 5, 5, 7]), Kind.MEAN)
    assert found.estimate[0] == pytest.approx(4)
    assert found.se[0] ** 2 == pytest.approx(4 / 3 * 27 / 30)
    assert (found.n[0], found.df[0]) == (6, 2)
    assert found.high[0] - found.estimate[0] == pytest.approx(4.302652729749464 * found.se[0])  # t of 2 degrees


def test_a_village_drawn_whole_adds_no_variance() -> None:
    table = Held({"village": [1, 2], "villages": [2, 2]})
    sample = build(parse_design({"stage": [{"cluster": "village", "size": "villages"}]}), table)
    assert sample.weights.tolist() == [1, 1]
    assert Estimator(sample).estimate(np.array([1.0, 9]), Kind.TOTAL).se[0] == 0


def test_a_share_of_nobody_keeps_an_honest_upper_end() -> None:
    sample = build(parse_design(ONE_STAGE), Held(VILLAGES))
    nobody, everybody = (Estimator(sample).estimate(np.full(6, one), Kind.SHARE) for one in (0.0, 1.0))
    assert (nobody.estimate[0], nobody.low[0]) == (0, 0)
    assert nobody.high[0] == pytest.approx(1 - 0.025 ** (1 / 3))
    assert (everybody.low[0], everybody.high[0]) == (pytest.approx(1 - nobody.high[0]), 1)


def test_a_domain_without_an_answer_tells_nothing() -> None:
    sample = build(parse_design(ONE_STAGE), Held(VILLAGES))
    asked = np.array([1.0, 2, 3, 4, math.nan, math.nan])
    found = Estimator(sample, np.array([0, 0, 0, 0, 1, 1]), 2).estimate(asked, Kind.MEAN)
    assert found.n.tolist() == [4, 0]
    assert math.isnan(found.estimate[1])
    assert math.isnan(found.se[1])


def test_a_stratum_of_one_unit_stops_the_estimate_unless_a_rule_is_named() -> None:
    table = Held({"commune": [1, 2, 2], "w": [1.0, 1, 1]})
    raw = {"weights": "w", "strata": "commune"}
    with pytest.raises(SurveyError, match="single unit"):
        build(parse_design(raw), table)
    errors = {
        rule: Estimator(build(parse_design(raw | {"lonely": rule}), table)).estimate(np.array([6.0, 1, 2]), Kind.TOTAL)
        for rule in ("certainty", "adjust")
    }
    assert errors["certainty"].se[0] == pytest.approx(1)
    assert errors["adjust"].se[0] == pytest.approx(math.sqrt(1 + 36))


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"weight": "w"}, "knows no weight"),
        ({"weights": 3}, "name of a column"),
        ({}, "give the column of `weights`"),
        ({"weights": "w", "stage": [{}, {"cluster": "village"}]}, "only the last stage"),
        ({"weights": "w", "stage": [{"fpc": "villages"}]}, "knows no fpc"),
        ({"weights": "w", "lonely": "guess"}, "one of: fail"),
        ({"weights": "w", "nest": 1}, "true or false"),
        ({"weights": "nowhere"}, "no column nowhere"),
        ({"weights": "w", "strata": "half"}, "differs|one number"),
        ({"weights": "bad"}, "line 3 must be above 0"),
        ({"weights": "w", "stage": [{"cluster": "holes"}]}, "holes is empty on line 4"),
        ({"weights": "w", "stage": [{"cluster": "village", "size": "few"}]}, "less than the units drawn"),
        ({"weights": "w", "stage": [{"cluster": "village", "size": "w2"}]}, "not one number within a stratum"),
        ({"weights": "w", "strata": "half", "stage": [{"cluster": "village"}]}, "lies in two strata"),
    ],
)
def test_a_design_that_does_not_fit_is_refused_with_a_sentence(raw: dict[str, Any], said: str) -> None:
    strange = {
        "half": [1, 2, 1, 2, 1, 2], "bad": [1, 0, 1, 1, 1, 1], "holes": [1, 1, None, 2, 3, 3], "few": [2] * 6,
        "w2": [9, 9, 8, 8, 7, 7],
    }  # fmt: skip
    if said == "differs|one number":
        raw = raw | {"stage": [{"size": "w2"}]}
    with pytest.raises(SurveyError, match=said):
        build(parse_design(raw), Held(VILLAGES | strange))


def test_clusters_numbered_anew_in_each_stratum_need_the_word_nest() -> None:
    table = Held({"half": [1, 1, 2, 2], "village": [1, 2, 1, 2], "w": [1.0] * 4})
    raw = {"weights": "w", "strata": "half", "nest": True, "stage": [{"cluster": "village"}]}
    assert build(parse_design(raw), table).levels[0].drawn.tolist() == [2, 2]


PEOPLE = Held({"age": [20, 61, None, 75], "place": ["Cái Bè", "Trà Vinh", "Trà Vinh", None]})


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("age >= 60", [0, 1, None, 1]),
        ("place == 'Trà Vinh'", [0, 1, 1, None]),
        ("place != \"Trà Vinh\"", [1, 0, 0, None]),
        ("age >= 60 and place == 'Trà Vinh'", [0, 1, None, None]),
        ("age < 60 or place == 'Trà Vinh'", [1, 1, 1, None]),
        ("not (age < 60) & `place` in ('Trà Vinh', 'Cái Bè')", [0, 1, None, None]),
        ("!age < 60", [0, 1, None, 1]),
    ],
)  # fmt: skip
def test_a_condition_leaves_open_what_nobody_answered(condition: str, holds: list[float | None]) -> None:
    assert [None if math.isnan(one) else one for one in truth(condition, PEOPLE)] == holds


@pytest.mark.parametrize(
    "condition",
    ["", "age", "age >=", "age = 3", "3 < age", "(age > 3", "age > 3)", "age > 'old'", "__import__('os')", "age ; age",
     "(" * 50 + "age > 3" + ")" * 50],
)  # fmt: skip
def test_a_condition_that_cannot_be_read_is_refused(condition: str) -> None:
    with pytest.raises(SurveyError):
        truth(condition, PEOPLE)
