"""Read the calendar from the loaded tables of law/calendar.toml."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dinhlang.domain.dates.calendar import Calendar, Counting, DayKind, FixedHoliday, SpecialDay, Undecided
from dinhlang.domain.dates.words import words_of


class CalendarError(ValueError):
    """A row of the calendar that cannot be used."""


def parse_calendar(table: Mapping[str, Any]) -> Calendar:
    """Return the calendar of a loaded table; raises CalendarError for a day without notice or given twice."""
    try:
        days: dict[date, SpecialDay] = {}
        for group in table["days"]:
            for row in _rows(group):
                if row.day in days:
                    raise CalendarError(f"calendar: {row.day} is given twice")
                days[row.day] = row
        return Calendar(
            days=days,
            fixed=tuple(_fixed(one) for one in table["fixed"]),
            undecided=tuple(_undecided(one) for one in table.get("undecided", ())),
            counting=Counting(**{name: words_of(told) for name, told in table["counting"].items()}),
            compiled=table["version"],
            first_year=table["first_year"],
            announced_until=table["announced_until"],
        )
    except (KeyError, TypeError) as error:
        raise CalendarError(f"calendar: {error} is missing or wrong") from error


def _rows(group: Mapping[str, Any]) -> list[SpecialDay]:
    kind, name, notice = DayKind(group["kind"]), words_of(group["name"]), words_of(group["notice"])
    return [SpecialDay(day, kind, name, notice, group["confidence"]) for day in group["days"]]


def _fixed(one: Mapping[str, Any]) -> FixedHoliday:
    return FixedHoliday(
        one["month"], one["day"], words_of(one["name"]), words_of(one["notice"]), one.get("since", date.min)
    )


def _undecided(one: Mapping[str, Any]) -> Undecided:
    return Undecided(frozenset((one["day_off"], one["worked"])), words_of(one["name"]), words_of(one["notice"]))
