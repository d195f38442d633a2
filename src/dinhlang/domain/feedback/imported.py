"""From a row of somebody's table to a whole case, by a map; a row that contradicts itself is refused with its reason.

Nothing is made up: a step without its time, or with one that cannot be, would stand in the public log as something that
never happened that way. So the row is refused and named, and whoever owns the table can mend it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from dinhlang.domain.feedback.history import CaseHistory, Step
from dinhlang.domain.feedback.mapping import RECEIVED, ImportMap, StepRule, Times, Units
from dinhlang.domain.feedback.states import Event

BY = "system"  # the importer writes it down; which person did it, the table does not say
MOST_KEY, MOST_CODE, MOST_NAME = 80, 40, 200
FARTHEST_NORTH, FARTHEST_EAST = 90, 180


class Problem(StrEnum):
    """Why a row was refused."""

    WIDTH = "width"
    CONTROL = "control"
    NO_KEY = "no_key"
    LONG_KEY = "long_key"
    TWICE = "twice"
    NO_UNIT = "no_unit"
    UNKNOWN_UNIT = "unknown_unit"
    LONG_UNIT = "long_unit"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_STATE = "unknown_state"
    NO_TIME = "no_time"
    BAD_TIME = "bad_time"
    SKIPPED_HOUR = "skipped_hour"
    FUTURE = "future"
    BACKWARDS = "backwards"
    BAD_PLACE = "bad_place"
    NO_TITLE = "no_title"
    NO_TEXT = "no_text"


class RowError(ValueError):
    """A row cannot be used; `column` and `value` are where and what."""

    def __init__(self, problem: Problem, column: str = "", value: str = "") -> None:
        super().__init__(f"{problem.value}: {column}: {value}")
        self.problem, self.column, self.value = problem, column, value


@dataclass(frozen=True)
class NamedUnit:
    """A unit as a row tells it."""

    code: str
    name: str


def key_of(cells: Mapping[str, str], rules: ImportMap) -> str:
    """Return the stable id of a row among all imports; raises RowError."""
    own = cells[rules.key].strip()
    if not own:
        raise RowError(Problem.NO_KEY, rules.key)
    key = f"{rules.source}:{own}"
    if len(key) > MOST_KEY:
        raise RowError(Problem.LONG_KEY, rules.key, own)
    return key


def unit_of(cells: Mapping[str, str], rule: Units) -> NamedUnit:
    """Return the unit that a row tells; raises RowError."""
    value = " ".join(cells[rule.column].split())
    if not value:
        if rule.blank is None:
            raise RowError(Problem.NO_UNIT, rule.column)
        code, name = rule.blank
        return NamedUnit(rule.prefix + code, name)
    if rule.names and value not in rule.names:
        raise RowError(Problem.UNKNOWN_UNIT, rule.column, value)
    told = " ".join(cells[rule.name_column].split()) if rule.name_column else ""
    found = NamedUnit(rule.prefix + value, rule.names.get(value) or told or value)
    if len(found.code) > MOST_CODE or len(found.name) > MOST_NAME:
        raise RowError(Problem.LONG_UNIT, rule.column, found.name)
    return found


def history_of(cells: Mapping[str, str], rules: ImportMap, *, latest: datetime) -> CaseHistory:
    """Return the case that a row tells, published at `latest` (the moment of the import); raises RowError."""
    key = key_of(cells, rules)
    if any("\0" in cell for cell in cells.values()):
        raise RowError(Problem.CONTROL, rules.key, cells[rules.key])
    department = unit_of(cells, rules.unit).code
    category = _coded(cells, rules.categories.column, rules.categories.codes, Problem.UNKNOWN_CATEGORY)
    received = _moment(cells, rules.times, RECEIVED, latest)
    title, text = rules.words.title.fill(cells), rules.words.body.fill(cells)
    if not title:
        raise RowError(Problem.NO_TITLE)
    if not text:
        raise RowError(Problem.NO_TEXT)
    latitude, longitude = _point(cells, rules)
    steps = _steps(cells, rules, received=received, category=category, unit=department, latest=latest)
    if rules.public:
        steps.append(Step(Event.PUBLISHED.value, latest, BY))
    return CaseHistory(
        key=key, received_at=received, unit=department, commune=unit_of(cells, rules.area).code, category=category,
        title=" ".join(title.split()), text=text, landmark=rules.words.landmark.fill(cells), latitude=latitude,
        longitude=longitude, public_name=rules.words.by.fill(cells), language=rules.language, origin="import",
        steps=tuple(steps),
    )  # fmt: skip


def _steps(
    cells: Mapping[str, str], rules: ImportMap, *, received: datetime, category: str, unit: str, latest: datetime
) -> list[Step]:
    """Return what the state of a row says has happened, each step not before the one before; raises RowError."""
    made: list[Step] = []
    before, before_name = received, RECEIVED
    for rule in _state(cells, rules):
        at = _moment(cells, rules.times, rule.at, latest)
        column = rules.times.columns[rule.at]
        if at < before:
            raise RowError(Problem.BACKWARDS, column, f"{cells[column]} < {cells[rules.times.columns[before_name]]}")
        text = rule.text.fill(cells)
        if rule.text.columns and not text:
            raise RowError(Problem.NO_TEXT, rule.text.columns[0])
        facts = {"category": category} if rule.event is Event.CLASSIFIED else dict(rule.facts)
        made.append(Step(rule.event.value, at, BY, unit, text=text, facts=facts))
        before, before_name = at, rule.at
    return made


def _state(cells: Mapping[str, str], rules: ImportMap) -> tuple[StepRule, ...]:
    column = rules.states.column
    value = cells[column].strip()
    if value not in rules.states.steps:
        raise RowError(Problem.UNKNOWN_STATE, column, value)
    return rules.states.steps[value]


def _coded(cells: Mapping[str, str], column: str, codes: Mapping[str, str], problem: Problem) -> str:
    value = cells[column].strip()
    if value not in codes:
        raise RowError(problem, column, value)
    return codes[value]


def _moment(cells: Mapping[str, str], times: Times, name: str, latest: datetime) -> datetime:
    """Return a time of a row; an hour that comes twice in autumn is taken as the first. Raises RowError."""
    column = times.columns[name]
    value = cells[column].strip()
    if not value:
        raise RowError(Problem.NO_TIME, column)
    try:
        read = datetime.strptime(value, times.form)  # noqa: DTZ007 - the zone follows
    except ValueError as error:
        raise RowError(Problem.BAD_TIME, column, value) from error
    found = read if read.tzinfo is not None else read.replace(tzinfo=times.zone)
    if found.astimezone(UTC).astimezone(found.tzinfo).replace(tzinfo=None) != read.replace(tzinfo=None):
        raise RowError(Problem.SKIPPED_HOUR, column, value)
    if found > latest:
        raise RowError(Problem.FUTURE, column, value)
    return found


def _point(cells: Mapping[str, str], rules: ImportMap) -> tuple[float | None, float | None]:
    """Return latitude and longitude, both None where the row has none; raises RowError."""
    if not rules.latitude:
        return None, None
    north, east = cells[rules.latitude].strip(), cells[rules.longitude].strip()
    if not north and not east:
        return None, None
    try:
        latitude, longitude = float(north), float(east)
    except ValueError as error:
        raise RowError(Problem.BAD_PLACE, rules.latitude, f"{north} {east}") from error
    # Written so that "nan" fails too.
    if not (abs(latitude) <= FARTHEST_NORTH and abs(longitude) <= FARTHEST_EAST):
        raise RowError(Problem.BAD_PLACE, rules.latitude, f"{north} {east}")
    return latitude, longitude
