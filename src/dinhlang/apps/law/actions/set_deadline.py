"""Start a clock: the term of a provision for one thing."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from dinhlang.apps.law import queries
from dinhlang.apps.law.actions.replay import open_deadline
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.transparency.actions import Subject
from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting
from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.dates.due import VIETNAM
from dinhlang.lib.compiled import insert
from dinhlang.lib.copying import copy_in


def set_deadline(
    *, subject: Subject, clock: str, rule_id: str, start: datetime, at: datetime, acting: Acting = AS_SYSTEM
) -> Deadline:
    """Start a clock in the caller's transaction; a clock of that name that still runs is superseded.

    The caller's record carries grounds_of() the result. Raises the LawErrors of domain.law.rulebook.
    """
    running = open_deadline(subject, clock)
    if running is not None:
        running.state, running.closed_at, running.paused_at = Deadline.State.SUPERSEDED, at, None
        running.save(update_fields=["state", "closed_at", "paused_at"])
    made = new_deadline(subject=subject, clock=clock, rule_id=rule_id, start=start, at=at, acting=acting)
    made.previous = running
    made.save()
    return made


def new_deadline(
    *,
    subject: Subject,
    clock: str,
    rule_id: str,
    start: datetime,
    at: datetime,
    acting: Acting = AS_SYSTEM,
    days: Calendar | None = None,
) -> Deadline:
    """Return an unsaved open deadline, for loaders that insert thousands: pass days = queries.calendar() once."""
    started_on = start.astimezone(VIETNAM).date()
    rule = queries.rule(rule_id, on=started_on)
    term = queries.rulebook().deadline(rule_id, on=started_on)
    result, told = queries.explained_deadline(rule_id, start, days=days)
    return Deadline(
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_code=subject.code,
        clock=clock,
        rule_id=rule.id,
        rule_version=rule.version,
        citation=rule.citation.vi,
        illustrative=rule.act.illustrative,
        term=term.period.code,
        direction=term.direction.value,
        calendar_version=result.calendar_version,
        started_on=started_on,
        started_at=start,
        due_on=result.due_on,
        due_at=result.due_at,
        expected=result.expected,
        explanation=told,
        set_at=at,
        set_as=acting.role.value,
    )


def insert_deadlines(*, rows: Iterable[Deadline]) -> int:
    """Insert what new_deadline() made, states and closing times set by the loader; returns how many."""
    return copy_in(rows)


def start_clocks(*, rows: Sequence[Deadline]) -> None:
    """Insert the few terms of one new thing, made by new_deadline(), in one statement."""
    insert(rows)
