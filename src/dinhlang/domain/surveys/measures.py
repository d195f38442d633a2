"""From sheets of answers to published values: each with its interval, none of a place with too few people.

Heavy (numpy): for commands and the worker, never for a page.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from dinhlang.domain.statistics.columns import FloatArray, IntArray
from dinhlang.domain.statistics.design import Design, Lonely, Stage
from dinhlang.domain.statistics.differences import Measured, independent
from dinhlang.domain.statistics.estimates import Estimates, Estimator, Kind
from dinhlang.domain.statistics.sample import build
from dinhlang.domain.statistics.suppression import SMALLEST, hidden_in_list
from dinhlang.domain.surveys.formulas import Formula, score
from dinhlang.domain.surveys.instruments import About, Instrument, Question
from dinhlang.domain.surveys.results import Value

SCORED = (About.SATISFACTION, About.TRUST)


@dataclass(frozen=True)
class Village:
    """Where sheets came from: its commune and stratum, its chance in the draw (None: no sample), its households."""

    commune: str
    stratum: str
    chance: Fraction | None
    size: int


@dataclass(frozen=True)
class Before:
    """What an earlier wave of the same method found for everybody, by code."""

    value: float
    se: float
    df: float


Sheets = Sequence[tuple[str, Mapping[str, str]]]  # (village, answers)


class _Table:
    """The sheets of a wave as columns of their design."""

    def __init__(
        self, sheets: Sheets, villages: Mapping[str, Village], populations: Mapping[str, int], persons: FloatArray
    ) -> None:
        found = [villages[code] for code, _answers in sheets]
        heard = Counter(code for code, _answers in sheets)
        self.rows = len(sheets)
        self._texts = {
            "stratum": [one.stratum for one in found], "commune": [one.commune for one in found],
            "village": [code for code, _answers in sheets],
        }  # fmt: skip
        self._numbers = {
            "weight": [
                _weight(one, heard[code]) * own
                for (code, _answers), one, own in zip(sheets, found, persons, strict=True)
            ],
            "communes": [float(populations.get(one.stratum, 0)) for one in found],
        }

    def codes(self, name: str) -> IntArray:
        return np.unique(np.array(self._texts[name]), return_inverse=True)[1].astype(np.int64)

    def numbers(self, name: str) -> FloatArray:
        return np.array(self._numbers[name], dtype=np.float64)

    def texts(self, name: str) -> NDArray[np.object_]:
        return np.array(self._texts[name], dtype=object)


def _weight(village: Village, heard: int) -> float:
    """Return for how many households a sheet stands: those of its village share them, and so do all chances before."""
    return 1.0 if village.chance is None else float(village.size / heard / village.chance)


def persons_of(instrument: Instrument, answers: Sequence[Mapping[str, str]]) -> FloatArray:
    """Return for how many people of the household each sheet stands: 1 where the questionnaire does not ask.

    Who does not say stands for as many as the others on average.
    """
    if not instrument.persons:
        return np.ones(len(answers))
    scale = instrument.named_question(instrument.persons).scale
    known = {one.code: float(one.value) for one in scale.points if one.value is not None}
    told = np.array([known.get(one.get(instrument.persons, ""), np.nan) for one in answers])
    heard = ~np.isnan(told)
    return np.where(heard, told, told[heard].mean() if heard.any() else 1.0)


def values(
    instrument: Instrument, sheets: Sheets, villages: Mapping[str, Village], *, communes: Mapping[str, int],
    taken_whole: bool, before: Mapping[str, Before],
) -> list[Value]:  # fmt: skip
    """Return every value that may be published of a wave.

    `communes`: how many each stratum has. `taken_whole`: every commune was taken, or each had the same chance, so that
    the part not drawn is known; else the first stage counts as drawn with replacement, which is on the safe side.
    """
    if not sheets:
        return []
    given = [answers for _code, answers in sheets]
    is_sample = all(villages[code].chance is not None for code, _answers in sheets)
    table = _Table(sheets, villages, communes, persons_of(instrument, given) if is_sample else np.ones(len(given)))
    stages = (Stage("commune", "communes" if taken_whole else "", "stratum"), Stage("village"))
    sample = build(Design(stages, "weight", lonely=Lonely.ADJUST), table)
    within = build(Design((Stage("village", strata="commune"),), "weight", lonely=Lonely.ADJUST), table)
    names = sorted({villages[code].commune for code, _answers in sheets})
    at = {name: place for place, name in enumerate(names)}
    domain = np.array([at[villages[code].commune] for code, _answers in sheets], dtype=np.int64)
    everybody, by_commune = Estimator(sample), Estimator(within, domain, len(names))
    found = list[Value]()
    for code, of, over, kind in _measures(instrument, given):
        [whole] = _read(everybody, [""], code, of, over, kind, is_sample=is_sample)
        found.append(_compared(whole, before.get(code)))
        found += _read(by_commune, names, code, of, over, kind, is_sample=is_sample)
    for question in instrument.questions:
        if question.about is not About.HOUSEHOLD:
            found += _answers(everybody, question, given, is_sample=is_sample)
    return found


def _measures(
    instrument: Instrument, answers: Sequence[Mapping[str, str]]
) -> Iterable[tuple[str, FloatArray, FloatArray | None, Kind]]:
    """Yield what is scored: elements with several questions as a ratio, and each question of satisfaction or trust."""
    for element in instrument.elements:
        scored = [one for one in element.questions if one.about in SCORED]
        columns = [_scores(one, instrument.formula, answers) for one in scored]
        if len(columns) > 1:
            there = np.array([~np.isnan(one) for one in columns])
            valid = there.sum(axis=0).astype(float)
            total = np.where(there, np.array(columns), 0.0).sum(axis=0)
            yield f"e:{element.code}", np.where(valid > 0, total, np.nan), valid, Kind.RATIO
        kind = Kind.SHARE if instrument.formula is Formula.SHARE_TOP else Kind.MEAN
        for one, column in zip(scored, columns, strict=True):
            yield f"q:{one.code}", column, None, kind


def _scores(question: Question, formula: Formula, answers: Sequence[Mapping[str, str]]) -> FloatArray:
    scale = question.scale
    by_code = {
        one.code: score(formula, one.value, scale.highest, scale.top) for one in scale.points if one.value is not None
    }
    return np.array([by_code.get(one.get(question.code, ""), np.nan) for one in answers], dtype=np.float64)


def _answers(
    estimator: Estimator, question: Question, answers: Sequence[Mapping[str, str]], *, is_sample: bool
) -> list[Value]:
    """Return how many chose each answer, "don't know" among them; small cells hidden with one more beside them."""
    given = [one.get(question.code) for one in answers]
    points = [one.code for one in question.scale.points]
    chosen = Counter(given)
    counts = [chosen[point] for point in points]
    hidden, asked = hidden_in_list(counts), sum(counts)
    found = list[Value]()
    for place, point in enumerate(points):
        column = np.array([np.nan if one is None else float(one == point) for one in given])
        [one] = _read(estimator, [""], f"q:{question.code}", column, None, Kind.SHARE, is_sample=is_sample)
        hide = place in hidden or asked < SMALLEST
        found.append(_hidden(one, point) if hide else _answer(one, point))
    return found


def _read(
    estimator: Estimator, places: Sequence[str], code: str, of: FloatArray, over: FloatArray | None, kind: Kind, *,
    is_sample: bool,
) -> list[Value]:  # fmt: skip
    made = estimator.estimate(of, kind, over)
    hidden = hidden_in_list([int(one) for one in made.n])
    found = list[Value]()
    for at, place in enumerate(places):
        n = int(made.n[at])
        if at in hidden or n < SMALLEST:
            found.append(Value(code, place=place, is_hidden=True))
            continue
        one = Value(code, "", place, n, _percent(made.estimate[at]), df=int(made.df[at]))
        found.append(_with_error(one, made, at) if is_sample else one)
    return found


def _with_error(one: Value, made: Estimates, at: int) -> Value:
    low, high, se = _percent(made.low[at]), _percent(made.high[at]), _percent(made.se[at])
    if se == 0 and one.value not in (0.0, 100.0):  # villages that happen to agree tell nothing of the error
        return one
    return replace(one, low=low, high=high, se=se, deff=_or_none(made.deff[at]))


def _answer(one: Value, point: str) -> Value:
    return replace(one, answer=point)


def _hidden(one: Value, point: str) -> Value:
    return Value(one.code, point, is_hidden=True)


def _compared(one: Value, before: Before | None) -> Value:
    """Return a value with how much higher it is than in the wave before, where both have an error."""
    if before is None or one.value is None or one.se is None or not one.df or before.df < 1:
        return one
    gap = independent(Measured(one.value, one.se, one.df), Measured(before.value, before.se, before.df))
    low, high = (gap.low, gap.high) if isfinite(gap.low) else (None, None)
    return replace(one, change=gap.gap, change_low=low, change_high=high)


def _percent(number: float) -> float | None:
    return round(float(number) * 100, 4) if isfinite(number) else None


def _or_none(number: float) -> float | None:
    return round(float(number), 4) if isfinite(number) else None
