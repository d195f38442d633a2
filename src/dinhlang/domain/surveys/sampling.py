"""How many to ask and whom: sizes with their design effect, and draws that anybody can repeat from a published seed.

Units are ordered by SHA-256 of seed and name, so no library and no version of one decides who is drawn.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from math import ceil

Z_95 = Fraction(1959964, 1_000_000)
Row = Mapping[str, str]


class SamplingError(ValueError):
    """A plan that the frame cannot serve."""


class Method(StrEnum):
    """How the units of one stage are drawn."""

    SRS = "srs"  # each with the same chance
    PPS = "pps"  # with a chance in proportion to a measure of size, systematically


@dataclass(frozen=True)
class StagePlan:
    """One stage: the column that names its units ("" for the row itself), and how many are taken in each stratum."""

    cluster: str
    take: int
    strata: str = ""
    method: Method = Method.SRS
    measure: str = ""  # of PPS: the column that holds the measure of size
    replacements: int = 0  # units that stand in, in order, for those that do not answer; last stage only
    whole_if_fewer: bool = False  # a stratum with fewer units than asked for is taken whole, instead of refused


@dataclass(frozen=True)
class Drawn:
    """A drawn row: its chance, and 0 for the sample or its place among the replacements of its unit."""

    row: Row
    chance: Fraction
    replacement: int


def simple_size(population: int, margin: Fraction) -> int:
    """Return N / (1 + N e²), the rule of the guidance of 2012, rounded up."""
    return ceil(population / (1 + population * margin * margin))


def size(
    population: int, margin: Fraction, *, share: Fraction = Fraction(1, 2), deff: Fraction = Fraction(1),
    response: Fraction = Fraction(1),
) -> int:  # fmt: skip
    """Return how many to invite so that a share is known to within a margin at 95 %, counting who will not answer."""
    if population < 1 or not 0 < margin < 1 or not 0 < share < 1 or deff <= 0 or not 0 < response <= 1:
        raise SamplingError("population, margin, share, deff and response must be sensible")
    endless = Z_95 * Z_95 * share * (1 - share) / (margin * margin) * deff
    needed = endless / (1 + (endless - 1) / population)
    return min(population, ceil(needed / response))


def order(seed: str, names: Iterable[str]) -> list[str]:
    """Return names in the order in which a seed draws them."""
    return sorted(names, key=lambda name: sha256(f"{seed}\n{name}".encode()).digest())


def draw(rows: Sequence[Row], stages: Sequence[StagePlan], seed: str) -> list[Drawn]:
    """Return the drawn rows with their chances, replacements after those they stand in for."""
    if any(one.replacements for one in stages[:-1]):
        raise SamplingError("only the last stage has replacements")
    return _draw(list(enumerate(rows)), stages, seed, "", Fraction(1))


def _draw(
    rows: list[tuple[int, Row]], stages: Sequence[StagePlan], seed: str, path: str, chance: Fraction
) -> list[Drawn]:
    stage, *later = stages
    found = list[Drawn]()
    for stratum, inside in _grouped(rows, stage.strata).items():
        where = f"{path}/{stratum}"
        units = _grouped(inside, stage.cluster, by_row=True)
        chances = _chances(stage, units, where)
        chosen = _chosen(stage, chances, f"{seed}{where}")
        for name in chosen:
            within = chance * chances[name]
            if later:
                found += _draw(units[name], later, seed, f"{where}/{name}", within)
            else:
                found += [Drawn(row, within, 0) for _, row in units[name]]
        rest = [name for name in order(f"{seed}{where}", units) if name not in chosen]
        for place, name in enumerate(rest[: stage.replacements], 1):
            found += [Drawn(row, chance * chances[name], place) for _, row in units[name]]
    return found


def _grouped(rows: list[tuple[int, Row]], column: str, *, by_row: bool = False) -> dict[str, list[tuple[int, Row]]]:
    found = dict[str, list[tuple[int, Row]]]()
    for number, row in rows:
        name = row[column] if column else (str(number) if by_row else "")
        found.setdefault(name, []).append((number, row))
    return found


def _chances(stage: StagePlan, units: Mapping[str, list[tuple[int, Row]]], where: str) -> dict[str, Fraction]:
    """Return the chance of each unit; those too large to be left to chance are certain (1)."""
    if stage.take > len(units) and not stage.whole_if_fewer:
        raise SamplingError(f"{where}: {stage.take} asked for, {len(units)} there")
    take = min(stage.take, len(units))
    if stage.method is Method.SRS:
        return dict.fromkeys(units, Fraction(take, len(units)))
    measures = {name: Fraction(rows[0][1][stage.measure]) for name, rows in units.items()}
    if any(one <= 0 for one in measures.values()):
        raise SamplingError(f"{where}: measures of size must be above zero")
    certain = set[str]()
    while True:
        left = {name: one for name, one in measures.items() if name not in certain}
        places, total = take - len(certain), sum(left.values(), Fraction(0))
        more = {name for name, one in left.items() if one * places >= total}
        if not more:
            return {name: Fraction(1) if name in certain else one * places / total for name, one in measures.items()}
        certain |= more


def _chosen(stage: StagePlan, chances: Mapping[str, Fraction], seed: str) -> list[str]:
    """Return the drawn units: for PPS one at every whole step of the summed chances, from a start by the seed."""
    line = order(seed, chances)
    if stage.method is Method.SRS:
        return line[: stage.take]
    start = Fraction(int.from_bytes(sha256(f"{seed}\nstart".encode()).digest()), 2**256)
    found, upto = list[str](), Fraction(0)
    for name in line:
        before, upto = upto, upto + chances[name]
        if ceil(upto - start) > ceil(before - start):
            found.append(name)
    return found
