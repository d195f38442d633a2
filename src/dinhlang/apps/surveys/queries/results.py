"""Results of a round: the values that the worker computed, what it computes them from, and the open data."""

import csv
import io
from collections import Counter as Count
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.apps.surveys.models import FollowUp, FramePlace, Result, Sheet, Wave
from dinhlang.apps.surveys.queries.field import set_aside
from dinhlang.apps.surveys.queries.waves import WaveView, instrument_of, plan_of, wave, wave_view
from dinhlang.domain.dates.words import Words
from dinhlang.domain.statistics.suppression import hidden_in_list
from dinhlang.domain.surveys.collection import Aside
from dinhlang.domain.surveys.fieldwork import Became, Rates, rates
from dinhlang.domain.surveys.instruments import Element, Question
from dinhlang.domain.surveys.results import Ranked, Value, from_plain, ranked
from dinhlang.domain.surveys.sampling import Method
from dinhlang.lib.remembered import remembered

TRUST = "niem-tin"
HIDDEN = "*"


@dataclass(frozen=True)
class FallView:
    """A fall that is more than chance, with what was said of it."""

    id: int
    code: str
    due_on: date
    cause: str
    steps: str
    explained_on: date | None
    unit_id: int | None = None  # that was asked to explain
    unit_name: str = ""


@dataclass(frozen=True)
class OwnFall:
    """A fall that was handed to a unit, with the round that found it."""

    fall: FallView
    wave: WaveView


@dataclass(frozen=True)
class ResultsView:
    """A computed round: values of everybody by code, answers, places with what may be said of their order."""

    wave: WaveView
    values: Mapping[str, Value]  # by code
    answers: Mapping[str, tuple[Value, ...]]  # by code of the question
    places: Mapping[str, tuple[Ranked, ...]]  # by code
    hidden_places: Mapping[str, int]  # by code: of how many places nothing may be told
    places_by_code: Mapping[str, UnitView]
    answered: int
    rates: Rates | None
    before: str  # title of the round that it is compared with, "" for none
    falls: tuple[FallView, ...]
    set_aside: Mapping[Aside, int]  # paper sheets that left the count

    def said(self, code: str) -> tuple[tuple[Words, Value], ...]:
        """Return every answer to a question with its value, the best first, those without a value last."""
        given = {one.answer: one for one in self.answers.get(f"q:{code}", ())}
        points = self.wave.instrument.named_question(code).scale.best_first
        return tuple((point.words, given[point.code]) for point in points if point.code in given)


def results(code: str, on: date) -> ResultsView | None:
    """Return the values of a computed round, None where there is none yet. Nine queries at most."""
    found = wave(code)
    if found is None or found.computed_at is None:
        return None
    rows = Result.objects.filter(wave_id=found.id).order_by("id").values_list("code", "answer", "place_id", "number")
    fell = _fall_rows(FollowUp.objects.filter(wave_id=found.id))
    ids = {place for _code, _answer, place, _number in rows if place} | {one.unit_id for one in fell if one.unit_id}
    units = organisations.units(ids, on)
    values, hidden = dict[str, Value](), Count[str]()
    answers, places = dict[str, list[Value]](), dict[str, list[Value]]()
    for measure, answer, place, number in rows:
        code_of_place = units[place].code if place else ""
        one = from_plain({"code": measure, "answer": answer, "place": code_of_place, **number})
        if answer:
            answers.setdefault(measure, []).append(one)
        elif not place:
            values[measure] = one
        elif one.is_hidden:
            hidden[measure] += 1
        else:
            places.setdefault(measure, []).append(one)
    counted = Count[Became]()
    for one_village in FramePlace.objects.filter(wave_id=found.id).values_list("results", flat=True):
        counted.update({Became(name): count for name, count in one_village.items()})
    compared = any(one.change is not None for one in values.values())
    earlier = _wave_before(found) if compared else None
    return ResultsView(
        found, values, {name: tuple(ones) for name, ones in answers.items()},
        {name: ranked(ones) for name, ones in places.items()}, hidden,
        {one.code: one for one in units.values()},
        Sheet.objects.filter(wave_id=found.id).count(), rates(counted) if counted else None,
        earlier.title if earlier else "", _named(fell, {pk: one.name for pk, one in units.items()}),
        set_aside(found.id),
    )  # fmt: skip


