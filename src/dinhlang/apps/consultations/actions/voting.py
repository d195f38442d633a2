"""Statements and votes on them. A vote is no record of the log: it carries nobody's name and is destroyed at the end.

What the log keeps is the map: how many took part, how many votes, when it was made.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.actions.acts import (
    locked,
    read,
    require_not_closed,
    require_taking,
    require_text,
    write,
)
from dinhlang.apps.consultations.models import Consultation, OpinionMap, Statement, Vote
from dinhlang.apps.consultations.policies import require_can_keep
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_SYSTEM, Actor
from dinhlang.lib.refusal import NotFoundError, RefusedError

LONGEST = 140
VALUES = (-1, 0, 1)


@dataclass(frozen=True)
class MadeMap:
    """What the worker found; plain data for the row."""

    votes: int
    participants: int
    groups: Sequence[Mapping[str, Any]]
    consensus: Sequence[Mapping[str, Any]]
    divisive: Sequence[Mapping[str, Any]]
    tallies: Mapping[str, Sequence[int]]


@transaction.atomic
def add_statement(
    *, actor: Actor, consultation_id: int, text: str, at: datetime, request: Request | None = None
) -> int:
    """Put a short statement up for votes; returns the id of the consultation."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    made = make_statement(consultation, text, at)
    write(
        "statement_added", consultation, acting=acting, at=at, facts={"statement": made.number}, words=made.text,
        request=request,
    )  # fmt: skip
    return consultation.pk


@transaction.atomic
def supersede_statement(
    *, actor: Actor, consultation_id: int, statement_id: int, text: str, at: datetime, request: Request | None = None
) -> int:
    """Put a better wording in the place of a statement; the old one keeps its votes. Returns the consultation's id."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    old = _standing(consultation, statement_id)
    made = make_statement(consultation, text, at)
    old.superseded_by = made
    old.save(update_fields=["superseded_by"])
    facts = {"statement": made.number, "in_place_of": old.number}
    write(
        "statement_superseded", consultation, acting=acting, at=at, facts=facts, words=made.text, request=request
    )  # fmt: skip
    return consultation.pk


@transaction.atomic
def take_out_statement(
    *, actor: Actor, consultation_id: int, statement_id: int, reason: str, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Take a statement out of the votes with a reason that everybody reads; returns the consultation's id."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    require_text(reason, "reason", _("Hãy ghi lý do; mọi người đọc được."))
    old = _standing(consultation, statement_id)
    old.taken_out_at, old.taken_out_why = at, reason.strip()
    old.save(update_fields=["taken_out_at", "taken_out_why"])
    facts = {"statement": old.number, "why": old.taken_out_why}
    write("statement_taken_out", consultation, acting=acting, at=at, facts=facts, request=request)
    return consultation.pk


@transaction.atomic
def cast_vote(*, consultation_id: int, statement_id: int, participant: bytes, value: int, at: datetime) -> None:
    """Take one vote of a random participant; sent again it counts once, as sent last."""
    consultation = read(consultation_id)
    require_taking(consultation, at)
    if value not in VALUES:
        raise RefusedError(_("Hãy chọn đồng ý, không đồng ý hoặc bỏ qua."))
    statement = _standing(consultation, statement_id)
    Vote.objects.update_or_create(statement=statement, participant=participant, defaults={"value": value})


@transaction.atomic
def load_votes(*, votes: Iterable[tuple[int, bytes, int]]) -> int:
    """Load many made-up votes of a demonstration at once (statement, participant, value); returns how many."""
    rows = [Vote(statement_id=statement, participant=who, value=value) for statement, who, value in votes]
    return len(Vote.objects.bulk_create(rows))


@transaction.atomic
def keep_map(*, consultation_id: int, made: MadeMap, is_last: bool, at: datetime) -> None:
    """Keep the map that the worker made; after the last one every vote is destroyed."""
    consultation = locked(consultation_id)
    OpinionMap.objects.update_or_create(
        consultation=consultation,
        defaults={
            "made_at": at, "votes": made.votes, "participants": made.participants, "is_last": is_last,
            "groups": list(made.groups), "consensus": list(made.consensus), "divisive": list(made.divisive),
            "tallies": dict(made.tallies),
        },
    )  # fmt: skip
    if is_last:
        Vote.objects.filter(statement__consultation=consultation).delete()
    facts = {"votes": made.votes, "participants": made.participants, "groups": len(made.groups), "last": is_last}
    write("map_made", consultation, acting=AS_SYSTEM, at=at, facts=facts)


def require_short(text: str) -> str:
    """Return a statement without the space around it; raises RefusedError for an empty or a long one."""
    require_text(text, "text", _("Hãy viết một câu ngắn để mọi người đồng ý hoặc không."))
    if len(text.strip()) > LONGEST:
        raise RefusedError(_("Câu dài quá 140 chữ cái; mỗi câu chỉ nên nói một ý."), field="text")
    return text.strip()


def make_statement(consultation: Consultation, text: str, at: datetime) -> Statement:
    """Save the next statement of a locked consultation."""
    short = require_short(text)
    number = Statement.objects.filter(consultation=consultation).count() + 1
    return Statement.objects.create(consultation=consultation, number=number, text=short, added_at=at)


def _standing(consultation: Consultation, statement_id: int) -> Statement:
    """Return a statement that is voted on now; raises NotFoundError or RefusedError."""
    found = Statement.objects.filter(consultation=consultation, pk=statement_id).first()
    if found is None:
        raise NotFoundError(_("Không có câu này."))
    if found.superseded_by_id is not None or found.taken_out_at is not None:
        raise RefusedError(_("Câu này không còn được hỏi; câu khác đã thay hoặc câu này đã gỡ."))
    return found
