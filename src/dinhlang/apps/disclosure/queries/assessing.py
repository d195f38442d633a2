"""How duties stand on a day: rows of the database told to the rules, and back."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone

from dinhlang.apps.disclosure.models import Equipment, Evidence, Occasion, Publication, Version
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.disclosure.assess import Assessment, assess
from dinhlang.domain.disclosure.evidence import Change, Made, Shown
from dinhlang.domain.disclosure.needs import Form, Means, Need, Place, needs_of
from dinhlang.domain.disclosure.term import Term, term_of

EVIDENCE = (
    "publication__occasion_id", "form", "place", "began", "last_day", "version", "village_id", "confirmed_by",
    "doubted_on", "recheck_by",
)  # fmt: skip
CORRECTION = ("publication__occasion_id", "number", "changed_on", "due_on")


@dataclass(frozen=True)
class Facts:
    """What the rules must know of some occasions."""

    made: dict[int, Made]
    means: dict[int, Means]
    calendar: Calendar
    units: Mapping[int, UnitView]


@lru_cache(maxsize=20_000)
def term(rule_id: str, happened_on: date, calendar: Calendar, places: tuple[str, ...] = ()) -> Term:
    """Return the term that an event starts in a place, remembered: thousands share one day."""
    return term_of(rule_id, happened_on, law.rulebook(), calendar, places)


@lru_cache(maxsize=20_000)
def needs(rule_id: str, means: Means, on: date) -> tuple[Need, ...]:
    """Return the compulsory forms of a provision for a unit with some means."""
    book = law.rulebook()
    return needs_of(book.rule(rule_id, on=on), means, book, on=on)


def assessed(occasion: Occasion, facts: Facts, on: date) -> Assessment:
    """Return how one occasion stands at the end of a day."""
    means = facts.means[occasion.unit_id]
    counted = term(occasion.rule_id, occasion.happened_on, facts.calendar, means.places)
    asked = needs(occasion.rule_id, means, occasion.happened_on)
    return assess(counted, asked, facts.made.get(occasion.pk, Made()), on)


def facts_of(occasions: Collection[Occasion], on: date) -> Facts:
    """Return what the rules must know of some occasions: five SQL queries, and one a unit for its villages."""
    units = organisations.units({one.unit_id for one in occasions}, on)
    return Facts(_made([one.pk for one in occasions]), means_of(units, on), law.calendar(), units)


def means_of(units: Mapping[int, UnitView], on: date) -> dict[int, Means]:
    """Return which means units have, by their ids; a form is asked for only where its means exist."""
    known = {one.unit_id: one for one in Equipment.objects.filter(unit_id__in=list(units))}
    return {one.id: _means(one, known.get(one.id), on) for one in units.values()}


def _means(unit: UnitView, known: Equipment | None, on: date) -> Means:
    villages = tuple(one.id for one in organisations.villages(unit.id, on))
    return Means(
        known.has_portal if known else True, known.has_loudspeaker if known else True, villages,
        organisations.place_codes_of(unit, on),
    )  # fmt: skip


def _made(occasion_ids: Collection[int]) -> dict[int, Made]:
    """Return what was done for each occasion."""
    shown = _shown(occasion_ids)
    found = Publication.objects.filter(occasion_id__in=occasion_ids).values_list(
        "occasion_id", "latest", "withdrawn_at"
    )
    rows = list(found)
    corrected = [one[0] for one in rows if one[1] > 1]
    changes = {row[0]: Change(*row[1:]) for row in _corrections(corrected)} if corrected else {}
    return {
        occasion_id: Made(tuple(shown[occasion_id]), latest, changes.get(occasion_id), _day(withdrawn))
        for occasion_id, latest, withdrawn in rows
    }


def _day(moment: Any) -> date | None:
    return timezone.localdate(moment) if moment is not None else None


def _corrections(occasion_ids: Collection[int]) -> Iterable[tuple[Any, ...]]:
    """Return the corrections in their order: the last of each occasion wins."""
    found = Version.objects.filter(publication__occasion_id__in=occasion_ids, number__gt=1)
    return found.order_by("number").values_list(*CORRECTION)


def _shown(occasion_ids: Collection[int]) -> dict[int, list[Shown]]:
    found: dict[int, list[Shown]] = defaultdict(list)
    rows = Evidence.objects.filter(publication__occasion_id__in=occasion_ids).order_by("began", "id")
    for occasion_id, *row in rows.values_list(*EVIDENCE):
        found[occasion_id].append(shown_of(*row))
    return found


def shown_of(
    form: str, place: str, began: date, last_day: date | None, version: int, village: int | None, confirmed_by: str,
    doubted_on: date | None, check_by: date | None,
) -> Shown:  # fmt: skip
    """Return a row of evidence as the rules take it."""
    return Shown(Form(form), Place(place), began, last_day, version, village, bool(confirmed_by), doubted_on, check_by)
