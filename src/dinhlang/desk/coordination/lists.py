"""What the selects of the forms offer: (value, words)."""

from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from dinhlang.apps.coordination import queries
from dinhlang.apps.coordination.queries import desk
from dinhlang.apps.organisations import queries as organisations
from dinhlang.desk.coordination import people, said, steps
from dinhlang.desk.coordination.fields import Choices
from dinhlang.domain.coordination import words
from dinhlang.domain.coordination.claims import Comparison, Direction
from dinhlang.domain.coordination.documents import Field, Kind, Relation
from dinhlang.domain.law.rule import Confidence
from dinhlang.lib import formats


def _worded(members: type[StrEnum], said_of: Any) -> Choices:
    return [(one.value, _(said_of[one])) for one in members]


def plan_lists(plan: queries.PlanRow, around: desk.Around, on: date) -> dict[str, Choices]:
    """Return the lists of the forms of a plan."""
    later = [one for one in around.plans if one.year > plan.year and not one.is_closed]
    years = range(plan.year + 1, around.last_year + 1)
    return {
        "fields": _worded(Field, words.FIELDS),
        "units": _units(on),
        "periods": [("six_months", _("Sáu tháng")), ("year", _("Cả năm"))],
        "ways_on": [(steps.CARRY, _("Chuyển sang năm sau")), (steps.DROP, _("Thôi không làm, có lý do"))],
        "later_plans": [(one.id, f"{one.programme_title}: {one.year}") for one in later],
        "years": [(year, str(year)) for year in years if year not in around.years],
        "parts": [("chair", _("Chủ trì")), ("reporter", _("Báo cáo")), ("speaker", _("Phát biểu"))],
        "posts": _posts(on),
    }


def _units(on: date) -> Choices:
    """Return the province and everything right under it; every other unit is found by its name (units.py)."""
    return [(one.id, one.name) for one in organisations.home_bodies(on)]


def _posts(on: date) -> Choices:
    """Return the words by which posts are known, with who holds each."""
    return [(known, seat.holder) for known, seat in people.known_posts(on).items()]


def register_lists(on: date) -> dict[str, Choices]:
    """Return the lists of the forms of the register; issuers may have ended."""
    issuers = organisations.units(desk.issuer_ids(), on) | {one.id: one for one in organisations.home_bodies(on)}
    named = sorted(issuers.values(), key=lambda one: (one.sort_key, one.id))
    return {
        "kinds": _worded(Kind, words.KINDS),
        "fields": _worded(Field, words.FIELDS),
        "relations": _worded(Relation, words.RELATIONS),
        "issuers": [
            (one.id, one.name if one.in_force else _("{name} (đã kết thúc)").format(name=one.name)) for one in named
        ],
        "asked": [(one.id, _asked_words(one)) for one in desk.asked_acts(on)],
    }


def _asked_words(asked: desk.AskedAct) -> str:
    """Return how a list names an act that is asked for; its day stands first when there is one."""
    if asked.due_on is None:
        return f"{asked.symbol}: {asked.clause}"
    said_so = _("hạn {day}, {symbol}: {clause}")
    return said_so.format(day=formats.day(asked.due_on), symbol=asked.symbol, clause=asked.clause)


def conference_lists(on: date) -> dict[str, Choices]:
    """Return the lists of the forms of a conference."""
    return {"fields": _worded(Field, words.FIELDS), "units": _units(on)}


def programme_lists(on: date) -> dict[str, Choices]:
    """Return the lists of the form of a programme."""
    return {"units": _units(on)}


def said_lists(on: date) -> dict[str, Choices]:
    """Return the lists of the forms of statements and values."""
    held = desk.conference_rows(on)
    return {
        "indicators": desk.indicators(),
        "directions": _worded(Direction, words.DIRECTIONS),
        "comparisons": _worded(Comparison, words.COMPARISONS),
        "places": _units(on),
        "conferences": [(pk, f"{formats.day(day)}: {title}") for pk, title, day in held],
        "methods": [(one, "") for one in desk.methods()],
        "posts": _posts(on),
        "days_known": [(said.EXACT, _("biết đúng ngày")), (said.ESTIMATED, _("chỉ biết tháng hoặc năm"))],
        "confidences": [
            (Confidence.SURE.value, _("Chắc: có văn bản công bố")),
            (Confidence.LIKELY.value, _("Khá chắc: báo chí dẫn lại")),
            (Confidence.UNSURE.value, _("Chưa chắc: cần tìm bản gốc")),
        ],
    }
