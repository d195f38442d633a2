"""What a person votes on next, and the votes that the worker makes a map of."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone

from dinhlang.apps.consultations.models import Consultation, OpinionMap, Statement, Vote
from dinhlang.domain.consultations.next_statement import next_statement


@dataclass(frozen=True)
class Ballot:
    """The statement to vote on next; done and of_all: how far this person is. statement_id None: all are done."""

    statement_id: int | None
    text: str
    done: int
    of_all: int


def ballot(consultation_id: int, participant: bytes) -> Ballot:
    """Return the next statement for a participant; two SQL queries."""
    standing = Statement.objects.filter(consultation_id=consultation_id, superseded_by=None, taken_out_at=None)
    counted = list(standing.annotate(number_of_votes=Count("votes")).values_list("pk", "text", "number_of_votes"))
    mine = set(
        Vote.objects.filter(participant=participant, statement__consultation_id=consultation_id)
        .values_list("statement_id", flat=True)
    )  # fmt: skip
    texts = {one: text for one, text, _votes in counted}
    chosen = next_statement({one: votes for one, _text, votes in counted}, mine, participant)
    done = len(mine & set(texts))
    return Ballot(chosen, texts[chosen] if chosen is not None else "", done, len(texts))


def standing_statements(consultation_id: int) -> list[int]:
    """Return the statements that are voted on, in their order."""
    standing = Statement.objects.filter(consultation_id=consultation_id, superseded_by=None, taken_out_at=None)
    return list(standing.order_by("number").values_list("pk", flat=True))


def waiting_for_map(at: datetime) -> list[tuple[int, bool]]:
    """Return the consultations whose map is out of date, and whether it will be the last one."""
    today = timezone.localdate(at)
    made = dict(OpinionMap.objects.filter(is_last=False).values_list("consultation_id", "votes"))
    counted = (
        Consultation.objects.filter(statements__votes__isnull=False)
        .annotate(number_of_votes=Count("statements__votes"))
        .values_list("pk", "closes_on", "number_of_votes")
    )
    found = []
    for consultation_id, closes_on, votes in counted:
        is_over = closes_on is not None and today > closes_on
        if is_over or made.get(consultation_id) != votes:
            found.append((consultation_id, is_over))
    return found


def votes_of(consultation_id: int) -> tuple[list[tuple[bytes, int, int]], dict[int, bool]]:
    """Return the votes (participant, number of the statement, value), and by number whether a statement stands."""
    standing = {
        number: taken_out is None and instead is None
        for number, taken_out, instead in Statement.objects.filter(consultation_id=consultation_id).values_list(
            "number", "taken_out_at", "superseded_by"
        )
    }
    rows = Vote.objects.filter(statement__consultation_id=consultation_id).order_by("participant", "statement_id")
    votes = [(bytes(who), number, value) for who, number, value in rows.values_list(
        "participant", "statement__number", "value")]  # fmt: skip
    return votes, standing