def falls(wave_id: int, on: date) -> tuple[FallView, ...]:
    """Return the falls of a round that somebody must explain. Two queries at most."""
    found = _fall_rows(FollowUp.objects.filter(wave_id=wave_id))
    return _named(found, organisations.names({one.unit_id for one in found if one.unit_id}, on) if found else {})


def _fall_rows(rows: QuerySet[FollowUp]) -> list[FallView]:
    columns = ("id", "code", "due_on", "cause", "steps", "explained_on", "unit_id")
    return [FallView(*row) for row in rows.order_by("id").values_list(*columns)]


def _named(found: Sequence[FallView], names: Mapping[int, str]) -> tuple[FallView, ...]:
    return tuple(replace(one, unit_name=names.get(one.unit_id or 0, "")) for one in found)


@remembered("surveys")
def falls_of(unit_ids: frozenset[int]) -> tuple[OwnFall, ...]:
    """Return the falls that were handed to units, those not explained first, the nearest day first. One query."""
    if not unit_ids:
        return ()
    rows = FollowUp.objects.filter(unit_id__in=unit_ids).select_related("wave").order_by("due_on", "id")
    found = [
        OwnFall(FallView(one.pk, one.code, one.due_on, one.cause, one.steps, one.explained_on), wave_view(one.wave))
        for one in rows
    ]
    return tuple(sorted(found, key=lambda one: one.fall.explained_on is not None))


def unexplained() -> frozenset[int]:
    """Return the rounds with a fall that nobody has explained. One query."""
    return frozenset(FollowUp.objects.filter(explained_on__isnull=True).values_list("wave_id", flat=True))


def results_of_trust(on: date) -> ResultsView | None:
    """Return the newest computed round of the two questions about trust. Ten queries at most."""
    newest = Wave.objects.filter(instrument=TRUST, computed_at__date__lte=on, plan__isnull=False)
    code = newest.order_by("-closes_on", "-id").values_list("code", flat=True).first()
    return results(code, on) if code else None


@dataclass(frozen=True)
class OwnMeasure:
    """What the newest sample of one questionnaire said of one element, and in which round."""

    wave: WaveView
    code: str  # of the measure, as its page is named
    value: Value


def own_measures(on: date) -> dict[str, OwnMeasure]:
    """Return by element what the newest computed sample of each questionnaire found for everybody. Two queries."""
    computed = Wave.objects.filter(computed_at__date__lte=on, plan__isnull=False)
    newest = list(computed.order_by("instrument", "-closes_on", "-id").distinct("instrument"))
    told: dict[int, dict[str, Value]] = {one.pk: {} for one in newest}
    rows = Result.objects.filter(wave__in=newest, place=None, answer="").values_list("wave_id", "code", "number")
    for wave_id, code, number in rows:
        told[wave_id][code] = from_plain({"code": code, **number})
    return {
        element.code: OwnMeasure(wave_view(one), value.code, value)
        for one in newest
        for element in instrument_of(one).elements
        for value in (_of_element(element, told[one.pk]),)
        if value is not None
    }


def _of_element(element: Element, values: Mapping[str, Value]) -> Value | None:
    """Return the value of an element, of its only scored question where it has no index of its own."""
    scored = [values[f"q:{one.code}"] for one in element.questions if f"q:{one.code}" in values]
    return values.get(f"e:{element.code}") or (scored[0] if len(scored) == 1 else None)


def _wave_before(one: Wave | WaveView) -> Wave | None:
    """Return the round that one is compared with: the last computed before it, of one questionnaire and version."""
    if isinstance(one, WaveView):
        name, version, own = one.instrument.code, one.instrument.version, one.id
    else:
        name, version, own = one.instrument, one.version, one.pk
    rows = Wave.objects.filter(instrument=name, version=version, closes_on__lt=one.opens_on, plan__isnull=False)
    return rows.filter(computed_at__isnull=False).exclude(pk=own).order_by("-closes_on", "-id").first()


def waiting_waves() -> list[int]:
    """Return the rounds that are validated and not computed yet. One query."""
    return list(Wave.objects.filter(validated_at__isnull=False, computed_at__isnull=True).values_list("id", flat=True))


