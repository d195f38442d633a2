"""The questionnaires that come with the program, and the rounds of asking."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files

from dinhlang.apps.surveys.models import Counter, Slip, Wave
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.domain.surveys.fieldwork import Plan
from dinhlang.domain.surveys.instruments import Instrument, parse_instruments
from dinhlang.domain.surveys.sampling import Method

AFTER_ANSWER = "sau-tra-loi"
MOST = 50
DATA = files("dinhlang.apps.surveys") / "data"


@lru_cache(maxsize=1)
def instruments() -> tuple[Instrument, ...]:
    """Return every version of every questionnaire, the oldest first. No query."""
    files_ = (one for one in DATA.iterdir() if one.name.endswith(".toml"))
    return parse_instruments([tomllib.loads(one.read_text(encoding="utf-8")) for one in files_])


def instrument(code: str) -> Instrument | None:
    """Return the latest version of a questionnaire."""
    return next((one for one in reversed(instruments()) if one.code == code), None)


@dataclass(frozen=True)
class WaveView:
    """A round of asking as its pages show it."""

    code: str
    title: str
    instrument: Instrument
    opens_on: date
    closes_on: date
    is_illustration: bool
    id: int
    plan: Plan | None  # None: whoever comes answers
    seed: str
    frame_digest: str
    drawn_at: datetime | None
    validated_at: datetime | None
    computed_at: datetime | None

    @property
    def is_sample(self) -> bool:
        """Tell whether those who answer were drawn, so that their answers say something of everybody."""
        return self.plan is not None

    def is_open(self, on: date) -> bool:
        """Tell whether answers are taken on a day."""
        return self.opens_on <= on <= self.closes_on


def instrument_of(wave: Wave) -> Instrument:
    """Return the version of the questionnaire with which a wave asks. No query."""
    return next(one for one in instruments() if (one.code, one.version) == (wave.instrument, wave.version))


def wave(code: str) -> WaveView | None:
    """Return one round of asking. One query."""
    found = Wave.objects.filter(code=code).first()
    return wave_view(found) if found else None


def wave_of_slip(code: str) -> tuple[WaveView, bool] | None:
    """Return the round that a slip belongs to, and whether the slip was used; None for no slip of ours. One query."""
    slip = Slip.objects.select_related("wave").filter(lookup_hash=lookup_hash(code)).first()
    return (wave_view(slip.wave), slip.is_used) if slip else None


def waves(on: date) -> tuple[WaveView, ...]:
    """Return the rounds that were announced by a day, the newest first. One query."""
    return tuple(wave_view(one) for one in Wave.objects.filter(opens_on__lte=on).order_by("-opens_on", "-id")[:MOST])


def wave_view(one: Wave) -> WaveView:
    """Return a round of asking as its pages show it. No query."""
    return WaveView(
        one.code, one.title, instrument_of(one), one.opens_on, one.closes_on, one.is_illustration, one.pk,
        plan_of(one), one.seed, one.frame_digest, one.drawn_at, one.validated_at, one.computed_at,
    )  # fmt: skip


def plan_of(wave: Wave) -> Plan | None:
    """Return how the sample of a wave is drawn, None where there is none. No query."""
    raw = wave.plan
    return Plan(**raw | {"method": Method(raw["method"])}) if raw else None


def all_waves() -> tuple[WaveView, ...]:
    """Return every round, also those that open later, the newest first. One query."""
    return tuple(wave_view(one) for one in Wave.objects.order_by("-opens_on", "-id")[:MOST])


def counter_wave(code: str) -> tuple[int, WaveView] | None:
    """Return a counter by its code with its round, None for a strange or stopped one. One query."""
    counters = Counter.objects.select_related("wave").filter(lookup_hash=lookup_hash(code), is_stopped=False)
    found = counters.first()
    return (found.pk, wave_view(found.wave)) if found else None


def after_answer(on: date) -> WaveView | None:
    """Return the open round that asks the senders of answered cases, None where none is open. One query."""
    rows = Wave.objects.filter(instrument=AFTER_ANSWER, opens_on__lte=on, closes_on__gte=on, plan__isnull=True)
    found = rows.order_by("-opens_on", "-id").first()
    return wave_view(found) if found else None
