"""The cases of the demo province, in the order in which they came, each with its whole life until today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from dinhlang.cli.demo_province import voices
from dinhlang.cli.demo_province.circumstances import Spot, facts_of
from dinhlang.cli.demo_province.diligence import style_of
from dinhlang.cli.demo_province.formers import Formers, told_by_formers
from dinhlang.cli.demo_province.library import Situation, draw
from dinhlang.cli.demo_province.life import live
from dinhlang.cli.demo_province.offices import DEPARTMENT_NAMES, OFFICE_NAMES, office_code, office_name, small
from dinhlang.cli.demo_province.places import surroundings
from dinhlang.cli.demo_province.rhythm import Arrivals, arrivals, moment_of
from dinhlang.cli.demo_province.senders import sender
from dinhlang.cli.demo_province.story import Story
from dinhlang.cli.demo_province.streams import happens, stream
from dinhlang.cli.demo_province.villages import Village, villages
from dinhlang.cli.demo_province.voices import SPOKEN, Voice
from dinhlang.cli.demo_province.working_time import DueOn, WorkingTime, local
from dinhlang.cli.demo_province.world import World
from dinhlang.cli.demo_province.writing import speaking, write
from dinhlang.domain.feedback.history import CaseHistory, Step
from dinhlang.domain.organisations.kinds import Subkind
from dinhlang.domain.organisations.reorganisation import CommuneRow

SPAN = timedelta(days=548)  # eighteen months
REFUSED, TO_NEIGHBOUR, WRONG_CATEGORY, PINNED = 0.055, 0.03, 0.06, 0.35
ANY_CATEGORY = "khac"
PHOTOS = ((1, 2, 3), (5, 3, 2))


@dataclass(frozen=True)
class Province:
    """What the cases of one run share."""

    world: World
    communes: Mapping[str, CommuneRow]
    neighbours: Mapping[str, str]
    villages: Sequence[Village]
    running: Sequence[int]  # households, summed: more people, more cases
    formers: Formers
    cut: datetime  # nothing is told that happened later


@dataclass(frozen=True)
class Draft:
    """A case of which is known who writes when, where and about what; `rng` goes on to the rest."""

    number: int
    rng: Random
    at: datetime
    village: Village
    commune: CommuneRow
    situation: Situation
    voice: Voice
    origin: str


def generate(
    *,
    cases: int,
    seed: int,
    today: date,
    communes: Sequence[CommuneRow],
    due_on: DueOn,
    first: date | None = None,
    formers: Formers | None = None,
) -> Iterator[CaseHistory]:
    """Yield the cases received from `first` (eighteen months ago when None) until the evening before `today`.

    due_on(start, rule) returns the last day of a term: rule is an id of the rulebook (PROV-FB-ANSWER) or a plain period
    (1wd). formers: the communes of before the merger; without it a case belongs to its commune of today from the start.
    The memory does not grow with the number of cases.
    """
    begin = first or today - SPAN
    time = WorkingTime(begin, today, due_on)
    found = villages(communes, seed=seed)
    province = Province(
        world=World(seed, time, due_on),
        communes={row.code: row for row in communes},
        neighbours={row.code: _nearest(row, communes) for row in communes},
        villages=found,
        running=list(accumulate(village.households for village in found)),
        formers=formers or Formers(),
        cut=local(today, 0),
    )
    number = 0
    for day in arrivals(seed, cases=cases, first=begin, last=today - timedelta(days=1), time=time):
        drafts = [_draft(province, day, number + place) for place in range(day.count)]
        for draft in sorted(drafts, key=lambda one: one.at):
            yield _history(province, draft)
        number += day.count


def _nearest(row: CommuneRow, communes: Sequence[CommuneRow]) -> str:
    """Return the code of the commune whose point is nearest, its own when there is no other."""

    def distance(other: CommuneRow) -> float:
        north = float(other.latitude or 0) - float(row.latitude or 0)
        east = float(other.longitude or 0) - float(row.longitude or 0)
        return north * north + east * east

    return min((one for one in communes if one.code != row.code), key=distance, default=row).code


def _draft(province: Province, day: Arrivals, number: int) -> Draft:
    """Return who writes when, where and about what."""
    rng = stream(province.world.seed, "case", number)
    village = rng.choices(province.villages, cum_weights=province.running)[0]
    commune = province.communes[village.commune]
    situation = draw(rng, subkind=commune.subkind.value, on=day.day, stormy=day.stormy, refused=happens(rng, REFUSED))
    voice = voices.draw(rng, situation.voices)
    origin = rng.choices(voices.ORIGINS, voice.origins)[0]
    if origin in SPOKEN and not province.world.time.is_working(day.day):
        origin = "web"
    at = moment_of(rng, day.day, at_desk=origin in SPOKEN)
    return Draft(number, rng, at, village, commune, situation, voice, origin)


def _history(province: Province, draft: Draft) -> CaseHistory:
    """Return a case with its words and its life."""
    rng, village, commune, situation = draft.rng, draft.village, draft.commune, draft.situation
    former = province.formers.of(commune.code, draft.at.date(), draft.number)
    is_merged = former == commune.code
    spot = Spot(commune, village, surroundings(province.world.seed, village.code, commune.subkind is Subkind.PHUONG))
    told = speaking(facts_of(rng, situation, spot, draft.at, named=is_merged), draft.voice, rng)
    message = write(rng, situation, draft.voice, told, voices.hand(rng, draft.voice, draft.origin))
    who = sender(rng, draft.voice, told, commune=commune.code, origin=draft.origin)
    astray = is_merged and not situation.refusal and happens(rng, TO_NEIGHBOUR)
    addressed = province.neighbours[commune.code] if astray else former
    category = ANY_CATEGORY if happens(rng, WRONG_CATEGORY) else situation.category
    is_pinned = draft.origin == "web" and not astray and happens(rng, PINNED)
    has_photos = draft.origin == "web" and happens(rng, situation.photos)
    return CaseHistory(
        key=f"demo-{province.world.seed}-{draft.number:07d}",
        received_at=draft.at,
        unit=addressed,
        commune=addressed,
        category=category,
        title=message.title,
        text=message.text,
        village="" if astray else village.code,
        landmark=told["moc"] if happens(rng, 0.7) else "",
        latitude=round(village.latitude + rng.gauss(0, 0.004), 5) if is_pinned else None,
        longitude=round(village.longitude + rng.gauss(0, 0.004), 5) if is_pinned else None,
        public_name=who.public_name,
        contact_name=who.contact_name,
        phone=who.phone,
        email=who.email,
        origin=draft.origin,
        photos=rng.choices(*PHOTOS)[0] if has_photos else 0,
        steps=_steps(province, draft, told, addressed, category),
    )


def _steps(province: Province, draft: Draft, told: dict[str, str], addressed: str, category: str) -> tuple[Step, ...]:
    """Return what happened after receipt, as far as it is past."""
    world, commune, situation = province.world, draft.commune, draft.situation
    right = commune.code
    spec = OFFICE_NAMES[situation.office]
    is_merged = addressed == right or addressed in province.communes
    story = Story(
        rng=draft.rng,
        time=world.time,
        situation=situation,
        facts={
            **told,
            "phong": office_name(situation.office, commune) if is_merged else f"UBND {told['xa']}",
            "co_quan": DEPARTMENT_NAMES[situation.province],
            "xa_dung": small(commune.name),
            "ngay_gui": f"{draft.at.day}/{draft.at.month}",
        },
        received_at=draft.at,
        unit=addressed if is_merged else right,
        office=office_code(right, situation.office),
        handler=draft.rng.choice(spec.posts).title,
        style=style_of(world.seed, addressed),
        may_leave=is_merged,
    )
    live(story, world, right_unit=right, sent_as=category)
    past = tuple(sorted((one for one in story.steps if one.at < province.cut), key=lambda one: one.at))
    return past if is_merged else told_by_formers(province.formers.until, addressed, right, past)
