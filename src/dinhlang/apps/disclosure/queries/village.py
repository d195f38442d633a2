"""What a village head sees: what the commune made public lately, and how far it has come in the own village."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from dinhlang.apps.disclosure.models import Evidence, Occasion, Version
from dinhlang.apps.disclosure.queries.assessing import means_of, needs
from dinhlang.apps.disclosure.queries.register import ROW, item_row
from dinhlang.apps.disclosure.queries.shapes import ItemRow
from dinhlang.apps.organisations import queries as organisations
from dinhlang.domain.dates.words import Words
from dinhlang.domain.disclosure.needs import IN_A_VILLAGE, Form, Need, Place

LATELY = timedelta(days=60)
MOST = 30


@dataclass(frozen=True)
class VillageStep:
    """One compulsory form in a village: what the register holds of it, the village's own word before that for all."""

    form: Form
    place: Place
    words: Words
    minimum: int | None
    evidence_id: int | None = None
    began: date | None = None
    last_day: date | None = None
    is_own: bool = False
    confirmed_by: str = ""
    reached: int | None = None
    check_by: date | None = None

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left to say: shown, stood for, not doubted."""
        return self.began is not None and bool(self.confirmed_by) and self.check_by is None


@dataclass(frozen=True)
class VillageItem:
    """One thing that is public, with what it says in short and its steps in the village."""

    row: ItemRow
    changes: str
    affects: str
    steps: tuple[VillageStep, ...]

    @property
    def waits(self) -> bool:
        """Tell whether the village head has something to do."""
        return not all(one.is_done for one in self.steps)


def village_items(commune_id: int, village_id: int, at: datetime) -> tuple[VillageItem, ...]:
    """Return what a commune made public lately and has to come to its villages, the newest first. Six SQL queries."""
    on = timezone.localdate(at)
    found = Occasion.objects.filter(
        unit_id=commune_id, happened_on__gte=on - LATELY, publication__withdrawn_at=None,
        publication__published_at__lte=at,
    ).select_related("publication")  # fmt: skip
    rows = list(found.order_by("-happened_on", "-id")[:MOST])
    means, shown = means_of(organisations.units([commune_id], on), on)[commune_id], _shown(rows, village_id)
    said = _said(rows)
    items = []
    for one in rows:
        asked = [need for need in needs(one.rule_id, means, one.happened_on) if (need.form, need.place) in IN_A_VILLAGE]
        steps = tuple(_step(need, shown.get((one.pk, need.form.value, need.place.value))) for need in asked)
        if steps:
            items.append(VillageItem(item_row([getattr(one, name) for name in ROW]), *said[one.pk], steps))
    return tuple(items)


def _said(rows: list[Occasion]) -> dict[int, tuple[str, str]]:
    """Return what changes and for whom, by occasion, of the newest version."""
    found = Version.objects.filter(publication__occasion__in=rows).order_by("number")
    told = found.values_list("publication__occasion_id", "changes", "affects")
    return defaultdict(lambda: ("", ""), {one: (changes, affects) for one, changes, affects in told})


def _shown(rows: list[Occasion], village_id: int) -> dict[tuple[int, str, str], Evidence]:
    """Return the evidence that counts in a village by occasion, form and place: newest version, own word first."""
    latest = {one.pk: one.publication.latest for one in rows}
    found = Evidence.objects.filter(
        Q(village_id=village_id) | Q(village_id=None), publication__occasion__in=rows
    ).select_related("publication").order_by("began", "id")  # fmt: skip
    counted: dict[tuple[int, str, str], Evidence] = {}
    for one in found:
        occasion_id = one.publication.occasion_id
        key = (occasion_id, one.form, one.place)
        before = counted.get(key)
        is_own_before = before is not None and before.village_id is not None
        if one.version == latest[occasion_id] and (one.village_id is not None or not is_own_before):
            counted[key] = one
    return counted


def _step(need: Need, one: Evidence | None) -> VillageStep:
    if one is None:
        return VillageStep(need.form, need.place, need.words, need.minimum)
    return VillageStep(
        need.form, need.place, need.words, need.minimum, one.pk, one.began, one.last_day, one.village_id is not None,
        one.confirmed_by, one.reached, one.recheck_by,
    )  # fmt: skip
