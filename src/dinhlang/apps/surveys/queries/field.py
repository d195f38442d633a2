"""A round in the field: its frame, its sample, who goes where, what became of each entry. Nothing here is an answer."""

import csv
import io
from collections import Counter as Count
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.surveys.models import DrawnEntry, FramePlace, Interviewer, SetAside, Sheet, Slip, TypedSheet, Wave
from dinhlang.apps.surveys.queries.waves import WaveView
from dinhlang.domain.surveys.collection import Aside
from dinhlang.domain.surveys.fieldwork import COLUMNS, COMMUNE, COMMUNE_SIZE, KIND, SIZE, VILLAGE, Became, Rates, rates


@dataclass(frozen=True)
class VillageRow:
    """A village that was drawn, with how far the work there is."""

    id: int
    place_id: int
    name: str
    commune: str
    size: int
    chance: Fraction
    interviewer: int | None
    interviewer_id: int | None
    drawn: int
    replacements: int
    results: Mapping[Became, int]
    slips: int
    used: int

    @property
    def open(self) -> int:
        """Return how many of those drawn first nobody has reported of."""
        return max(0, self.drawn - sum(self.results.values()))


@dataclass(frozen=True)
class FieldView:
    """How far the work in the field is, village by village."""

    villages: tuple[VillageRow, ...]
    frame: int  # villages of the frame
    households: int  # of the frame
    interviewers: tuple[tuple[int, int, bool], ...]  # id, number, device enrolled
    rates: Rates
    sheets: Mapping[str, int]  # how many came by which way; counts only
    replaced: int
    set_aside: Mapping[Aside, int]  # paper sheets that left the count

    @property
    def answers(self) -> int:
        """Return how many sheets there are."""
        return sum(self.sheets.values())


@dataclass(frozen=True)
class EntryRow:
    """One line of a village's household list that was drawn."""

    id: int
    serial: int
    turn: int
    result: str
    instead_of: int | None  # serial


def field(wave: WaveView, on: date) -> FieldView:
    """Return the field of a round. Nine queries at most."""
    frame = list(FramePlace.objects.filter(wave_id=wave.id).select_related("interviewer").order_by("id"))
    drawn = [one for one in frame if one.chance]
    entries = list(
        DrawnEntry.objects.filter(village__wave_id=wave.id).values_list("village_id", "turn", "result", "instead_of")
    )
    slips = Slip.objects.filter(wave_id=wave.id).values_list("place_id", "is_used")
    counted = Count(slips)
    names = organisations.names({one.place_id for one in drawn} | {one.commune_id for one in drawn}, on)
    by_village: dict[int, list[tuple[int, str]]] = {}
    for village_id, turn, result, _instead in entries:
        by_village.setdefault(village_id, []).append((turn, result))
    villages = tuple(_village(one, names, by_village.get(one.pk, []), counted) for one in drawn)
    total = Count[Became]()
    for one in villages:
        total.update(one.results)
    return FieldView(
        tuple(sorted(villages, key=lambda one: (one.commune, one.name, one.id))), len(frame),
        sum(one.size for one in frame),
        tuple(
            (pk, number, bool(key))
            for pk, number, key in Interviewer.objects.filter(wave_id=wave.id)
            .order_by("number").values_list("id", "number", "public_key")
        ),
        rates(total), Count(Sheet.objects.filter(wave_id=wave.id).values_list("channel", flat=True)),
        sum(instead is not None for _village, _turn, _result, instead in entries), set_aside(wave.id),
    )  # fmt: skip


def _village(
    one: FramePlace,
    names: Mapping[int, str],
    own: Sequence[tuple[int, str]],
    slips: Mapping[tuple[int, bool], int],
) -> VillageRow:
    results = Count(Became(result) for _turn, result in own if result)
    if not own:
        results = Count({Became(code): count for code, count in one.results.items()})
    used = slips.get((one.place_id, True), 0)
    return VillageRow(
        one.pk, one.place_id, names.get(one.place_id, ""), names.get(one.commune_id, ""), one.size,
        Fraction(one.chance), one.interviewer.number if one.interviewer else None, one.interviewer_id,
        sum(turn == 0 for turn, _result in own), sum(turn > 0 for turn, _result in own), results,
        used + slips.get((one.place_id, False), 0), used,
    )  # fmt: skip


def village(wave_id: int, village_id: int) -> tuple[EntryRow, ...]:
    """Return what was drawn in a village, those drawn first before the replacements. One query."""
    rows = DrawnEntry.objects.filter(village_id=village_id, village__wave_id=wave_id).select_related("instead_of")
    return tuple(
        EntryRow(one.pk, one.serial, one.turn, one.result, one.instead_of.serial if one.instead_of else None)
        for one in rows.order_by("turn", "serial")
    )


