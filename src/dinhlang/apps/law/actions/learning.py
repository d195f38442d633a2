"""Village sessions, and the counts of quizzes."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.law import queries
from dinhlang.apps.law.models import AdultCount, LearningSession
from dinhlang.apps.law.policies import require_can_teach
from dinhlang.apps.transparency.actions import Request, Subject, bump, record, replayed
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.law.learning import passed, score
from dinhlang.lib.refusal import NotFoundError, RefusedError

SESSION, COMMUNE = "law.session", "law.adults"
TOPIC = "learning"
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
MOST_PEOPLE = 100_000
KEY_SECONDS = 86_400
COUNT = """
INSERT INTO law_quizcount (commune_id, topic, month, tries, first_tries, first_passed) VALUES (%s, %s, %s, 1, %s, %s)
ON CONFLICT (commune_id, topic, month) DO UPDATE SET
    tries = law_quizcount.tries + 1, first_tries = law_quizcount.first_tries + EXCLUDED.first_tries,
    first_passed = law_quizcount.first_passed + EXCLUDED.first_passed
"""


@dataclass(frozen=True)
class NewSession:
    """A session to be held: where, when, on what."""

    commune_id: int
    topic: str
    place: str
    starts_at: datetime
    village_id: int | None = None
    materials: tuple[str, ...] = ()


@transaction.atomic
def count_quiz(
    *, topic: str, answers: Sequence[int], is_first: bool, commune_id: int | None, at: datetime, key: str = ""
) -> int:
    """Count one quiz in the sums of its commune and month; returns how many answers are right.

    Not recorded in the log: a line each would be a trace of one person's opinions (rights.md 9). key: of the form that
    was sent; sent again within a day it is counted once. It tells nothing of who sent it, and nothing is kept with it.
    """
    quiz = queries.quiz(topic)
    if quiz is None:
        raise NotFoundError(_("Không có bài trắc nghiệm này."))
    right = score(quiz, answers)
    if key and not cache.add(f"quiz:{sha256(key.encode()).hexdigest()}", 1, timeout=KEY_SECONDS):
        return right
    first = int(is_first)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [commune_id, topic, at.date().replace(day=1), first, first * passed(right)])
    bump(topics=[TOPIC])
    return right


@transaction.atomic
def plan_session(*, actor: Actor, new: NewSession, at: datetime, request: Request | None = None) -> int:
    """Plan a village session; returns its id."""
    acting = require_can_teach(actor, new.commune_id)
    if (earlier := replayed(request)) is not None:
        return earlier.subject_id
    if queries.topic(new.topic) is None:
        raise RefusedError(_("Hãy chọn chủ đề."), field="topic")
    if any(queries.question(one) is None for one in new.materials):
        raise RefusedError(_("Hãy chọn lại tài liệu."), field="materials")
    if not new.place.strip():
        raise RefusedError(_("Hãy ghi nơi họp."), field="place")
    code = "".join(secrets.choice(LETTERS) for _one in range(8))
    made = LearningSession.objects.create(
        code=code, commune_id=new.commune_id, village_id=new.village_id, topic=new.topic, place=new.place.strip(),
        starts_at=new.starts_at, materials=list(new.materials),
    )  # fmt: skip
    facts = {"topic": new.topic, "starts_at": new.starts_at.isoformat()}
    _write("planned", made, acting, at, facts, request, is_first=True)
    return made.pk


@transaction.atomic
def hold_session(
    *, actor: Actor, session_id: int, attendance: int, at: datetime, request: Request | None = None
) -> None:
    """Write down that a session was held and how many came."""
    row, acting = locked_session(session_id, actor)
    if replayed(request) is not None:
        return
    if row.state != LearningSession.State.PLANNED:
        raise RefusedError(_("Buổi này đã được ghi là đã họp hoặc đã hủy."))
    if row.starts_at > at:
        raise RefusedError(_("Buổi này chưa tới giờ họp."))
    row.state, row.attendance = LearningSession.State.HELD, _people(attendance, "attendance")
    row.save()
    _write("held", row, acting, at, {"attendance": attendance}, request)


@transaction.atomic
def cancel_session(*, actor: Actor, session_id: int, reason: str, at: datetime, request: Request | None = None) -> None:
    """Call a planned session off, with the reason that everybody reads."""
    row, acting = locked_session(session_id, actor)
    if replayed(request) is not None:
        return
    if row.state != LearningSession.State.PLANNED:
        raise RefusedError(_("Buổi này đã được ghi là đã họp hoặc đã hủy."))
    if not reason.strip():
        raise RefusedError(_("Hãy ghi lý do để mọi người cùng biết."), field="reason")
    row.state, row.reason = LearningSession.State.CANCELLED, reason.strip()
    row.save()
    _write("cancelled", row, acting, at, {"reason": row.reason}, request)


@transaction.atomic
def enter_sheets(
    *, actor: Actor, session_id: int, sheets: int, sheets_passed: int, at: datetime, request: Request | None = None
) -> None:
    """Enter how many quizzes were filled in on paper at a session, and how many of them passed."""
    row, acting = locked_session(session_id, actor)
    if replayed(request) is not None:
        return
    if row.state != LearningSession.State.HELD or row.attendance is None:
        raise RefusedError(_("Hãy ghi số người dự trước."), field="sheets")
    if not 0 <= sheets_passed <= sheets <= row.attendance:
        raise RefusedError(_("Số phiếu không quá số người dự; số phiếu đạt không quá số phiếu."), field="sheets")
    before = {"sheets_before": row.sheets, "passed_before": row.sheets_passed}
    row.sheets, row.sheets_passed = sheets, sheets_passed
    row.save()
    _write("sheets_entered", row, acting, at, {"sheets": sheets, "passed": sheets_passed, **before}, request)


@transaction.atomic
def set_adults(
    *, actor: Actor, commune_id: int, adults: int, source: str, counted_on: date, at: datetime,
    request: Request | None = None,
) -> None:  # fmt: skip
    """Write down how many adults live in a commune, by which source."""
    acting = require_can_teach(actor, commune_id)
    if replayed(request) is not None:
        return
    if not 0 < adults < MOST_PEOPLE * 10:
        raise RefusedError(_("Hãy ghi số người lớn từ 1 trở lên."), field="adults")
    if not source.strip():
        raise RefusedError(_("Hãy ghi nguồn của con số."), field="source")
    if counted_on > at.date():
        raise RefusedError(_("Ngày này chưa tới."), field="counted_on")
    AdultCount.objects.create(commune_id=commune_id, adults=adults, source=source.strip(), counted_on=counted_on)
    subject = Subject(COMMUNE, commune_id, f"adults-{commune_id}")
    facts = {"adults": adults, "source": source.strip(), "counted_on": counted_on.isoformat()}
    record(event="law.adults_set", subject=subject, acting=acting, at=at, facts=facts, topics=[TOPIC], request=request)


def locked_session(session_id: int, actor: Actor) -> tuple[LearningSession, Acting]:
    """Return a session, locked, and the capacity in which the actor changes it."""
    row = LearningSession.objects.select_for_update().filter(pk=session_id).first()
    if row is None:
        raise NotFoundError(_("Không có buổi này."))
    return row, require_can_teach(actor, row.commune_id)


def _people(count: int, field: str) -> int:
    if not 0 <= count <= MOST_PEOPLE:
        raise RefusedError(_("Hãy ghi số người từ 0 trở lên."), field=field)
    return count


def _write(
    what: str, row: LearningSession, acting: Acting, at: datetime, facts: Mapping[str, Any],
    request: Request | None = None, *, is_first: bool = False,
) -> None:  # fmt: skip
    """Record an act on a session."""
    record(
        event=f"law.session_{what}", subject=Subject(SESSION, row.pk, row.code), acting=acting, at=at, facts=facts,
        topics=[TOPIC], request=request, is_first=is_first,
    )  # fmt: skip
