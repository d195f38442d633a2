"""Let the demonstration ask its people: satisfaction and trust were asked of a sample, a counter and a link are open.

Every answer is made by the program, and each survey says so.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from dinhlang.apps.organisations import queries as units
from dinhlang.apps.surveys import actions, queries
from dinhlang.apps.transparency import actions as transparency
from dinhlang.cli.demo_province.villages import Village
from dinhlang.cli.surveys_values import computed
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.surveys.fieldwork import Plan
from dinhlang.domain.surveys.instruments import About, Instrument, Question
from dinhlang.domain.surveys.sampling import Method

PLAN = Plan(communes=12, villages=3, people=9, replacements=2, method=Method.PPS, by_kind=True)
ASKED = (
    ("hai-long-2026", "sipas-2022", "Hài lòng của người dân năm 2026", 75, 40),
    ("niem-tin-2026", "niem-tin", "Niềm tin của nhân dân năm 2026", 60, 30),
)  # code, questionnaire, title, opened and closed so many days ago
COMING = (
    ("quay-2026", "quay-nam-mat", "Năm khuôn mặt ở quầy một cửa, quý này"),
    ("sau-tra-loi-2026", "sau-tra-loi", "Hỏi người gửi phản ánh đã được trả lời"),
)
OPEN_DAYS = 60
ANSWERED_OF_HUNDRED, SILENT_OF_HUNDRED, BAD_OF_HUNDRED = 82, 6, 4
BATCH, SEED_BYTES = 10_000, 16


def load_surveys(hamlets: Sequence[Village], *, seed: int, at: datetime) -> None:
    """Load the invented surveys."""
    chance = Random(f"surveys {seed}")  # noqa: S311 - invented answers, the same for the same seed
    known = units.units_by_code({one.code for one in hamlets}, on=at.date())
    sizes = {known[one.code].id: one.households for one in hamlets}
    for code, instrument, title, opened, closed in ASKED:
        days = at - timedelta(days=opened), at - timedelta(days=closed), at
        _ask(code, instrument, title, days, sizes, chance)
    for code, instrument, title in COMING:
        actions.open_wave(
            actor=SYSTEM, code=code, title=title, instrument=instrument, opens_on=at.date() - timedelta(days=1),
            closes_on=at.date() + timedelta(days=OPEN_DAYS), at=at - timedelta(days=1), is_illustration=True,
        )  # fmt: skip


def _ask(
    code: str, instrument: str, title: str, days: tuple[datetime, datetime, datetime], sizes: Mapping[int, int],
    chance: Random,
) -> None:  # fmt: skip
    opened, closed, at = days
    actions.open_wave(
        actor=SYSTEM, code=code, title=title, instrument=instrument, opens_on=opened.date(), closes_on=closed.date(),
        at=opened, is_illustration=True,
    )  # fmt: skip
    actions.publish_design(
        actor=SYSTEM, wave_code=code, plan=PLAN, commune_id=None, sizes=sizes, at=opened,
        illustration_seed=chance.randbytes(SEED_BYTES).hex(),
    )  # fmt: skip
    while transparency.sequence_batch(at=at, limit=BATCH):
        pass
    actions.draw_sample(actor=SYSTEM, wave_code=code, at=opened)
    wave = queries.wave(code)
    if wave is None:
        return
    answers = {
        one.place_id: [_answers(wave.instrument, chance, mood) for _ in range(one.drawn) if _answers_at_all(chance)]
        for one in queries.field(wave, opened.date()).villages
        for mood in (chance.uniform(-0.6, 0.6),)
    }
    actions.load_sheets(wave_code=code, answers=answers, on=opened.date())
    after = closed + timedelta(days=1)
    actions.validate_wave(actor=SYSTEM, wave_code=code, at=after)
    for wave_id in queries.waiting_waves():
        values = computed(queries.to_compute(wave_id, after.date()))
        actions.keep_values(wave_id=wave_id, values=values, at=after)


def _answers_at_all(chance: Random) -> bool:
    return chance.randrange(100) < ANSWERED_OF_HUNDRED


def _answers(instrument: Instrument, chance: Random, mood: float) -> dict[str, str]:
    """Return one invented sheet; people of one village lean the same way."""
    given = dict[str, str]()
    for one in instrument.questions:
        if one.after and given.get(one.after) not in one.when:
            continue
        given[one.code] = _answer(one, chance, mood)
    return given


def _answer(question: Question, chance: Random, mood: float) -> str:
    points = question.scale.points
    valued = [one for one in points if one.value is not None]
    if len(valued) < len(points) and chance.randrange(100) < SILENT_OF_HUNDRED:
        return next(one.code for one in points if one.value is None)
    if question.about is About.BEHAVIOUR and len(valued) == 2:
        rare = chance.randrange(100) < BAD_OF_HUNDRED
        return valued[0 if rare else 1].code
    middle = (len(valued) - 1) * (0.35 if question.about is About.HOUSEHOLD else 0.72) + mood
    return valued[min(len(valued) - 1, max(0, round(chance.gauss(middle, 0.9))))].code
