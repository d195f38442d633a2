"""Weights that stand for those who did not answer, fit the census, or are drawn anew."""

import math

import numpy as np
import pytest
from tests.domain.statistics.test_estimates import Held

from dinhlang.domain.statistics.calibration import Margin, answered_for, raked
from dinhlang.domain.statistics.design import SurveyError, parse_design
from dinhlang.domain.statistics.differences import Measured, independent, of_error
from dinhlang.domain.statistics.estimates import Estimator, Kind
from dinhlang.domain.statistics.replicates import bootstrap, jackknife
from dinhlang.domain.statistics.sample import Sample, build
from dinhlang.domain.statistics.signs import Sign


def _sample(rows: int = 8) -> Sample:
    return build(parse_design({"weights": "w"}), Held({"w": [1.0] * rows}))


def test_those_who_answered_stand_for_all_drawn_of_their_class() -> None:
    classes, answered = np.array([0, 0, 0, 1, 1]), np.array([True, False, True, True, True])
    assert answered_for(np.full(5, 2.0), classes, answered).tolist() == [3, 0, 3, 2, 2]


def test_a_class_in_which_nobody_answered_is_refused() -> None:
    with pytest.raises(SurveyError, match="nobody answered"):
        answered_for(np.ones(2), np.array([0, 1]), np.array([True, False]))


def test_raked_weights_give_both_margins() -> None:
    sex, age = np.array([0, 0, 1, 1, 0, 1, 0, 1]), np.array([0, 1, 2, 0, 1, 2, 2, 1])
    fitted = raked(_sample(), [Margin(sex, np.array([48.0, 52])), Margin(age, np.array([30.0, 40, 30]))])
    assert np.bincount(sex, fitted.weights) == pytest.approx([48, 52])
    assert np.bincount(age, fitted.weights) == pytest.approx([30, 40, 30])


def test_what_a_margin_tells_exactly_has_no_error() -> None:
    sex = np.array([0, 0, 1, 1, 0, 1, 0, 1])
    fitted = raked(_sample(), [Margin(sex, np.array([48.0, 52]))])
    assert Estimator(fitted).estimate(sex.astype(float), Kind.SHARE).se[0] == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("margins", "said"),
    [
        ([], "same total"),
        ([Margin(np.zeros(8, dtype=np.int64), np.array([10.0, 5]))], "merge groups"),
        (
            [
                Margin(np.array([0, 0, 0, 0, 1, 1, 1, 1]), np.array([1.0, 9])),
                Margin(np.array([0, 0, 0, 0, 1, 1, 1, 1]), np.array([9.0, 1])),
            ],
            "contradict",
        ),
    ],
)
def test_margins_that_cannot_be_met_are_refused(margins: list[Margin], said: str) -> None:
    with pytest.raises(SurveyError, match=said):
        raked(_sample(), margins)


def test_bootstrap_and_jackknife_come_near_the_linearisation() -> None:
    dice = np.random.default_rng(3)
    table = Held({"s": list(range(5)) * 40, "w": [2.0] * 200, "size": [200] * 200})
    sample = build(parse_design({"weights": "w", "strata": "s", "stage": [{"size": "size"}]}), table)
    score = dice.normal(3, 1, 200)
    linear = Estimator(sample).estimate(score, Kind.MEAN).se[0]
    assert jackknife(sample, score, Kind.MEAN)[1] == pytest.approx(linear, rel=1e-6)
    drawn = bootstrap(sample, score, Kind.MEAN, replicates=2_000, generator=np.random.default_rng(4))
    assert drawn[1] == pytest.approx(linear, rel=0.06)
    again = bootstrap(sample, score, Kind.MEAN, replicates=2_000, generator=np.random.default_rng(4))
    assert drawn == again


@pytest.mark.parametrize(("gap", "sign"), [(5.0, Sign.HIGHER), (-5.0, Sign.LOWER), (1.0, Sign.NOT_SHOWN)])
def test_no_difference_is_shown_where_the_interval_covers_zero(gap: float, sign: Sign) -> None:
    assert independent(Measured(80 + gap, 1, 50), Measured(80, 1, 50)).sign is sign


def test_without_a_degree_of_freedom_nothing_is_shown() -> None:
    assert math.isinf(of_error(30, 1, 0).high)
    assert independent(Measured(90, 0, 0), Measured(80, 0, 0)).sign is Sign.NOT_SHOWN


def test_degrees_of_freedom_of_two_waves_lie_between_the_fewer_and_the_sum() -> None:
    assert independent(Measured(1, 1, 10), Measured(1, 1, 30)).df == pytest.approx(30)
