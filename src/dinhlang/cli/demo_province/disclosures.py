"""What the communes of the demo made public since they began, and what they did not: each with its whole life."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from random import Random
from typing import Any

from dinhlang.cli.demo_province.streams import stream
from dinhlang.domain.disclosure.columns import MASK
from dinhlang.domain.disclosure.due import Event, occasion_of, recurring
from dinhlang.domain.disclosure.duties import COMMUNE, Duty, Source
from dinhlang.domain.disclosure.evidence import Shown
from dinhlang.domain.disclosure.judged import end_of
from dinhlang.domain.disclosure.needs import Form, Means, Need, Place
from dinhlang.domain.disclosure.past import Past, PastCorrection, PastPublication
from dinhlang.domain.disclosure.quarters import quarters
from dinhlang.domain.disclosure.term import Term

ANSWERS = ("changes", "affects", "costs", "timing", "objections")
RESPONSIBLE = "Công chức Văn phòng - Thống kê"
WITHOUT_LOUDSPEAKER = 0.06
DAY = timedelta(days=1)
LIST_ROWS = 6
CORRECTED, SETTLED = 0.03, 45
FRESH, UNSAID = 14, 0.6  # of the last days' postings most still wait for the word of a village head


@dataclass(frozen=True)
class Style:
    """How careful a commune is: of a hundred things how many come late, never, cut short, without proof."""

    late: float
    missing: float
    short: float
    unproved: float


STYLES = (
    (0.45, Style(0.04, 0.01, 0.02, 0.01)),
    (0.35, Style(0.12, 0.04, 0.07, 0.03)),
    (0.15, Style(0.22, 0.10, 0.14, 0.05)),
    (0.05, Style(0.30, 0.28, 0.20, 0.06)),
)


@dataclass(frozen=True)
class Law:
    """What the generator must know of the law and the calendar: the register is made by the same rules."""

    needs: Callable[[str, Means, date], tuple[Need, ...]]
    term: Callable[[str, date], Term]


def generate(
    communes: Sequence[str], *, seed: int, since: date, today: date, law: Law, calendar_event: Callable[[Event], Event]
) -> Iterator[Past]:
    """Yield what every commune had to publish since a day, in its order, and what became of it until today."""
    for code in communes:
        rng = stream(seed, "disclosure", code)
        style = _style(rng)
        means = means_of(code, seed)
        events = [*_drawn(rng, since, today, COMMUNE), *map(calendar_event, recurring(since, today))]
        for event in sorted(events, key=lambda one: (one.happened_on, one.duty, one.title)):
            yield _past(rng, code, event, style, means, today, law)


def generate_of_bodies(
    bodies: Mapping[str, tuple[Duty, ...]], *, seed: int, since: date, today: date, law: Law
) -> Iterator[Past]:
    """Yield what agencies and State enterprises had to tell their own people, and what became of it."""
    for code, duties in bodies.items():
        rng = stream(seed, "disclosure", code)
        style = _style(rng)
        for event in sorted(_drawn(rng, since, today, duties), key=lambda one: (one.happened_on, one.title)):
            yield _past(rng, code, event, style, Means(), today, law)


def means_of(code: str, seed: int) -> Means:
    """Return what a commune has: a few have no loudspeaker. Its villages are told together."""
    return Means(loudspeaker=stream(seed, "loudspeaker", code).random() >= WITHOUT_LOUDSPEAKER, villages=(0,))


@lru_cache(maxsize=1)
def texts() -> Mapping[str, Any]:
    """Return the invented publications."""
    return tomllib.loads((files("dinhlang.cli.demo_province") / "disclosures.toml").read_text(encoding="utf-8"))


def _style(rng: Random) -> Style:
    drawn, sum_ = rng.random(), 0.0
    for share, style in STYLES:
        sum_ += share
        if drawn < sum_:
            return style
    return STYLES[-1][1]


def _drawn(rng: Random, since: date, today: date, duties: tuple[Duty, ...]) -> Iterator[Event]:
    wanted = {one.code for one in duties}
    for quarter in quarters(since, today):
        for matter in (one for one in texts()["matter"] if one["duty"] in wanted):
            if quarter.number not in matter["quarters"] or rng.random() * 100 >= matter["often"]:
                continue
            days = (quarter.last_day - quarter.first_day).days
            on = quarter.first_day + DAY * rng.randint(0, days)
            if on < today:
                title = matter["title"].format(year=quarter.year, next_year=quarter.year + 1)
                yield Event(matter["duty"], Source(matter.get("source", "document")), on, title)


def _past(rng: Random, code: str, event: Event, style: Style, means: Means, today: date, law: Law) -> Past:
    due = occasion_of(event)
    term = law.term(due.rule, event.happened_on)
    on = _published_on(rng, event, term, style)
    if on is None or on > today:
        return Past(code, event, RESPONSIBLE)
    asked = law.needs(due.rule, means, event.happened_on)
    shown = tuple(one for need in asked for one in _shown(rng, need, on, style, today))
    correction, shown = _corrected(rng, shown, on, today)
    answers, blocks = _words(event, rng)
    covers = event.quarter.code if event.source is not Source.DOCUMENT else ""
    return Past(
        code, event, RESPONSIBLE,
        PastPublication(on, answers, shown, blocks, covers, "ảnh có ngày chụp", correction),
    )  # fmt: skip


def _published_on(rng: Random, event: Event, term: Term, style: Style) -> date | None:
    """Return the day of publication: mostly some days before the term, sometimes after it, sometimes never."""
    due_on, drawn = term.due_on, rng.random()
    assert due_on is not None
    if drawn < style.missing:
        return None
    if drawn < style.missing + style.late:
        return due_on + DAY * rng.choice((1, 1, 2, 3, 4, 6, 9, 15, 24))
    spare = max(1, (due_on - event.happened_on).days - 1)
    return event.happened_on + DAY * min(spare, 1 + rng.randint(0, spare - 1))


def _shown(rng: Random, need: Need, on: date, style: Style, today: date) -> list[Shown]:
    if need.form is Form.PORTAL:
        return [Shown(need.form, need.place, on)]
    if rng.random() < style.short / 2:
        return []  # this form was forgotten
    began = on + DAY * (1 if need.form is Form.LOUDSPEAKER and rng.random() < 0.5 else 0)
    if began > today:
        return []
    is_fresh = (today - began).days <= FRESH and need.place in (Place.HOUSES, Place.VILLAGES)
    proved = need.place is Place.AIR or rng.random() >= (UNSAID if is_fresh else style.unproved)
    return [Shown(need.form, need.place, began, _last_day(rng, need, began, style, today), confirmed=proved)]


def _last_day(rng: Random, need: Need, began: date, style: Style, today: date) -> date | None:
    """Return the last day of a stretch: mostly some days more than asked for, sometimes too early."""
    ends = end_of(need, began)
    if ends is None or need.minimum is None:
        return None if need.form is Form.POSTING else began
    if rng.random() < style.short / 2:
        last = max(began, ends - DAY * rng.randint(1, need.minimum * 2 // 3))
    else:
        last = ends + DAY * rng.randint(0, 9 if need.form is Form.POSTING else 1)
    if need.form is Form.LOUDSPEAKER:
        return min(last, today)
    return last if last < today else None


def _corrected(
    rng: Random, shown: tuple[Shown, ...], on: date, today: date
) -> tuple[PastCorrection | None, tuple[Shown, ...]]:
    """Return a correction of a few publications of some time ago: the new sheet takes the place of the old one."""
    day = on + DAY * rng.randint(4, 12)
    if rng.random() >= CORRECTED or day + DAY * SETTLED > today:
        return None, shown
    both = tuple(sheet for one in shown for sheet in _sheets(one, day))
    return PastCorrection(day, day - DAY, "Ghi nhầm một con số trong bảng"), both


def _sheets(one: Shown, day: date) -> tuple[Shown, Shown]:
    """Return the old sheet, ended when the new one came, and the new one."""
    hangs = one.form in (Form.PORTAL, Form.POSTING)
    new_end = None if one.last_day is None else day + DAY * (32 if hangs else 2)
    before = day if hangs and (one.last_day is None or one.last_day > day) else one.last_day
    old = Shown(one.form, one.place, one.began, before, 1, confirmed=one.confirmed)
    return old, Shown(one.form, one.place, day, new_end, 2, confirmed=one.confirmed)


def _words(event: Event, rng: Random) -> tuple[tuple[str, str, str, str, str], tuple[Mapping[str, Any], ...]]:
    year = event.happened_on.year
    found = next(
        (one for one in texts()["matter"] if one["title"].format(year=year, next_year=year + 1) == event.title), None
    )
    said = found or texts()["calendar"][event.source.value]
    a, b, c, d, e = (said[name].format(year=year, next_year=year + 1) for name in ANSWERS)
    blocks: list[Mapping[str, Any]] = [{"kind": "text", "text": f"{event.title}. {a}"}, {"kind": "text", "text": d}]
    if found is not None and found.get("table"):
        blocks.append(_table(rng))
    return (a, b, c, d, e), tuple(blocks)


def _table(rng: Random) -> Mapping[str, Any]:
    """Return an invented list as the public sees it: numbers instead of names, personal columns masked."""
    rows = [
        [str(place), f"Hộ {rng.randint(10, 99)}", MASK, f"{rng.randint(2, 60)} triệu đồng"]
        for place in range(1, LIST_ROWS)
    ]
    return {"kind": "table", "headings": ["Số", "Hộ (minh họa)", "Số định danh", "Mức"], "rows": rows}


__all__ = ["Law", "generate", "generate_of_bodies", "means_of", "texts"]
