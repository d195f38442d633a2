"""One line of a table of units, read and checked; what is wrong with it is a code that the doors put into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from dinhlang.domain.organisations.kinds import PLACES, Kind, Subkind, kind_of
from dinhlang.domain.organisations.names import fold, tidy, word_of

COLUMNS = (
    "code",
    "name",
    "kind",
    "subkind",
    "parent_code",
    "valid_from",
    "valid_until",
    "area_km2",
    "lat",
    "lon",
    "address",
    "phone",
    "working_hours",
    "answer_needs_approval",
)
YES = {"1", "true", "yes", "co", "x"}
MOST_CODE, MOST_NAME = 40, 200


class Problem(StrEnum):
    """Why a line was refused."""

    NO_CODE = "no_code"
    NO_NAME = "no_name"
    UNKNOWN_KIND = "unknown_kind"
    UNFIT_KIND = "unfit_kind"
    BAD_DATE = "bad_date"
    EMPTY_PERIOD = "empty_period"
    BAD_NUMBER = "bad_number"
    UNKNOWN_PARENT = "unknown_parent"
    TWICE = "twice"
    OTHER_NAME = "other_name"
    OTHER_KIND = "other_kind"
    UNREAD_PREDECESSOR = "unread_predecessor"


class RowError(ValueError):
    """A line cannot be used; `value` is what stands there."""

    def __init__(self, problem: Problem, value: str = "") -> None:
        super().__init__(f"{problem.value}: {value}")
        self.problem = problem
        self.value = value


@dataclass(frozen=True)
class UnitRow:
    """A unit as a table gives it; None is an open end of its period."""

    code: str
    name: str
    kind: Kind
    subkind: Subkind = Subkind.NONE
    parent_code: str = ""
    since: date | None = None
    until: date | None = None
    slug: str = ""  # empty: made of the name
    area_km2: Decimal | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    address: str = ""
    phone: str = ""
    working_hours: str = ""
    answer_needs_approval: bool = False


def read_row(raw: Mapping[str, str]) -> UnitRow:
    """Read one line with the columns COLUMNS (code, name and kind at least); raises RowError."""
    cells = {name: tidy(raw.get(name) or "") for name in COLUMNS}
    if not cells["code"] or len(cells["code"]) > MOST_CODE:
        raise RowError(Problem.NO_CODE, cells["code"])
    if not cells["name"] or len(cells["name"]) > MOST_NAME:
        raise RowError(Problem.NO_NAME, cells["name"])
    kind, subkind = _kinds(cells)
    return UnitRow(
        code=cells["code"],
        name=cells["name"],
        kind=kind,
        subkind=subkind,
        parent_code=cells["parent_code"],
        since=_day(cells["valid_from"]),
        until=_day(cells["valid_until"]),
        area_km2=_number(cells["area_km2"]),
        latitude=_number(cells["lat"]),
        longitude=_number(cells["lon"]),
        address=cells["address"],
        phone=cells["phone"],
        working_hours=cells["working_hours"],
        answer_needs_approval=fold(cells["answer_needs_approval"]) in YES,
    )


def _kinds(cells: Mapping[str, str]) -> tuple[Kind, Subkind]:
    """Return kind and subkind: `commune`+`xa`, or only `xã` / `xa`; without a subkind the name tells it."""
    said = fold(cells["kind"]).replace(" ", "_")
    try:
        if said in set(Subkind):
            return kind_of(Subkind(said)), Subkind(said)
        kind = Kind(said)
        told = fold(cells["subkind"]).replace(" ", "_")
        return kind, Subkind(told) if told else _told_by_name(kind, cells["name"])
    except ValueError as error:
        raise RowError(Problem.UNKNOWN_KIND, f"{cells['kind']} {cells['subkind']}".strip()) from error


def _told_by_name(kind: Kind, name: str) -> Subkind:
    """Return the subkind that the first words of a place's name tell."""
    return word_of(name)[0] if kind in PLACES else Subkind.NONE


def _day(cell: str) -> date | None:
    """Read YYYY-MM-DD; empty is an open end."""
    try:
        return date.fromisoformat(cell) if cell else None
    except ValueError as error:
        raise RowError(Problem.BAD_DATE, cell) from error


def _number(cell: str) -> Decimal | None:
    """Read a decimal number with a point; empty is unknown."""
    try:
        number = Decimal(cell) if cell else None
    except InvalidOperation as error:
        raise RowError(Problem.BAD_NUMBER, cell) from error
    if number is not None and not number.is_finite():
        raise RowError(Problem.BAD_NUMBER, cell)
    return number
