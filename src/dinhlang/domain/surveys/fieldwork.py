"""Work in the field: what became of each place drawn, and how many of those who could answer did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from dinhlang.domain.surveys.sampling import Method, StagePlan, order

MOST_DRAWN = 200  # in one village
KIND = "loai"  # the column of strata: communes (xã) apart from wards (phường)
COMMUNE, VILLAGE, SIZE, COMMUNE_SIZE = "xa", "ap", "so_ho", "so_ho_cua_xa"
COLUMNS = (KIND, COMMUNE, VILLAGE, SIZE, COMMUNE_SIZE)


class Became(StrEnum):
    """What became of one household drawn: the codes are those that survey researchers use everywhere (AAPOR)."""

    ANSWERED = "1.1"
    BROKEN_OFF = "1.2"  # began and did not finish
    REFUSED = "2.1"
    NOBODY_HOME = "2.2"  # also after coming again
    UNABLE = "2.3"  # ill, away for long, no language in common
    NOT_FOUND = "3.1"  # nobody knows whether anybody lives there
    NOT_OF_THE_FRAME = "4.1"  # empty, pulled down, moved away


ELIGIBLE = (Became.ANSWERED, Became.BROKEN_OFF, Became.REFUSED, Became.NOBODY_HOME, Became.UNABLE)


@dataclass(frozen=True)
class Rates:
    """How many answered of those who could: the lowest figure (every unknown counts against us), and with a guess.

    `careful`: RR1 of AAPOR. `estimated`: RR3, which counts only as many of the unknown as among those known.
    """

    answered: int
    worked: int
    careful: Fraction | None
    estimated: Fraction | None


def rates(counts: Mapping[Became, int]) -> Rates:
    """Return the response rates of a field."""
    eligible, unknown = sum(counts.get(one, 0) for one in ELIGIBLE), counts.get(Became.NOT_FOUND, 0)
    known = eligible + counts.get(Became.NOT_OF_THE_FRAME, 0)
    answered = counts.get(Became.ANSWERED, 0)
    careful = Fraction(answered, eligible + unknown) if eligible + unknown else None
    likely = unknown * Fraction(eligible, known) if known else Fraction(unknown)
    estimated = answered / (eligible + likely) if eligible + likely else None
    return Rates(answered, sum(counts.values()), careful, estimated)


@dataclass(frozen=True)
class Plan:
    """How a sample is drawn: communes in each stratum (0: all), villages in each commune, households in each."""

    communes: int
    villages: int
    people: int
    replacements: int
    method: Method
    by_kind: bool

    @property
    def is_corrected(self) -> bool:
        """Tell whether the part not drawn counts; with PPS the first stage is taken as drawn with replacement."""
        return self.method is Method.SRS or not self.communes

    @property
    def stages(self) -> list[StagePlan]:
        """Return the stages by which villages are drawn; a stratum with fewer units than asked for is taken whole."""
        kind, all_of_them = KIND if self.by_kind else "", 10**6
        measures = (COMMUNE_SIZE, SIZE) if self.method is Method.PPS else ("", "")
        first = StagePlan(COMMUNE, self.communes or all_of_them, kind, self.method, measures[0], whole_if_fewer=True)
        return [first, StagePlan(VILLAGE, self.villages, "", self.method, measures[1], whole_if_fewer=True)]

    @property
    def toml(self) -> str:
        """Return the plan as `dinhlang surveys draw` reads it, so that anybody can draw the villages again."""
        return "\n".join(_toml(one) for one in self.stages)


def _toml(stage: StagePlan) -> str:
    lines = ["[[stage]]", f'cluster = "{stage.cluster}"', f"take = {stage.take}", f'method = "{stage.method.value}"']
    lines += [f'strata = "{stage.strata}"'] if stage.strata else []
    lines += [f'measure = "{stage.measure}"'] if stage.measure else []
    return "\n".join([*lines, "whole_if_fewer = true", ""])


def serials(seed: str, village: str, size: int, plan: Plan) -> list[tuple[int, int]]:
    """Return which households of a village are drawn: the number in its list, and 0 or the turn among replacements."""
    line = [int(one) for one in order(f"{seed}/{village}", (str(number) for number in range(1, size + 1)))]
    drawn, rest = line[: plan.people], line[plan.people : plan.people + plan.replacements]
    return [(one, 0) for one in sorted(drawn)] + [(one, turn) for turn, one in enumerate(rest, 1)]


def stand_ins(entries: Iterable[tuple[int, int, Became | None]]) -> dict[int, int] | None:
    """Return for whom each replacement stands in; entries: key, turn (0: drawn first), what became of it.

    None where replacements were used out of turn, or more of them than places that failed.
    """
    line = sorted(entries, key=lambda one: one[1])
    waiting = [key for key, turn, result in line if turn == 0 and result not in (None, Became.ANSWERED)]
    found, expected = dict[int, int](), 1
    for key, turn, result in line:
        if turn == 0 or result is None:
            continue
        if turn != expected or not waiting:
            return None
        expected += 1
        found[key] = waiting.pop(0)
        if result is not Became.ANSWERED:
            waiting.append(key)
    return found
