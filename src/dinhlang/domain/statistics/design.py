"""How a sample was drawn, as data: weights, strata, stages; read from a table such as DESIGN.toml."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

TOP_KEYS = {"weights", "strata", "nest", "lonely", "stage", "nonresponse", "margin"}
NONRESPONSE_KEYS, MARGIN_KEYS = {"classes", "answered"}, {"column", "totals"}
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
class KnownMargin:
    """What a census counts in each value of a column; weights are raked to it."""

    column: str
    totals: Mapping[str, float]


@dataclass(frozen=True)
class Design:
    """A sample of one or more stages. `nest`: numbers of clusters begin anew in each stratum."""

    stages: tuple[Stage, ...]
    weights: str = ""
    nest: bool = False
    lonely: Lonely = Lonely.FAIL
    classes: str = ""  # in each class those who answered stand for all who were drawn
    answered: str = ""  # the column of 1 and 0 that tells who answered
    margins: tuple[KnownMargin, ...] = ()

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
    classes, answered = _nonresponse(raw)
    return Design((first, *stages[1:]), weights, _nest(raw), _lonely(raw), classes, answered, _margins(raw))


def _nonresponse(raw: Mapping[str, Any]) -> tuple[str, str]:
    told = raw.get("nonresponse", {})
    if not isinstance(told, dict):
        raise SurveyError("[nonresponse] là một bảng", "[nonresponse] is a table")
    _require_known(told, NONRESPONSE_KEYS, "[nonresponse]")
    classes, answered = _name(told, "classes"), _name(told, "answered")
    if bool(classes) != bool(answered):
        raise SurveyError(
            "[nonresponse] cần cả `classes` và `answered`", "[nonresponse] needs both `classes` and `answered`"
        )
    return classes, answered


def _margins(raw: Mapping[str, Any]) -> tuple[KnownMargin, ...]:
    listed = raw.get("margin", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise SurveyError("mỗi biên là một bảng [[margin]]", "every margin is a table [[margin]]")
    found = list[KnownMargin]()
    for one in listed:
        _require_known(one, MARGIN_KEYS, "[[margin]]")
        totals = one.get("totals")
        if not _name(one, "column") or not isinstance(totals, dict) or not all(_is_count(n) for n in totals.values()):
            raise SurveyError(
                "[[margin]] cần `column` và `totals` = { giá trị = số người }",
                "[[margin]] needs `column` and `totals` = { value = number of people }",
            )
        found.append(KnownMargin(one["column"], {name: float(count) for name, count in totals.items()}))
    return tuple(found)


def _is_count(number: object) -> bool:
    return isinstance(number, int | float) and not isinstance(number, bool) and 0 < number < float("inf")


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