def to_compute(wave_id: int, on: date) -> dict[str, Any]:
    """Return, as JSON carries it, what the values of a round are computed from: places and answers, no person."""
    wave = Wave.objects.get(pk=wave_id)
    frame = list(FramePlace.objects.filter(wave=wave))
    sheets = list(Sheet.objects.filter(wave=wave).order_by("id").values_list("place_id", "answers"))
    units = organisations.units(
        {one.place_id for one in frame} | {one.commune_id for one in frame} | {place for place, _answers in sheets}, on
    )
    villages = {
        units[one.place_id].code: {
            "commune": units[one.commune_id].code, "stratum": one.stratum, "chance": one.chance, "size": one.size,
        }
        for one in frame
        if one.chance
    }  # fmt: skip
    for place in {place for place, _answers in sheets}:
        code = units[place].code
        villages.setdefault(code, {"commune": code, "stratum": "", "chance": "", "size": 0})
    of_stratum = Count(stratum for _commune, stratum in {(one.commune_id, one.stratum) for one in frame})
    plan, taken = plan_of(wave), {one.commune_id for one in frame if one.chance}
    whole = plan is not None and (plan.method is Method.SRS or taken == {one.commune_id for one in frame})
    return {
        "instrument": wave.instrument, "version": wave.version, "villages": villages,
        "sheets": [[units[place].code, answers] for place, answers in sheets],
        "communes": of_stratum, "taken_whole": whole, "before": _before(wave),
    }  # fmt: skip


def _before(wave: Wave) -> dict[str, dict[str, float]]:
    """Return what the round before found for everybody, by code."""
    earlier = _wave_before(wave)
    rows = Result.objects.filter(wave=earlier, place=None, answer="") if earlier else ()
    return {
        one.code: {"value": one.number["value"], "se": one.number["se"], "df": one.number["df"]}
        for one in rows
        if one.number.get("se") is not None
    }


def micro_data(code: str, on: date) -> str | None:
    """Return the sheets of a computed round as open data, None where there is none: no day, no village, no order.

    What fewer than five people said is starred, a commune with fewer than five sheets is not named, and neither is
    what would give those away.
    Three queries.
    """
    found = Wave.objects.filter(code=code, computed_at__isnull=False).first()
    if found is None:
        return None
    questions = instrument_of(found).questions
    frame = {one.place_id: one for one in FramePlace.objects.filter(wave=found).exclude(chance="")}
    sheets = list(Sheet.objects.filter(wave=found).values_list("place_id", "answers"))
    commune_of = {place: frame[place].commune_id if place in frame else place for place, _answers in sheets}
    units = organisations.units(set(commune_of.values()), on)
    told, weights = _told(sheets, frame, commune_of)
    rare = _rare(questions, [answers for _place, answers in sheets])
    made = io.StringIO()
    table = csv.writer(made, lineterminator="\n")
    table.writerow(["xa", "quyen_so", *(one.code for one in questions)])
    lines = []
    for place, answers in sheets:
        commune = commune_of[place]
        cells = ((one.code, answers.get(one.code, "")) for one in questions)
        said = [HIDDEN if cell in rare else cell[1] for cell in cells]
        lines.append([*((units[commune].code, weights[commune]) if commune in told else ("", "")), *said])
    table.writerows(sorted(lines))  # by what they say: the order tells nothing of who came when
    return made.getvalue()


def _told(
    sheets: Sequence[tuple[int, Mapping[str, str]]], frame: Mapping[int, FramePlace], commune_of: Mapping[int, int]
) -> tuple[set[int], dict[int, str]]:
    """Return the communes that may be named, and the weight of each: a mean, for that of a village would name it."""
    heard = Count(place for place, _answers in sheets)
    communes = Count(commune_of[place] for place, _answers in sheets)
    people = Count[int]()
    for place in heard:
        if place in frame:
            people[commune_of[place]] += round(frame[place].size / Fraction(frame[place].chance))
    order = sorted(communes)
    hidden = {order[at] for at in hidden_in_list([communes[one] for one in order])}
    weights = {one: f"{people[one] / communes[one]:.1f}" if people[one] else "1" for one in communes}
    return set(communes) - hidden, weights


def _rare(questions: Sequence[Question], answers: Sequence[Mapping[str, str]]) -> set[tuple[str, str]]:
    """Return the answers that fewer than five gave, and those that would give them away; as on the page of results."""
    found = set[tuple[str, str]]()
    for one in questions:
        points = [point.code for point in one.scale.points]
        counts = [sum(sheet.get(one.code) == point for sheet in answers) for point in points]
        found |= {(one.code, points[at]) for at in hidden_in_list(counts)}
    return found
