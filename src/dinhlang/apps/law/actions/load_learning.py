"""Bring many sessions and counts in at once: a demonstration, or what a commune kept elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from dinhlang.apps.law.actions.learning import COMMUNE, LETTERS, TOPIC
from dinhlang.apps.law.models import AdultCount, LearningSession, QuizCount
from dinhlang.apps.transparency.actions import Subject, bump, record
from dinhlang.domain.accounts.roles import AS_SYSTEM, Actor
from dinhlang.lib.refusal import NotAllowedError

CODE_LETTERS = 8


@dataclass(frozen=True)
class SessionRow:
    """A session; one without attendance is still to come."""

    commune_id: int
    topic: str
    place: str
    starts_at: datetime
    attendance: int | None = None
    sheets: int = 0
    sheets_passed: int = 0
    materials: tuple[str, ...] = ()
    village_id: int | None = None


@dataclass(frozen=True)
class QuizRow:
    """The counts of a quiz in a commune and month."""

    commune_id: int
    topic: str
    month: date
    tries: int
    first_tries: int
    first_passed: int


@dataclass(frozen=True)
class AdultsRow:
    """How many adults live in a commune."""

    commune_id: int
    adults: int
    source: str
    counted_on: date


@transaction.atomic
def load_learning(
    *, actor: Actor, sessions: Sequence[SessionRow], quizzes: Sequence[QuizRow], adults: Sequence[AdultsRow],
    at: datetime, is_demo: bool,
) -> None:  # fmt: skip
    """Bring in sessions, counts of quizzes and numbers of adults, with one record for all; only the platform does."""
    if not actor.is_system:
        raise NotAllowedError("")
    state = LearningSession.State
    LearningSession.objects.bulk_create(
        LearningSession(
            code=_code(number, one), state=state.PLANNED if one.attendance is None else state.HELD, is_demo=is_demo,
            **(vars(one) | {"materials": list(one.materials)}),
        )
        for number, one in enumerate(sessions)
    )  # fmt: skip
    QuizCount.objects.bulk_create(QuizCount(**vars(one)) for one in quizzes)
    AdultCount.objects.bulk_create(AdultCount(is_demo=is_demo, **vars(one)) for one in adults)
    facts = {"sessions": len(sessions), "quiz_counts": len(quizzes), "adult_counts": len(adults), "demo": is_demo}
    record(event="law.learning_loaded", subject=Subject(COMMUNE, 0, "learning"), acting=AS_SYSTEM, at=at, facts=facts)
    bump(topics=[TOPIC])


def _code(number: int, row: SessionRow) -> str:
    """Return a code that is the same whenever the same rows are brought in."""
    digest = sha256(f"{number}.{row.commune_id}.{row.topic}.{row.starts_at.isoformat()}".encode()).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:CODE_LETTERS])
