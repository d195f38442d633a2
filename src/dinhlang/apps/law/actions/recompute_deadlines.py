"""Count every open deadline again after the calendar changed; old rows stay as history."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from dinhlang.apps.law import queries
from dinhlang.apps.law.actions.replay import grounds_of, replay, subject_of, take_over
from dinhlang.apps.law.models import CalendarDay, Deadline
from dinhlang.apps.transparency.actions import record
from dinhlang.domain.accounts.roles import AS_SYSTEM
from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.dates.words import full

BATCH = 100  # rows per transaction: short locks, and an interrupted run goes on where it stopped


@dataclass(frozen=True)
class DeadlineChange:
    """One deadline that moved."""

    subject_kind: str
    subject_id: int
    subject_code: str
    clock: str
    old_due: date
    new_due: date


def recompute_open_deadlines(*, at: datetime) -> list[DeadlineChange]:
    """Move open deadlines counted on another calendar, in batches, each change recorded; twice is harmless."""
    changed: list[DeadlineChange] = []
    while (batch := _recompute_batch(at=at)) is not None:
        changed += batch
    return changed


@transaction.atomic
def _recompute_batch(*, at: datetime) -> list[DeadlineChange] | None:
    known = queries.calendar()
    rows = list(
        Deadline.objects.select_for_update()
        .filter(state=Deadline.State.OPEN)
        .exclude(calendar_version=known.version)
        .order_by("id")[:BATCH]
    )
    if not rows:
        return None
    moved = [change for row in rows if (change := _recompute(row, known, at)) is not None]
    still = [row for row in rows if row.state == Deadline.State.OPEN]
    Deadline.objects.bulk_update(still, ["calendar_version", "expected", "explanation"])
    return moved


def _recompute(row: Deadline, known: Calendar, at: datetime) -> DeadlineChange | None:
    result = replay(row, row.changes, known)
    if result.due_at == row.due_at:
        row.calendar_version, row.expected = known.version, result.expected
        row.explanation = queries.in_both_languages(result)
        return None
    new = take_over(row, result, changes=row.changes, paused_at=row.paused_at, at=at)
    record(
        event="law.deadline_recomputed",
        subject=subject_of(new),
        acting=AS_SYSTEM,
        at=at,
        grounds=[grounds_of(new)],
        facts={
            "clock": row.clock,
            "old_due": row.due_on.isoformat(),
            "new_due": new.due_on.isoformat(),
            "reason": _reason(row, new, known),
        },
    )
    return DeadlineChange(row.subject_kind, row.subject_id, row.subject_code, row.clock, row.due_on, new.due_on)


def _reason(old: Deadline, new: Deadline, known: Calendar) -> str:
    """Return the late days that lie in the term, with their notices; the calendar's version when there are none."""
    span = (min(old.started_on, old.due_on, new.due_on), max(old.started_on, old.due_on, new.due_on))
    late = CalendarDay.objects.filter(day__range=span, recorded_at__gte=old.set_at).order_by("day", "id")
    words = {CalendarDay.Kind.OFF: "nghỉ", CalendarDay.Kind.WORKED: "làm việc"}
    told = "; ".join(f"{full(one.day)} {words[CalendarDay.Kind(one.kind)]}: {one.notice}" for one in late)
    return told or f"lịch làm việc {known.version}"
