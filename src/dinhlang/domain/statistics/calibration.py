"""Weights made to fit what is known: answers stand for those who did not answer, samples for the census."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from dinhlang.domain.statistics.columns import BoolArray, FloatArray, IntArray, summed
from dinhlang.domain.statistics.design import SurveyError
from dinhlang.domain.statistics.sample import Sample

CLOSE = 1e-10
MOST_ROUNDS = 500


@dataclass(frozen=True)
class Margin:
    """A known margin: the category of each row (0, 1, 2 …) and how many people the census counts in each."""

    category: IntArray
    totals: FloatArray


def answered_for(weights: FloatArray, classes: IntArray, answered: BoolArray) -> FloatArray:
    """Return weights with which, in each class, those who answered stand for all who were drawn; 0 for the others."""
    count = int(classes.max(initial=0)) + 1
    drawn, heard = summed(classes, weights, count), summed(classes, weights * answered, count)
    if ((drawn > 0) & (heard == 0)).any():
        raise SurveyError(
            "có lớp không ai trả lời; hãy gộp lớp đó với lớp gần nhất",
            "there is a class in which nobody answered; merge it with its nearest",
        )
    return np.where(answered, weights * (drawn / np.where(heard > 0, heard, 1))[classes], 0.0)


def raked(sample: Sample, margins: Sequence[Margin]) -> Sample:
    """Return the sample with weights that give every margin, changed by as equal factors as can be (raking).

    The variance of its estimates is that of the residuals from a regression on the margins, as R's `calibrate` has it.
    """
    _require_people(margins)
    weights = sample.weights
    for _ in range(MOST_ROUNDS):
        for margin in margins:
            now = summed(margin.category, weights, len(margin.totals))
            weights = weights * (margin.totals / np.where(now > 0, now, 1))[margin.category]
        if all(_met(one, weights) for one in margins):
            return replace(sample, weights=weights, drawn_weights=sample.weights, margins=_dummies(margins))
    raise SurveyError(
        "các biên điều tra dân số mâu thuẫn nhau nên không khớp được", "the margins contradict each other"
    )


def _met(margin: Margin, weights: FloatArray) -> bool:
    return bool(np.allclose(summed(margin.category, weights, len(margin.totals)), margin.totals, rtol=CLOSE, atol=0))


def _require_people(margins: Sequence[Margin]) -> None:
    sums = [float(one.totals.sum()) for one in margins]
    if not sums or not np.allclose(sums, sums[0], rtol=1e-6):
        raise SurveyError("tổng của các biên phải bằng nhau", "the margins must have the same total")
    for one in margins:
        there = summed(one.category, np.ones(len(one.category)), len(one.totals))
        if ((there == 0) != (one.totals == 0)).any():
            raise SurveyError(
                "có nhóm dân số không ai trong mẫu thuộc về; hãy gộp nhóm",
                "there is a group of the population without anybody in the sample; merge groups",
            )


def _dummies(margins: Sequence[Margin]) -> FloatArray:
    return np.hstack([(one.category[:, None] == np.arange(len(one.totals))).astype(float) for one in margins])
