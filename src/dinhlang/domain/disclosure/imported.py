"""Rows of a table that a commune kept before: what its columns mean, and what each row tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dinhlang.domain.disclosure.due import Event, NothingDueError, occasion_of
from dinhlang.domain.disclosure.duties import DUTIES, Source
from dinhlang.domain.disclosure.evidence import Shown
from dinhlang.domain.disclosure.needs import Form, Place
from dinhlang.domain.disclosure.past import Past, PastPublication

ANSWERS = ("changes", "affects", "costs", "timing", "objections")
WHERE = {
    "office": (Form.POSTING, Place.OFFICE),
    "houses": (Form.POSTING, Place.HOUSES),
    "radio": (Form.LOUDSPEAKER, Place.AIR),
    "heads": (Form.HEADS, Place.VILLAGES),
}
DAYS = tuple(f"{place}_{end}" for place in WHERE for end in ("from", "until"))
FIELDS = frozenset(
    (
        "unit", "duty", "source", "title", "happened_on", "published_on", "responsible", "covers", "text", "file",
        *DAYS, *ANSWERS,
    )
)  # fmt: skip
NEEDED = ("unit", "duty", "title", "happened_on")


class MapError(ValueError):
    """A map that cannot be used; the text names the key."""


class RowError(ValueError):
    """A row that tells nothing usable: which field, and why ("missing", "day", "item", "event", "order")."""

    def __init__(self, field: str, reason: str, value: str = "") -> None:
        super().__init__(f"{field}: {reason} {value!r}")
        self.field, self.reason, self.value = field, reason, value


@dataclass(frozen=True)
class TableMap:
    """What the columns of a table mean: field → column, field → value for every row, how days are written."""

    columns: Mapping[str, str]
    same: Mapping[str, str]
    days: str = "%d/%m/%Y"


def read_map(table: Mapping[str, Any]) -> TableMap:
    """Return the map of a loaded TOML table; raises MapError for a strange or a missing key."""
    columns, same = dict(table.get("columns", {})), dict(table.get("same", {}))
    for key in {**columns, **same}:
        if key not in FIELDS:
            raise MapError(key)
    for key in NEEDED:
        if key not in columns and key not in same:
            raise MapError(key)
    return TableMap(columns, same, str(table.get("days", "%d/%m/%Y")))


def past_of(row: Mapping[str, str], rules: TableMap, units: Mapping[str, str]) -> tuple[Past, str]:
    """Return what a row tells and the name of its file ("" where none); units: code by folded name or code."""
    told = {field: str(row.get(column, "")).strip() for field, column in rules.columns.items()}
    told = {**rules.same, **{field: value for field, value in told.items() if value}}
    for field in NEEDED:
        if not told.get(field):
            raise RowError(field, "missing")
    unit = units.get(told["unit"].casefold())
    if unit is None:
        raise RowError("unit", "unknown", told["unit"])
    event = _event(told, rules)
    publication = _publication(told, rules) if told.get("published_on") else None
    return Past(unit, event, told.get("responsible", ""), publication), told.get("file", "")


def _event(told: Mapping[str, str], rules: TableMap) -> Event:
    duty = told["duty"] if told["duty"] in DUTIES else f"11.{told['duty']}"
    try:
        source = Source(told.get("source", Source.DOCUMENT.value))
        event = Event(duty, source, _day("happened_on", told, rules), told["title"][:300])
        occasion_of(event)
    except NothingDueError as error:
        raise RowError("duty", "item", told["duty"]) from error
    except RowError:
        raise
    except ValueError as error:
        raise RowError("source", "event", told.get("source", "")) from error
    return event


def _publication(told: Mapping[str, str], rules: TableMap) -> PastPublication:
    for field in ANSWERS:
        if not told.get(field):
            raise RowError(field, "missing")
    on = _day("published_on", told, rules)
    shown = [Shown(Form.PORTAL, Place.ONLINE, on)]
    for place, (form, where) in WHERE.items():
        if told.get(f"{place}_from"):
            shown.append(_shown(place, form, where, told, rules))
    a, b, c, d, e = (told[field] for field in ANSWERS)
    blocks = tuple({"kind": "text", "text": part} for part in told.get("text", "").split("\n") if part.strip())
    return PastPublication(on, (a, b, c, d, e), tuple(shown), blocks, told.get("covers", ""), "sổ cũ của xã")


def _shown(place: str, form: Form, where: Place, told: Mapping[str, str], rules: TableMap) -> Shown:
    began = _day(f"{place}_from", told, rules)
    last = _day(f"{place}_until", told, rules) if told.get(f"{place}_until") else None
    if form is Form.HEADS:
        last = last or began
    if last is not None and last < began:
        raise RowError(f"{place}_until", "order", told[f"{place}_until"])
    return Shown(form, where, began, last)


def _day(field: str, told: Mapping[str, str], rules: TableMap) -> date:
    """Return a day as the table writes days; raises RowError."""
    return day_of(field, told[field], rules.days)


def day_of(field: str, text: str, written: str) -> date:
    """Return a day written by a pattern of %d, %m and %Y; raises RowError."""
    order = [one for one in written if one in "dmY"]
    parts = [int(one) if one.isascii() and one.isdigit() else -1 for one in _parts(text)]
    found = dict(zip(order, parts, strict=False))
    try:
        return date(found["Y"], found["m"], found["d"])
    except (KeyError, ValueError) as error:
        raise RowError(field, "day", text) from error


def _parts(text: str) -> list[str]:
    for mark in "-.":
        text = text.replace(mark, "/")
    return text.split("/")
