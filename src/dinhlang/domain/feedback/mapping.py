"""The map of an import: how the columns of somebody's table say what our cases say. Read and checked whole."""

import codecs
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dinhlang.domain.feedback.map_keys import MapError, Section, Wants
from dinhlang.domain.feedback.reasons import ANSWER_KINDS, IMPORTED, REFUSAL
from dinhlang.domain.feedback.states import Event, NotInThisStateError, State, after
from dinhlang.domain.feedback.template import Template

RECEIVED = "received"
LANGUAGES = ("vi", "en")
SOME_DAY = datetime(2023, 11, 28, 21, 0, tzinfo=UTC)
# What a table of another system can tell; the rest (ratings, extensions by our rules) only happens here.
MAPPED = (Event.CLASSIFIED, Event.STARTED, Event.PROGRESS_NOTED, Event.ANSWERED, Event.REFUSED, Event.CLOSED)
MUST_SPEAK = frozenset({Event.PROGRESS_NOTED, Event.ANSWERED, Event.REFUSED})
REFUSAL_CODES = tuple(one.code for one in (*REFUSAL, *IMPORTED))
CATEGORY_WORDS = ("hint_vi", "hint_en", "icon")


@dataclass(frozen=True)
class FileForm:
    """How the file is written."""

    encoding: str
    delimiter: str


@dataclass(frozen=True)
class Home:
    """The province (or city) whose deployment this is; `log_origin` names its public log ("" = the usual)."""

    code: str
    name: str
    kind: str
    log_origin: str


@dataclass(frozen=True)
class Units:
    """Which column tells a unit. `names`: the fixed list of values, empty = every value is a unit.

    Its code is prefix + value, its name from `names`, from `name_column`, or the value. `blank`: code and name of the
    unit of rows that tell none; None = they are refused.
    """

    column: str
    name_column: str
    prefix: str
    kind: str
    names: Mapping[str, str]
    blank: tuple[str, str] | None


@dataclass(frozen=True)
class Categories:
    """Which column tells the category, our code for each of its values, and the categories themselves."""

    column: str
    codes: Mapping[str, str]
    rows: tuple[dict[str, Any], ...]
    alone: bool  # the deployment has no others


@dataclass(frozen=True)
class StepRule:
    """One thing that a state says has happened; `at` is a name of `Times.columns`."""

    event: Event
    at: str
    text: Template
    facts: Mapping[str, str]


@dataclass(frozen=True)
class States:
    """Which column tells the state, and what each of its values says has happened, in order."""

    column: str
    steps: Mapping[str, tuple[StepRule, ...]]


@dataclass(frozen=True)
class Times:
    """Where times stand, how they are written, in which zone."""

    zone: ZoneInfo
    form: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Words:
    """The texts of a case, made of its own columns; `by` is the shown sender."""

    title: Template
    body: Template
    landmark: Template
    by: Template


@dataclass(frozen=True)
class ImportMap:
    """A whole map; `named_columns` are all (key of the map, column)."""

    source: str
    key: str
    language: str
    public: bool
    file: FileForm
    home: Home
    area: Units
    unit: Units
    categories: Categories
    states: States
    times: Times
    latitude: str
    longitude: str
    words: Words
    named_columns: tuple[tuple[str, str], ...]

    def check_header(self, header: Collection[str]) -> None:
        """Raise MapError when a column that the map names is not in the file, or is there twice."""
        there = list(header)
        for key, column in self.named_columns:
            if there.count(column) != 1:
                raise MapError(key, Wants.COLUMN, column, there)


def read_mapping(table: Mapping[str, Any]) -> ImportMap:
    """Return the map that a TOML table spells; raises MapError naming the first key that is wrong."""
    top = Section(table)
    times = _times(top.section("times"))
    place = top.section("place", needed=False)
    latitude, longitude = place.column("latitude", ""), place.column("longitude", "")
    if bool(latitude) != bool(longitude):
        raise MapError(place.path("longitude" if latitude else "latitude"), Wants.TWO_COLUMNS)
    place.close()
    area, unit = _units(top.section("area"), places=True), _units(top.section("unit"), places=False)
    if area.prefix == unit.prefix:
        raise MapError("area.prefix", Wants.OTHER_PREFIX, area.prefix)
    made = ImportMap(
        source=top.text("source"),
        key=top.column("key"),
        language=top.text("language", "vi", among=LANGUAGES),
        public=top.flag("public", default=False),
        file=_file(top.section("file", needed=False)),
        home=_home(top.section("deployment")),
        area=area,
        unit=unit,
        categories=_categories(top.section("category")),
        states=_states(top.section("state"), times),
        times=times,
        latitude=latitude,
        longitude=longitude,
        words=_words(top.section("text")),
        named_columns=tuple(top.columns),
    )
    top.close()
    return made


