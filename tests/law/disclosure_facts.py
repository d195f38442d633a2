"""How the cases of disclosure are written in short, and the law that they are held against."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from dinhlang.domain.dates.calendar_table import parse_calendar
from dinhlang.domain.disclosure.duties import CHANGE_RULE
from dinhlang.domain.disclosure.evidence import Change, Made, Shown
from dinhlang.domain.disclosure.needs import Form, Means, Place
from dinhlang.domain.disclosure.term import term_of
from dinhlang.domain.law.rulebook_table import parse_rulebook
from dinhlang.lib import package_data

TABLES = package_data.tables("law")
BOOK, CALENDAR = parse_rulebook(TABLES), parse_calendar(TABLES["calendar"])
MEANS = Means(villages=(1, 2, 3))
WRITTEN = {
    "portal": (Form.PORTAL, Place.ONLINE),
    "office": (Form.POSTING, Place.OFFICE),
    "houses": (Form.POSTING, Place.HOUSES),
    "radio": (Form.LOUDSPEAKER, Place.AIR),
    "heads": (Form.HEADS, Place.VILLAGES),
    "writing": (Form.WRITING, Place.BODIES),
    "inside": (Form.INTERNAL, Place.OFFICE),
}


def made_of(facts: str) -> Made:
    """Return the facts of a case, written as the table of cases explains."""
    shown, changed, gone, checked_by, withdrawn = [], None, None, None, None
    for fact in filter(None, (part.strip() for part in facts.split(";"))):
        name, _, days = fact.removeprefix("v2 ").rpartition(" ")
        first, _, last = days.partition("..")
        day = date.fromisoformat(first)
        match name:
            case "change":
                changed = day
            case "gone":
                gone, checked_by = day, date.fromisoformat(last) if last else None
            case "withdrawn":
                withdrawn = day
            case _:
                shown.append(_shown(name, day, last, 2 if fact.startswith("v2 ") else 1))
    return Made(
        tuple(_doubted(one, gone, checked_by) for one in shown),
        max((one.version for one in shown), default=1),
        Change(2, changed, term_of(CHANGE_RULE, changed, BOOK, CALENDAR).due_on) if changed else None,
        withdrawn,
    )


def _shown(name: str, began: date, last: str, version: int) -> Shown:
    place, _, village = name.partition("/")
    form, where = WRITTEN[place.rstrip("?")]
    return Shown(
        form, where, began, date.fromisoformat(last) if last else None, version,
        village=int(village) if village else None, confirmed=not place.endswith("?"),
    )  # fmt: skip


def _doubted(one: Shown, gone: date | None, checked_by: date | None) -> Shown:
    if gone is None or one.place is not Place.OFFICE:
        return one
    return replace(one, doubted_on=gone, check_by=checked_by)


def written(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a table of cases, without its last column (why the row is there)."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("|")]
    return [row[:-1] for row in rows[2:]]
