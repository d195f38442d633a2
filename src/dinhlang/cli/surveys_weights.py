"""What `dinhlang surveys estimate` does to weights and errors when its design or its caller asks for more."""

from dataclasses import replace
from enum import StrEnum

import numpy as np

from dinhlang.cli.surveys_table import CsvTable
from dinhlang.domain.statistics.calibration import Margin, answered_for, raked
from dinhlang.domain.statistics.columns import MISSING, FloatArray, IntArray
from dinhlang.domain.statistics.design import Design, KnownMargin, SurveyError
from dinhlang.domain.statistics.estimates import Estimates, Kind, interval
from dinhlang.domain.statistics.replicates import bootstrap, jackknife
from dinhlang.domain.statistics.sample import Sample

REPLICATES, SEED = 1000, 766  # fixed, so that the same table gives the same error again


class Errors(StrEnum):
    """How standard errors are found."""

    TAYLOR = "taylor"
    JACKKNIFE = "jackknife"  # each unit of the first stage is left out once
    BOOTSTRAP = "bootstrap"  # Rao and Wu


def fitted(design: Design, table: CsvTable, sample: Sample) -> Sample:
    """Return the sample with weights for those who answered, raked to the margins that the design names."""
    if design.classes:
        answered = table.numbers(design.answered)
        if not np.isin(answered, (0.0, 1.0)).all():
            raise SurveyError(
                f"cột {design.answered} chỉ có 0 và 1, không bỏ trống",
                f"column {design.answered} must hold 0 and 1 and no empty cell",
            )
        classes = _filled(table.codes(design.classes), design.classes)
        sample = replace(sample, weights=answered_for(sample.weights, classes, answered == 1))
    return raked(sample, [_margin(one, table) for one in design.margins]) if design.margins else sample


def _margin(known: KnownMargin, table: CsvTable) -> Margin:
    codes, labels = table.labelled(known.column)
    strange = sorted(set(labels) ^ set(known.totals))
    if strange:
        raise SurveyError(
            f"cột {known.column} và `totals` không có cùng các giá trị: {', '.join(strange)}",
            f"column {known.column} and `totals` do not hold the same values: {', '.join(strange)}",
        )
    return Margin(_filled(codes, known.column), np.array([known.totals[one] for one in labels]))


def _filled(codes: IntArray, name: str) -> IntArray:
    if (codes == MISSING).any():
        row = int(np.argmax(codes == MISSING)) + 2
        raise SurveyError(f"cột {name} bỏ trống ở dòng {row}", f"column {name} is empty on line {row}")
    return codes


def drawn_again(
    found: Estimates, sample: Sample, domain: IntArray | None, of: FloatArray, kind: Kind, over: FloatArray | None,
    errors: Errors,
) -> Estimates:  # fmt: skip
    """Return the estimates with standard errors and intervals by drawing the first stage again."""
    if sample.margins is not None:
        raise SurveyError(
            "--errors jackknife, bootstrap không đi với [[margin]]",
            "--errors jackknife and bootstrap do not go with [[margin]]",
        )
    inside = [np.ones(sample.rows, dtype=bool)] if domain is None else [domain == one for one in range(len(found.se))]
    se = np.array([_error(sample, np.where(one, of, np.nan), kind, over, errors) for one in inside])
    se = np.where(found.n > 0, se, np.nan)
    low, high = interval(found.estimate, se, found.df.astype(float), kind, np.maximum(found.n, 1).astype(float))
    ends = se > 0
    return replace(
        found, se=se, low=np.where(ends, low, found.low), high=np.where(ends, high, found.high),
        deff=found.deff * (se / np.where(found.se > 0, found.se, np.nan)) ** 2,
    )  # fmt: skip


def _error(sample: Sample, of: FloatArray, kind: Kind, over: FloatArray | None, errors: Errors) -> float:
    if errors is Errors.JACKKNIFE:
        return jackknife(sample, of, kind, over)[1]
    generator = np.random.Generator(np.random.PCG64(SEED))
    return bootstrap(sample, of, kind, over, replicates=REPLICATES, generator=generator)[1]
