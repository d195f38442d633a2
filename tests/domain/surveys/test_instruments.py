"""Questionnaires and index formulas: what fits, what is refused, what is never joined."""

from typing import Any

import pytest

from dinhlang.domain.surveys.formulas import Formula, Stamped, UnknownFormulaError, index, score, stretches
from dinhlang.domain.surveys.instruments import Fault, Instrument, InstrumentError, parse_instrument

FIVE = {
    "code": "five",
    "top": [4, 5],
    "points": [{"code": str(n), "vi": f"mức {n}", "en": f"level {n}", "value": n} for n in range(1, 6)]
    + [{"code": "dk", "vi": "không biết", "en": "don't know"}],
}


def raw(**changed: Any) -> dict[str, Any]:
    asked = {"vi": "câu", "en": "question", "about": "satisfaction", "scale": "five"}
    return {
        "code": "thu", "version": 1, "title": {"vi": "Thử", "en": "Try"}, "about": {"vi": "Thử", "en": "Try"},
        "method": "thử", "named": {"vi": "thử", "en": "try"}, "basis": {"vi": "không", "en": "none"},
        "formula": "share_top", "used_from": 2026, "scales": [FIVE],
        "elements": [
            {"code": "a", "vi": "A", "en": "A", "questions": [
                {"code": "q1", **asked}, {"code": "q2", **asked, "after": "q1", "when": ["1", "2"]}]}],
    } | changed  # fmt: skip


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return parse_instrument(raw())


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ({"q1": "5"}, {}),
        ({"q1": "1", "q2": "dk"}, {}),
        ({"q1": "1"}, {"q2": Fault.MISSING}),
        ({"q1": "5", "q2": "3"}, {"q2": Fault.NOT_ASKED}),
        ({"q1": "6"}, {"q1": Fault.NOT_ON_SCALE}),
        ({"q1": "5", "q9": "1"}, {"q9": Fault.UNKNOWN}),
        ({}, {"q1": Fault.MISSING}),
    ],
)
def test_a_sheet_fits_its_questionnaire_or_says_where_not(
    instrument: Instrument, answers: dict[str, str], faults: dict[str, Fault]
) -> None:
    assert instrument.faults(answers) == faults


def test_a_questionnaire_that_contradicts_itself_is_refused() -> None:
    twice = raw()
    twice["elements"][0]["questions"][1]["code"] = "q1"
    backwards = raw()
    backwards["elements"][0]["questions"].reverse()
    falling = raw(scales=[FIVE | {"top": [9]}])
    for one in (twice, backwards, falling):
        with pytest.raises(InstrumentError):
            parse_instrument(one)


WEIGHTS = {1: 10.0, 2: 10.0, 3: 20.0, 4: 40.0, 5: 20.0}


@pytest.mark.parametrize(
    ("formula", "percent"), [(Formula.SHARE_TOP, 60), (Formula.MEAN_SCALED, 70), (Formula.MEAN_MINUS_ONE, 62.5)]
)
def test_the_same_answers_give_each_formula_its_own_number(formula: Formula, percent: float) -> None:
    assert index(formula, WEIGHTS, 5, frozenset({4, 5})) == pytest.approx(percent)


def test_everybody_at_the_worst_answer_shows_how_formulas_differ() -> None:
    worst = [index(one, {1: 1.0}, 5, frozenset({4, 5})) for one in (Formula.MEAN_SCALED, Formula.MEAN_MINUS_ONE)]
    assert worst == [pytest.approx(20), 0]
    assert index(Formula.SHARE_TOP, {}, 5, frozenset({5})) is None


def test_a_published_value_is_never_computed_anew() -> None:
    with pytest.raises(UnknownFormulaError):
        index(Formula.PUBLISHED_UNKNOWN, WEIGHTS, 5, frozenset())
    with pytest.raises(UnknownFormulaError):
        score(Formula.PUBLISHED_UNKNOWN, 5, 5, frozenset())


def test_a_series_is_cut_at_every_break_of_method_and_of_formula() -> None:
    old, new = "QĐ 2640/QĐ-BNV", "QĐ 1001/QĐ-BNV"
    values = [
        Stamped(2023, 82.66, new),
        Stamped(2020, 85.48, old),
        Stamped(2021, 87.16, old),
        Stamped(2024, 83.94, new),
    ]
    values.append(Stamped(2025, 84.0, new, Formula.MEAN_SCALED))
    assert [[one.period for one in part] for part in stretches(values)] == [[2020, 2021], [2023, 2024], [2025]]
