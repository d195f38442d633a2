"""Read the acts of law/*.toml: what is undated, unsourced or unknown is refused."""

from collections.abc import Mapping
from typing import Any

from dinhlang.domain.dates.words import words_of
from dinhlang.domain.law.act import COUNTRY, Act, Change, Level, Place
from dinhlang.domain.law.rule import Confidence

ACT_FIELDS = frozenset(
    {
        "code", "number", "name", "passed", "seen", "in_force", "in_force_confidence", "ended", "ended_by", "sources",
        "change", "open_points", "place", "note", "illustrative",
    }
)  # fmt: skip
CHANGE_FIELDS = frozenset({"on", "by", "what", "confidence"})


class ActError(ValueError):
    """An act that cannot be used: it says which, and why."""


def parse_acts(table: Mapping[str, Any]) -> list[Act]:
    """Return the act of a file and the acts it cites beside; raises ActError."""
    return [parse_act(one) for one in (table["act"], *table.get("cited_act", ()))]


def parse_act(one: Mapping[str, Any]) -> Act:
    """Return an act; raises ActError."""
    unknown = sorted(set(one) - ACT_FIELDS)
    if unknown:
        raise ActError(f"{one.get('code', one)}: unknown field {', '.join(unknown)}")
    try:
        return Act(
            code=one["code"],
            number=one["number"],
            name=words_of(one["name"]),
            in_force=one["in_force"],
            in_force_confidence=Confidence(one["in_force_confidence"]),
            sources=tuple(one["sources"]),
            passed=one.get("passed"),
            seen=one.get("seen"),
            ended=one.get("ended"),
            ended_by=one.get("ended_by", ""),
            changes=tuple(_change(each) for each in one.get("change", ())),
            open_points=tuple(words_of(each) for each in one.get("open_points", ())),
            place=_place(one["place"]) if "place" in one else COUNTRY,
            note=one.get("note", ""),
            illustrative=one.get("illustrative", False),
        )
    except KeyError as error:
        raise ActError(f"{one.get('code', one)}: {error} is missing") from error
    except (TypeError, ValueError) as error:
        raise ActError(f"{one.get('code', one)}: {error}") from error


def _change(one: Mapping[str, Any]) -> Change:
    if set(one) != CHANGE_FIELDS:
        raise ActError(f"a change says {', '.join(sorted(CHANGE_FIELDS))}")
    return Change(on=one["on"], by=one["by"], what=words_of(one["what"]), confidence=Confidence(one["confidence"]))


def _place(one: Mapping[str, Any]) -> Place:
    return Place(Level(one["level"]), one["code"], words_of(one["name"]))
