"""What the selects of the forms offer: (value, words)."""

from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from dinhlang.apps.coordination import queries
from dinhlang.apps.coordination.queries import desk
from dinhlang.apps.organisations import queries as organisations
from dinhlang.desk.coordination import steps
from dinhlang.desk.coordination.fields import Choices
from dinhlang.domain.coordination import words
from dinhlang.domain.coordination.documents import Field, Kind, Relation


def _worded(members: type[StrEnum], said: Any) -> Choices:
    return [(one.value, _(said[one])) for one in members]


def plan_lists(plan: queries.PlanRow, plans: tuple[queries.PlanRow, ...], on: date) -> dict[str, Choices]:
    """Return the lists of the forms of a plan."""
    taken = {one.year for one in plans if one.programme_code == plan.programme_code}
    programme = next(one for one in queries.programmes(on) if one.code == plan.programme_code)
    later = [one for one in plans if one.year > plan.year and one.closed_on is None]
    years = range(programme.first_year, programme.last_year + 1)
    return {
        "fields": _worded(Field, words.FIELDS),
        "units": [(one.id, one.name) for one in _bodies(on).values()],
        "periods": [("six_months", _("Sáu tháng")), ("year", _("Cả năm"))],
        "ways_on": [(steps.CARRY, _("Chuyển sang năm sau")), (steps.DROP, _("Thôi không làm, có lý do"))],
        "later_plans": [(one.id, _plan_words(one)) for one in later],
        "years": [(year, str(year)) for year in years if year > plan.year and year not in taken],
    }


def _plan_words(plan: queries.PlanRow) -> str:
    return f"{plan.programme_title}: {plan.year}"


def register_lists(on: date) -> dict[str, Choices]:
    """Return the lists of the forms of the register; issuers may have ended."""
    issuers = organisations.units(desk.issuer_ids(), on) | _bodies(on)
    named = sorted(issuers.values(), key=lambda one: (one.sort_key, one.id))
    return {
        "kinds": _worded(Kind, words.KINDS),
        "fields": _worded(Field, words.FIELDS),
        "relations": _worded(Relation, words.RELATIONS),
        "issuers": [
            (one.id, one.name if one.in_force else _("{name} (đã kết thúc)").format(name=one.name)) for one in named
        ],
    }


def conference_lists(on: date) -> dict[str, Choices]:
    """Return the lists of the forms of a conference."""
    return {
        "fields": _worded(Field, words.FIELDS),
        "units": [(one.id, one.name) for one in _bodies(on).values()],
    }


def _bodies(on: date) -> dict[int, organisations.UnitView]:
    """Return the province and everything right under it, by id, in Vietnamese order."""
    home = organisations.home_provinces(on)
    found = organisations.units(home, on)
    for province in home:
        found |= {one.id: one for one in organisations.children_of(province, on)}
    return found
