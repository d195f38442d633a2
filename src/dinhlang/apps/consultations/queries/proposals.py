"""Statements that people proposed for the votes, with what became of each."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from dinhlang.apps.consultations.models import Proposal
from dinhlang.apps.transparency.models import Record

KIND = "consultations.consultation"
EVENTS = ("consultations.statement_proposed", "consultations.proposal_accepted", "consultations.proposal_refused")
WAITING = Q(statement=None, refused_at=None)
MOST = 100


@dataclass(frozen=True)
class ProposalView:
    """One proposed statement. statement: its number in the votes; line: of its last act in the public log."""

    number: int
    text: str
    proposed_at: datetime
    statement: int | None
    refused_why: str
    line: int | None = None


@dataclass(frozen=True)
class Proposals:
    """The newest proposals of a consultation, and how many of all wait, were accepted, were refused."""

    rows: tuple[ProposalView, ...]
    waiting: int
    accepted: int
    refused: int


def proposals(consultation_id: int) -> Proposals:
    """Return what was proposed, the newest first; three SQL queries."""
    every = Proposal.objects.filter(consultation_id=consultation_id)
    counted = every.aggregate(
        waiting=Count("pk", filter=WAITING), accepted=Count("statement"), refused=Count("refused_at")
    )
    acts = Record.objects.filter(subject_kind=KIND, subject_id=consultation_id, event__in=EVENTS).order_by("pk")
    lines = dict(acts.values_list("facts__proposal", "log_entry__index"))
    listed = every.select_related("statement").order_by("-number")[:MOST]
    return Proposals(tuple(_view(one, lines.get(one.number)) for one in listed), **counted)


def waiting_proposals(consultation_id: int) -> tuple[ProposalView, ...]:
    """Return the proposals that wait for an official, the oldest first; one SQL query."""
    rows = Proposal.objects.filter(WAITING, consultation_id=consultation_id).order_by("number")[:MOST]
    return tuple(_view(one, None) for one in rows)


def _view(one: Proposal, line: int | None) -> ProposalView:
    number = one.statement.number if one.statement else None
    return ProposalView(one.number, one.text, one.proposed_at, number, one.refused_why, line)
