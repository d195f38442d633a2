"""A drawn sample made ready for estimates: who belongs to which unit and stratum at each stage, and how much it weighs.

The variance of each stage is that of R's `survey`: the spread of the totals of the units within each stratum, times the
part of the population that was not drawn, times the rates of the stages before. A stage whose size nobody gave counts
as drawn from a large population: without correction, and what lies below it adds nothing.
"""

from dataclasses import dataclass

import numpy as np

from dinhlang.domain.statistics.columns import MISSING, BoolArray, Columns, FloatArray, IntArray, combined
from dinhlang.domain.statistics.design import Design, Lonely, Stage, SurveyError

WHOLE = 1e-7  # a rest of the population as small as this is none: the stratum represents itself


@dataclass(frozen=True)
class Level:
    """One stage: codes by row, numbers by stratum."""

    unit: IntArray | None  # None: each row is a unit
    stratum: IntArray
    drawn: FloatArray  # how many units each stratum gave
    population: FloatArray  # how many it has, inf where nobody said
    scale: FloatArray  # what the spread of its unit totals is multiplied by
    centred: BoolArray  # False: measured from zero

    @property
    def strata(self) -> int:
        """Return how many strata the stage has."""
        return len(self.drawn)


@dataclass(frozen=True)
class Sample:
    """The rows of a sample with their weights and the levels of their design.

    Where the weights were made to fit margins: those margins (a column of 0 and 1 for each category), and the weights
    as drawn.
    """

    weights: FloatArray
    levels: tuple[Level, ...]
    margins: FloatArray | None = None
    drawn_weights: FloatArray | None = None

    @property
    def rows(self) -> int:
        """Return how many rows the sample has."""
        return len(self.weights)


def build(design: Design, table: Columns) -> Sample:
    """Return the sample of a table; raises SurveyError where table and design do not fit together."""
    if table.rows == 0:
        raise SurveyError("bảng số liệu không có dòng nào", "the table has no rows")
    parent = np.zeros(table.rows, dtype=np.int64)
    rate, weights, levels = np.ones(table.rows), np.ones(table.rows), list[Level]()
    for number, stage in enumerate(design.stages, 1):
        level = _level(design, stage, number, table, parent, rate)
        levels.append(level)
        share = level.drawn / level.population
        rate = rate * share[level.stratum]
        weights = weights / np.where(share > 0, share, 1.0)[level.stratum]
        parent = np.arange(table.rows) if level.unit is None else level.unit
    return Sample(_weights(design.weights, table) if design.weights else weights, tuple(levels))


def _level(design: Design, stage: Stage, number: int, table: Columns, parent: IntArray, rate: FloatArray) -> Level:
    stratum, first = combined(parent, _codes(table, stage.strata)) if stage.strata else combined(parent, parent * 0)
    unit, of_unit = _units(design, stage, number, table, stratum)
    drawn = np.bincount(of_unit, minlength=len(first)).astype(float)
    population = _population(stage, table, stratum, first, drawn)
    rest = 1 - drawn / population
    lonely = (drawn < 2) & (rest > WHOLE) & (rate[first] > 0)
    if lonely.any() and design.lonely is Lonely.FAIL:
        row = int(first[np.argmax(lonely)]) + 2  # the first line of the file holds the names
        raise SurveyError(
            f"bậc {number} có {int(lonely.sum())} tầng chỉ chọn một đơn vị (ví dụ dòng {row}), nên không đo được độ "
            'phân tán; hãy gộp tầng, hoặc đặt lonely = "certainty" hay "adjust"',
            f"at stage {number} {int(lonely.sum())} strata have a single unit (see line {row}), so their spread cannot "
            'be seen; merge strata, or set lonely = "certainty" or "adjust"',
        )
    more = np.where(drawn > 1, drawn / np.maximum(drawn - 1, 1), float(design.lonely is Lonely.ADJUST))
    scale = np.where(rest > WHOLE, rest, 0.0) * more * rate[first]
    return Level(unit, stratum, drawn, population, scale, drawn > 1)


def _units(
    design: Design, stage: Stage, number: int, table: Columns, stratum: IntArray
) -> tuple[IntArray | None, IntArray]:
    """Return the unit of each row and the stratum of each unit."""
    if not stage.cluster:
        return None, stratum
    cluster = _codes(table, stage.cluster)
    unit, first = combined(stratum, cluster)
    if number == 1 and not design.nest and len(first) != np.count_nonzero(np.bincount(cluster)):
        raise SurveyError(
            f"một cụm ở cột {stage.cluster} nằm trong hai tầng; nếu số cụm bắt đầu lại ở mỗi tầng, đặt nest = true",
            f"a cluster of column {stage.cluster} lies in two strata; if numbers begin anew in each, set nest = true",
        )
    return unit, stratum[first]


def _codes(table: Columns, name: str) -> IntArray:
    codes = table.codes(name)
    if (codes == MISSING).any():
        row = int(np.argmax(codes == MISSING)) + 2
        raise SurveyError(f"cột {name} bỏ trống ở dòng {row}", f"column {name} is empty on line {row}")
    return codes


def _population(stage: Stage, table: Columns, stratum: IntArray, first: IntArray, drawn: FloatArray) -> FloatArray:
    if not stage.size:
        return np.full(len(first), np.inf)
    sizes = table.numbers(stage.size)
    population = sizes[first]
    strange = ~(sizes == population[stratum])  # NaN differs from itself
    if strange.any():
        row = int(np.argmax(strange)) + 2
        raise SurveyError(
            f"cột {stage.size} (dòng {row}) bỏ trống hoặc không cùng một số trong một tầng",
            f"column {stage.size} (line {row}) is empty or not one number within a stratum",
        )
    if (population < drawn).any():
        row = int(first[np.argmax(population < drawn)]) + 2
        raise SurveyError(
            f"cột {stage.size} (dòng {row}) nhỏ hơn số đơn vị đã chọn; phải ghi số đơn vị của tổng thể",
            f"column {stage.size} (line {row}) is less than the units drawn; it must count the population",
        )
    return population


def _weights(name: str, table: Columns) -> FloatArray:
    weights = table.numbers(name)
    strange = ~((weights > 0) & np.isfinite(weights))
    if strange.any():
        row = int(np.argmax(strange)) + 2
        raise SurveyError(
            f"quyền số ở cột {name}, dòng {row} phải lớn hơn 0",
            f"the weight in column {name}, line {row} must be above 0",
        )
    return weights