def set_aside(wave_id: int) -> dict[Aside, int]:
    """Return how many paper sheets of a round left the count, by reason. One query."""
    found = Count(SetAside.objects.filter(wave_id=wave_id).values_list("reason", flat=True))
    return {one: found[one.value] for one in Aside if found[one.value]}


@dataclass(frozen=True)
class Unfinished:
    """A paper sheet that two people have not read alike yet: a reading of it, where it is from, never what it says."""

    id: int
    place: str
    readings: int
    differing: tuple[str, ...]  # questions


def unfinished(wave_id: int, on: date) -> tuple[Unfinished, ...]:
    """Return the paper sheets that keep a round from its end, the oldest first. Three queries."""
    by_slip: dict[bytes, list[tuple[int, Mapping[str, str]]]] = {}
    rows = TypedSheet.objects.filter(wave_id=wave_id).order_by("id").values_list("slip_hash", "id", "answers")
    for slip, pk, answers in rows:
        by_slip.setdefault(bytes(slip), []).append((pk, answers))
    slips = Slip.objects.filter(wave_id=wave_id, lookup_hash__in=list(by_slip)).values_list("lookup_hash", "place_id")
    places = {bytes(slip): place for slip, place in slips}
    names = organisations.names(set(places.values()), on)
    return tuple(
        Unfinished(read[0][0], names.get(places.get(slip, 0), ""), len(read), differing(*(one for _pk, one in read)))
        for slip, read in by_slip.items()
    )


def typed_state(wave_id: int, typist: int | None) -> tuple[int, int, tuple[tuple[str, ...], ...]]:
    """Return how many paper sheets wait for the other typist, how many of mine, and in which questions pairs differ.

    Never what was answered. One query.
    """
    by_slip: dict[bytes, list[tuple[int, Mapping[str, str]]]] = {}
    rows = TypedSheet.objects.filter(wave_id=wave_id).order_by("id").values_list("slip_hash", "typist", "answers")
    for slip, who, answers in rows:
        by_slip.setdefault(bytes(slip), []).append((who, answers))
    alone = [pair[0][0] for pair in by_slip.values() if len(pair) == 1]
    pairs = [[one for _who, one in read] for read in by_slip.values() if len(read) > 1]
    return len(alone), sum(who == typist for who in alone), tuple(differing(*pair) for pair in pairs)


def differing(*readings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the questions to which readings of one sheet do not all give the same answer."""
    asked = {code for one in readings for code in one}
    return tuple(sorted(code for code in asked if len({one.get(code) for one in readings}) > 1))


def frame_csv(wave: WaveView, on: date) -> str:
    """Return the frame as it was published: with plan and seed anybody draws the same villages. Two queries."""
    return roll_of(_rows(list(FramePlace.objects.filter(wave_id=wave.id).order_by("place__code")), on))


def sample_csv(wave: WaveView, on: date) -> str:
    """Return the villages drawn with their chances. Two queries."""
    drawn = list(FramePlace.objects.filter(wave_id=wave.id).exclude(chance="").order_by("place__code"))
    rows = _rows(drawn, on)
    made = [{**row, "xac_suat": one.chance} for row, one in zip(rows, drawn, strict=True)]
    return _csv((*COLUMNS, "xac_suat"), made)


def _rows(frame: Sequence[FramePlace], on: date) -> list[dict[str, str]]:
    units = organisations.units({one.place_id for one in frame} | {one.commune_id for one in frame}, on)
    waves = {one.wave_id for one in frame}
    sizes = Count[int]()
    for commune, size in FramePlace.objects.filter(wave_id__in=waves).values_list("commune_id", "size"):
        sizes[commune] += size
    return [
        {
            KIND: one.stratum, COMMUNE: units[one.commune_id].code, VILLAGE: units[one.place_id].code,
            SIZE: str(one.size), COMMUNE_SIZE: str(sizes[one.commune_id]),
        }
        for one in frame
    ]  # fmt: skip


def roll_of(rows: Sequence[Mapping[str, str]]) -> str:
    """Return rows of a frame as the CSV whose digest is published."""
    return _csv(COLUMNS, rows)


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    made = io.StringIO()
    table = csv.DictWriter(made, columns, extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return made.getvalue()


def rows_of(wave: Wave, on: date) -> list[dict[str, str]]:
    """Return the frame of a wave as the draw takes it. Three queries."""
    return _rows(list(FramePlace.objects.filter(wave=wave).order_by("place__code")), on)
