"""Count a running deadline again from what its row keeps: term, extensions, pauses, calendar."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from dinhlang.apps.law import queries
from dinhlang.apps.law.models import Deadline
from dinhlang.apps.transparency.actions import Grounds, Subject
from dinhlang.domain.dates.calendar import Calendar
from dinhlang.domain.dates.due import Direction, DueResult, due, extended, paused
from dinhlang.domain.dates.periods import parse_period
from dinhlang.domain.dates.words import Words, words_of
from dinhlang.domain.law.rulebook import LawError

EXTENSION = "extension"
PAUSE = "pause"


def grounds_of(deadline: Deadline) -> Grounds:
    """Return the provision that the end stands on: that of the extension when this row extends."""
    last = deadline.changes[-1] if deadline.changes else {}
    if last.get("kind") == EXTENSION:
        return Grounds(rule=last["rule"], version=last["version"], citation=last["citation"]["vi"])
    return Grounds(rule=deadline.rule_id, version=deadline.rule_version, citation=deadline.citation)


def subject_of(deadline: Deadline) -> Subject:
    """Return the thing that a deadline belongs to."""
    return Subject(deadline.subject_kind, deadline.subject_id, deadline.subject_code)


def open_deadline(subject: Subject, clock: str) -> Deadline | None:
    """Return the open row of a clock, locked; must run inside the transaction of the caller's action."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a deadline changes in the transaction of the action it serves")
    return (
        Deadline.objects.select_for_update()
        .filter(subject_kind=subject.kind, subject_id=subject.id, clock=clock, state=Deadline.State.OPEN)
        .first()
    )


def replay(deadline: Deadline, changes: Sequence[Mapping[str, Any]], known: Calendar) -> DueResult:
    """Return the end that a row's term has with these changes on this calendar."""
    event, ground = _words(deadline)
    result = due(
        deadline.started_at,
        parse_period(deadline.term),
        known,
        direction=Direction(deadline.direction),
        event=event,
        ground=ground,
    )
    for change in changes:
        if change["kind"] == EXTENSION:
            result = extended(result, parse_period(change["term"]), known, ground=words_of(change["citation"]))
        else:
            since, until = date.fromisoformat(change["since"]), date.fromisoformat(change["until"])
            result = paused(result, since, until, known)
    return result


def take_over(
    old: Deadline, result: DueResult, *, changes: Sequence[Mapping[str, Any]], paused_at: datetime | None, at: datetime
) -> Deadline:
    """Supersede a row by a new one with another end and return it; the old one stays as history."""
    made = heir_of(old, result, changes=changes, paused_at=paused_at, at=at)
    old.save(update_fields=["state", "closed_at", "paused_at"])
    made.save()
    return made


def heir_of(
    old: Deadline, result: DueResult, *, changes: Sequence[Mapping[str, Any]], paused_at: datetime | None, at: datetime
) -> Deadline:
    """Return the unsaved row that supersedes another, and mark the other superseded without saving it."""
    old.state, old.closed_at, old.paused_at = Deadline.State.SUPERSEDED, at, None
    return Deadline(
        subject_kind=old.subject_kind,
        subject_id=old.subject_id,
        subject_code=old.subject_code,
        clock=old.clock,
        rule_id=old.rule_id,
        rule_version=old.rule_version,
        citation=old.citation,
        illustrative=old.illustrative,
        term=old.term,
        direction=old.direction,
        changes=list(changes),
        calendar_version=result.calendar_version,
        started_on=old.started_on,
        started_at=old.started_at,
        due_on=result.due_on,
        due_at=result.due_at,
        expected=result.expected,
        explanation=queries.in_both_languages(result),
        paused_at=paused_at,
        set_at=at,
        set_as=old.set_as,
        previous=old,
    )


def _words(deadline: Deadline) -> tuple[Words | None, Words]:
    """Return the words of event and ground; a rule that left the files is still cited as the row keeps it."""
    try:
        rule = queries.rule(deadline.rule_id, on=deadline.started_on)
    except LawError:
        rule = None
    if rule is None or rule.deadline is None or rule.version != deadline.rule_version:
        return None, Words(deadline.citation, deadline.citation)
    return queries.rulebook().vocabulary.event[rule.deadline.event], rule.citation
