"""How a sample was drawn, as data: weights, strata, stages; read from a table such as DESIGN.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

TOP_KEYS = {"weights", "strata", "nest", "lonely", "stage"}
STAGE_KEYS = {"cluster", "size", "strata"}


class SurveyError(Exception):
    """A design or a table from which nothing can be estimated, with the reason in both languages."""

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(f"{vietnamese}. · {english}.")
        self.vietnamese, self.english = vietnamese, english


class Lonely(StrEnum):
    """What happens where a stratum gave only one unit, so that its spread cannot be seen."""

    FAIL = "fail"  # say so and stop: the default
    CERTAINTY = "certainty"  # the unit was bound to be in the sample: it adds no variance
    ADJUST = "adjust"  # measured from zero instead of from the mean of its stratum: on the safe side


@dataclass(frozen=True)
class Stage:
    """One draw: the column of its units ("" for the element itself), of the population count, of its strata."""

    cluster: str = ""
    size: str = ""
    strata: str = ""


@dataclass(frozen=True)
class Design:
    """A sample of one or more stages. `nest`: numbers of clusters begin anew in each stratum."""

    stages: tuple[Stage, ...]
    weights: str = ""
    nest: bool = False
    lonely: Lonely = Lonely.FAIL

    @property
    def columns(self) -> set[str]:
        """Return the names of the columns that the design needs."""
        named = {self.weights, *(name for one in self.stages for name in (one.cluster, one.size, one.strata))}
        return named - {""}


def parse_design(raw: Mapping[str, Any]) -> Design:
    """Return the design of a table; raises SurveyError with the reason."""
    _require_known(raw, TOP_KEYS, "design")
    stages = _stages(raw)
    top = _name(raw, "strata")
    if top and stages[0].strata:
        raise SurveyError("tầng của bậc một được ghi hai lần", "the strata of the first stage are given twice")
    first = Stage(stages[0].cluster, stages[0].size, top or stages[0].strata)
    weights = _name(raw, "weights")
    if not weights and any(not one.size for one in stages):
        raise SurveyError(
            "cần cột `weights`, hoặc `size` ở mọi bậc để tính ra quyền số",
            "give the column of `weights`, or a `size` at every stage from which they follow",
        )
    return Design((first, *stages[1:]), weights, _nest(raw), _lonely(raw))


def _stages(raw: Mapping[str, Any]) -> tuple[Stage, ...]:
    listed = raw.get("stage", [{}])
    if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        raise SurveyError("mỗi bậc chọn mẫu là một bảng [[stage]]", "every stage is a table [[stage]]")
    for one in listed:
        _require_known(one, STAGE_KEYS, "[[stage]]")
    stages = tuple(Stage(_name(one, "cluster"), _name(one, "size"), _name(one, "strata")) for one in listed)
    if any(not one.cluster for one in stages[:-1]):
        raise SurveyError(
            "chỉ bậc cuối mới được thiếu `cluster`: đó là người hoặc hộ trả lời",
            "only the last stage may have no `cluster`: it is the element itself",
        )
    return stages


def _require_known(raw: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(raw) - known)
    if unknown:
        keys, allowed = ", ".join(unknown), ", ".join(sorted(known))
        raise SurveyError(
            f"{where} không có mục {keys}; các mục được dùng: {allowed}", f"{where} knows no {keys}, only {allowed}"
        )


def _name(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key, "")
    if not isinstance(value, str):
        raise SurveyError(f"`{key}` phải là tên cột trong dấu nháy", f"`{key}` must be the name of a column in quotes")
    return value


def _nest(raw: Mapping[str, Any]) -> bool:
    value = raw.get("nest", False)
    if not isinstance(value, bool):
        raise SurveyError("`nest` là true hoặc false", "`nest` is true or false")
    return value


def _lonely(raw: Mapping[str, Any]) -> Lonely:
    value = raw.get("lonely", Lonely.FAIL.value)
    if not isinstance(value, str) or value not in set(Lonely):
        allowed = ", ".join(Lonely)
        raise SurveyError(f"`lonely` là một trong: {allowed}", f"`lonely` is one of: {allowed}")
    return Lonely(value)
