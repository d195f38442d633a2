"""Learning the law: quizzes and paths from their files; sessions and counts of communes from the database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Sum

from dinhlang.apps.law.models import AdultCount, LearningSession, QuizCount
from dinhlang.apps.law.queries.terms import rulebook
from dinhlang.domain.law.learning import Path, Quiz, parse_paths, parse_quizzes
from dinhlang.domain.statistics.interval import Interval, wilson
from dinhlang.lib import package_data

FOLDER = "law/learning"
PATHS = "paths"
WINDOW = timedelta(days=365)
FEWEST = 5  # a share of fewer tries would be about somebody (rights.md 12)
MOST_SESSIONS = 30


@dataclass(frozen=True)
class SessionView:
    """A village session as pages show it."""

    id: int
    code: str
    commune_id: int
    village_id: int | None
    topic: str
    place: str
    starts_at: datetime
    materials: list[str]
    state: str
    attendance: int | None
    reason: str
    sheets: int
    sheets_passed: int
    has_photo: bool
    photo_waits: bool
    is_demo: bool


@dataclass(frozen=True)
class Progress:
    """Reached and understood, of a commune in the last twelve months. understood is None where too few took part."""

    adults: int | None
    adults_source: str
    adults_on: date | None
    sessions: int
    attendance: int
    tries: int
    first_tries: int
    first_passed: int
    understood: Interval | None

    @property
    def is_hidden(self) -> bool:
        """Tell whether there were first tries, but too few to show their share."""
        return 0 < self.first_tries < FEWEST


NOTHING = Progress(None, "", None, 0, 0, 0, 0, 0, None)


@lru_cache(maxsize=1)
def quizzes() -> tuple[Quiz, ...]:
    """Return the quizzes in the order of the topics."""
    tables = package_data.tables(FOLDER)
    return parse_quizzes({name: table for name, table in tables.items() if name != PATHS}, rulebook().acts)


def quiz(topic: str) -> Quiz | None:
    """Return the quiz of a topic."""
    return next((one for one in quizzes() if one.topic == topic), None)


@lru_cache(maxsize=1)
def paths() -> tuple[Path, ...]:
    """Return the learning paths."""
    return parse_paths(package_data.tables(FOLDER)[PATHS])


def path(code: str) -> Path | None:
    """Return a learning path by its code."""
    return next((one for one in paths() if one.code == code), None)


def session(session_id: int) -> SessionView | None:
    """Return a session by its id (one SQL query)."""
    return next(map(_view, LearningSession.objects.filter(pk=session_id)), None)


def session_by_code(code: str) -> SessionView | None:
    """Return a session by the code in the address of its quiz (one SQL query)."""
    return next(map(_view, LearningSession.objects.filter(code=code)), None)


def sessions_of(commune_ids: Collection[int]) -> list[SessionView]:
    """Return the newest sessions of communes, those to come first (one SQL query)."""
    rows = LearningSession.objects.filter(commune_id__in=commune_ids).order_by("-starts_at", "-id")
    return [_view(row) for row in rows[:MOST_SESSIONS]]


def photo_path(code: str) -> str:
    """Return where the cleaned photo of a session lies, "" when there is none (one SQL query)."""
    return LearningSession.objects.filter(code=code).values_list("photo_path", flat=True).first() or ""


def progress(commune_ids: Iterable[int], *, on: date) -> dict[int, Progress]:
    """Return reached and understood by commune (three SQL queries for however many communes)."""
    wanted, since = list(commune_ids), on - WINDOW
    held = LearningSession.objects.filter(
        commune_id__in=wanted, state="held", starts_at__date__gt=since, starts_at__date__lte=on
    )
    sessions: dict[int, list[LearningSession]] = {}
    for row in held:
        sessions.setdefault(row.commune_id, []).append(row)
    counted = QuizCount.objects.filter(commune_id__in=wanted, month__gt=since, month__lte=on)
    sums = counted.values("commune_id").annotate(t=Sum("tries"), f=Sum("first_tries"), p=Sum("first_passed"))
    counts = {row["commune_id"]: (row["t"], row["f"], row["p"]) for row in sums}
    newest = AdultCount.objects.filter(commune_id__in=wanted, counted_on__lte=on)
    adults = {row.commune_id: row for row in newest.order_by("commune_id", "counted_on", "id")}
    return {one: _progress(sessions.get(one, []), counts.get(one, (0, 0, 0)), adults.get(one)) for one in wanted}


def _progress(sessions: list[LearningSession], counts: tuple[int, int, int], adults: AdultCount | None) -> Progress:
    """Return the sums of one commune; a sheet filled in on paper at a session is a first try."""
    tries, first, passed = counts
    first += sum(row.sheets for row in sessions)
    passed += sum(row.sheets_passed for row in sessions)
    return Progress(
        adults=adults.adults if adults else None,
        adults_source=adults.source if adults else "",
        adults_on=adults.counted_on if adults else None,
        sessions=len(sessions),
        attendance=sum(row.attendance or 0 for row in sessions),
        tries=tries + sum(row.sheets for row in sessions),
        first_tries=first,
        first_passed=passed,
        understood=wilson(passed, first) if first >= FEWEST else None,
    )


def _view(row: LearningSession) -> SessionView:
    told: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("id", "code", "commune_id", "village_id", "topic", "place", "starts_at", "materials", "state",
                     "attendance", "reason", "sheets", "sheets_passed", "is_demo")
    }  # fmt: skip
    return SessionView(has_photo=bool(row.photo_path), photo_waits=bool(row.received_path), **told)
