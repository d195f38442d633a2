"""Village sessions, quizzes and numbers of adults of the demo province: invented, and marked so."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from dinhlang.apps.law import actions as law
from dinhlang.apps.law import queries
from dinhlang.cli.demo_province.streams import stream
from dinhlang.domain.accounts.roles import SYSTEM
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.domain.organisations.reorganisation import CommuneRow

SOURCE = "Số minh họa, không phải điều tra dân số"
PLACES = ("Nhà văn hóa ấp", "Trụ sở ban nhân dân ấp", "Sân đình", "Trường tiểu học", "Nhà sinh hoạt cộng đồng")
MONTHS = 6
ONE_IN = 3  # communes that hold sessions so far


def load_learning(communes: Sequence[CommuneRow], ids: Mapping[str, int], seed: int, at: datetime) -> None:
    """Bring in what the communes have told their people in the last half year."""
    sessions, quizzes, adults = [], [], []
    topics = [one.code for one in queries.topics()]
    for number, commune in enumerate(communes):
        commune_id, rng = ids[commune.code], stream(seed, f"learning-{commune.code}")
        adults.append(law.AdultsRow(commune_id, rng.randrange(8_000, 26_000, 10), SOURCE, at.date().replace(day=1)))
        if number % ONE_IN:
            continue
        skill = rng.uniform(0.45, 0.85)
        for _one in range(rng.randint(1, 4)):
            came = rng.randint(25, 140)
            sheets = rng.randint(0, came // 2)
            sessions.append(
                law.SessionRow(
                    commune_id, rng.choice(topics), rng.choice(PLACES), _evening(at, -rng.randint(3, 170)), came,
                    sheets, sum(rng.random() < skill for _sheet in range(sheets)),
                )
            )  # fmt: skip
        if rng.random() < 0.4:
            sessions.append(
                law.SessionRow(
                    commune_id, rng.choice(topics), rng.choice(PLACES), _evening(at, rng.randint(4, 25)),
                    materials=(rng.choice(queries.questions()).code,),
                )
            )  # fmt: skip
        drawn = [(rng.choice(topics), _month(at.date(), rng.randrange(MONTHS))) for _one in range(5)]
        for topic, month in dict.fromkeys(drawn):
            first = rng.randint(0, 40)
            passed = sum(rng.random() < skill for _try in range(first))
            quizzes.append(law.QuizRow(commune_id, topic, month, first + rng.randint(0, 12), first, passed))
    law.load_learning(actor=SYSTEM, sessions=sessions, quizzes=quizzes, adults=adults, at=at, is_demo=True)


def _evening(at: datetime, days: int) -> datetime:
    return datetime.combine(at.date() + timedelta(days=days), time(18, 30), VIETNAM)


def _month(today: date, back: int) -> date:
    months = today.year * 12 + today.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