def _file(section: Section) -> FileForm:
    encoding, delimiter = section.text("encoding", "utf-8"), section.text("delimiter", ",")
    try:
        codecs.lookup(encoding)
    except LookupError as error:
        raise MapError(section.path("encoding"), Wants.ENCODING, encoding) from error
    if len(delimiter) != 1:
        raise MapError(section.path("delimiter"), Wants.ONE_LETTER, delimiter)
    section.close()
    # A byte-order mark before the first column would become a part of its name.
    return FileForm("utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding, delimiter)


def _home(section: Section) -> Home:
    made = Home(
        section.text("code"), section.text("name"), section.text("kind", "tinh"), section.text("log_origin", "")
    )
    section.close()
    return made


def _units(section: Section, *, places: bool) -> Units:
    blank = section.section("blank", needed=False)
    other = (blank.text("code"), blank.text("name")) if blank.table else None
    blank.close()
    made = Units(
        column=section.column("column"),
        name_column=section.column("name", ""),
        prefix=section.text("prefix", ""),
        kind=section.text("kind") if places else "",
        names=section.names("names"),
        blank=other,
    )
    section.close()
    return made


def _categories(section: Section) -> Categories:
    codes: dict[str, str] = {}
    rows: dict[str, dict[str, Any]] = {}
    for place, one in enumerate(section.sections("values"), 1):
        value, code = one.text("value"), one.text("code")
        if value in codes:
            raise MapError(one.path("value"), Wants.ONCE, value)
        row = {"code": code, "name_vi": one.text("name_vi"), "name_en": one.text("name_en"), "place": place}
        rows.setdefault(code, row | {name: one.text(name, "") for name in CATEGORY_WORDS})
        codes[value] = code
        one.close()
    made = Categories(section.column("column"), codes, tuple(rows.values()), section.flag("alone", default=False))
    section.close()
    return made


def _times(section: Section) -> Times:
    name, form = section.text("zone"), section.text("format")
    try:
        zone = ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise MapError(section.path("zone"), Wants.ZONE, name) from error
    if not _tells_the_day(form):
        raise MapError(section.path("format"), Wants.TIME_FORMAT, form)
    columns = section.section("columns")
    found = {key: columns.column(key) for key in columns.table}
    if RECEIVED not in found:
        raise MapError(columns.path(RECEIVED), Wants.RECEIVED)
    section.close()
    return Times(zone, form, found)


def _tells_the_day(form: str) -> bool:
    """Tell whether a way of writing times can be read back and holds day, month and year."""
    try:
        return datetime.strptime(SOME_DAY.strftime(form), form).date() == SOME_DAY.date()  # noqa: DTZ007
    except ValueError:
        return False


def _states(section: Section, times: Times) -> States:
    steps: dict[str, tuple[StepRule, ...]] = {}
    for one in section.sections("values"):
        value = one.text("value")
        if value in steps:
            raise MapError(one.path("value"), Wants.ONCE, value)
        steps[value] = _in_order(one.sections("steps", least=0), times)
        one.close()
    made = States(section.column("column"), steps)
    section.close()
    return made


def _in_order(sections: list[Section], times: Times) -> tuple[StepRule, ...]:
    """Return the steps of a state; each must be able to follow the one before."""
    state, rules = State.RECEIVED, []
    for section in sections:
        rule = _step(section, times)
        try:
            state = after(state, rule.event)
        except NotInThisStateError as error:
            raise MapError(section.path("event"), Wants.ORDER, rule.event.value) from error
        rules.append(rule)
    return tuple(rules)


def _step(section: Section, times: Times) -> StepRule:
    event = Event(section.text("event", among=[one.value for one in MAPPED]))
    at = section.text("at")
    if at not in times.columns:
        raise MapError(section.path("at"), Wants.TIME_NAME, at, list(times.columns))
    text = section.template("text", None if event in MUST_SPEAK else "")
    facts = {}
    if event is Event.REFUSED:
        facts["reason"] = section.text("reason", among=REFUSAL_CODES)
    if event is Event.ANSWERED and "kind" in section.table:
        facts["kind"] = section.text("kind", among=ANSWER_KINDS)
    section.close()
    return StepRule(event, at, text, facts)


def _words(section: Section) -> Words:
    made = Words(
        title=section.template("title"), body=section.template("body"),
        landmark=section.template("landmark", ""), by=section.template("by", ""),
    )  # fmt: skip
    section.close()
    return made
