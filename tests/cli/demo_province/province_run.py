"""A run of the generator for the tests: real communes, a plain calendar of weekdays with the Tết of 2026 off."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files

from dinhlang.cli.demo_province.formers import Formers
from dinhlang.cli.demo_province.histories import generate
from dinhlang.domain.feedback.history import CaseHistory
from dinhlang.domain.organisations.reorganisation import CommuneRow, row_of

TODAY = date(2026, 11, 23)
TET = frozenset(date(2026, 2, day) for day in range(16, 21))
WORKING_DAYS = {"1wd": 1, "PROV-FB-ANSWER": 15, "PROV-FB-EXTEND": 10, "PROV-FB-INFO": 10}


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in TET


def due_on(start: datetime, rule: str) -> date:
    if rule == "PROV-FB-CLOSE":
        return start.date() + timedelta(days=15)
    day, left = start.date(), WORKING_DAYS[rule]
    while left:
        day += timedelta(days=1)
        left -= works(day)
    return day


@lru_cache(maxsize=1)
def communes() -> tuple[CommuneRow, ...]:
    text = (files("dinhlang.apps.organisations") / "data" / "vinh_long_communes.csv").read_text(encoding="utf-8")
    return tuple(row_of(raw) for raw in csv.DictReader(text.splitlines()))


def told(*, cases: int, seed: int = 1, formers: Formers | None = None) -> Iterator[CaseHistory]:
    return generate(cases=cases, seed=seed, today=TODAY, communes=communes(), due_on=due_on, formers=formers)


@lru_cache(maxsize=1)
def five_thousand() -> tuple[CaseHistory, ...]:
    return tuple(told(cases=5000))
