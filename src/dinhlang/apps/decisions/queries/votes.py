"""Reads of votes: how one stands, its table while it is public, and the own row of a household.

A vote and a decision are two views of one row, on purpose. VoteView is what was frozen (roll, digest, times, version of
the rule) and needs neither the course of the decision nor its words: pages that households open in the same minutes
read one row. DecisionView is the course from the proposal to the report, and knows nothing of codes and digests.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from dinhlang.apps.decisions.models import (
    AssistedObjection,
    Ballot,
    BallotCast,
    Decision,
    HouseholdCode,
    HouseholdPass,
    Proceeding,
    RollLine,
)
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.decisions.ballots import Channel, Secrecy, Tally, Window
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import MATTERS
from dinhlang.domain.decisions.outcome import Count, Outcome, of_village
from dinhlang.domain.feedback.codes import lookup_hash

Opening = TypeVar("Opening", HouseholdCode, HouseholdPass)
ROWS = ("row_code", "ballot__choice", "ballot__channel")


@dataclass(frozen=True)
class VoteView:
    """What may be said of a vote to anybody: the matter, the frozen roll, the times, the rule."""

    id: int
    code: str
    unit: UnitView
    scope: str
    matter: str
    form: str
    secrecy: str
    question: str
    options: tuple[str, ...]
    window: Window
    meeting_at: datetime | None
    roll_size: int | None
    roll_digest: str
    rule_id: str
    rule_version: str
    objections_until: date | None
    sealed_at: datetime | None
    is_demo: bool


@dataclass(frozen=True)
class TableRow:
    """One household in the public table: its code in this vote, what it said ("" absent), by which way."""

    row_code: str
    choice: str
    channel: str


@dataclass(frozen=True)
class TableView:
    """A counted vote: its sum; rows until they are sealed; how many ballots are objected to."""

    vote: VoteView
    total: Tally
    outcome: Outcome
    rows: tuple[TableRow, ...]
    disputed: int


@dataclass(frozen=True)
class OwnRow:
    """What a household sees behind its code: its vote, its row, its ballots in order."""

    vote: VoteView
    village: UnitView
    line_id: int
    row_code: str
    choice: str
    channel: str
    given: tuple[tuple[int, str, str, datetime, str, int], ...]
    objected: bool
    open_until: datetime | None = None  # opened by a sign-in, for so long; none: by the code of the slip


def vote(code: str) -> VoteView | None:
    """Return a vote by its code."""
    found = Decision.objects.filter(code=code).first()
    return view_of(found) if found else None


def view_of(one: Decision) -> VoteView:
    """Return a decision as pages show its vote."""
    on = (one.frozen_at or one.created_at).date()
    return VoteView(
        one.pk, one.code, organisations.units([one.unit_id], on)[one.unit_id], one.scope, one.matter, one.form,
        one.secrecy, one.question, tuple(one.options),
        Window(one.frozen_at, one.opens_at, one.closes_at, one.closed_at), one.meeting_at, one.roll_size,
        bytes(one.roll_digest).hex() if one.roll_digest else "", one.rule_id, one.rule_version, one.objections_until,
        one.sealed_at, one.is_demo,
    )  # fmt: skip


def table(code: str) -> TableView | None:
    """Return a counted vote with its rows; None before the count."""
    course = Proceeding.objects.select_related("decision")
    found = course.filter(decision__code=code, decision__closed_at__isnull=False).first()
    if found is None:
        return None
    decision = found.decision
    total = Tally(decision.roll_size or 0, found.yes or 0, found.no or 0, found.other or 0)
    disputed = AssistedObjection.objects.filter(after_close=True, cast__line__decision=decision).count()
    outcome = outcome_of(decision, total, found.present or 0)
    return TableView(view_of(decision), total, outcome, _rows(decision), disputed)


def outcome_of(decision: Decision, sums: Tally, present: int) -> Outcome:
    """Return whether the sum of a village reaches the share that was in force on the day of the freeze."""
    on = timezone.localdate(decision.frozen_at or decision.created_at)
    count = Count(sums.households, sums.yes, present)
    return of_village(MATTERS[decision.matter], count, Form(decision.form), law.rulebook(), on=on)


def _rows(found: Decision) -> tuple[TableRow, ...]:
    if found.sealed_at is not None or found.secrecy == Secrecy.SECRET_PAPER.value:
        return ()
    rows = RollLine.objects.filter(decision=found).order_by("row_code").values_list(*ROWS)
    return tuple(TableRow(code, choice or "", channel if choice else "") for code, choice, channel in rows)


def own_row(code: str, at: datetime | None = None) -> OwnRow | None:
    """Return what a household sees behind the code of its slip, also after the table is sealed.

    With a moment, a pass that lives then opens it too.
    """
    found: HouseholdCode | HouseholdPass | None = _behind(HouseholdCode.objects.filter(hash=lookup_hash(code)))
    if found is None and at is not None:
        found = _behind(HouseholdPass.objects.filter(hash=lookup_hash(code), ends_at__gt=at))
    if found is None:
        return None
    line, seen = found.line, view_of(found.line.decision)
    ballot: Ballot | None = getattr(line, "ballot", None)
    given = BallotCast.objects.filter(line=line).order_by("number")
    on = (line.decision.frozen_at or line.decision.created_at).date()
    return OwnRow(
        seen, organisations.units([line.village_id], on)[line.village_id], line.pk, line.row_code,
        ballot.choice if ballot else "", ballot.channel if ballot and ballot.choice else "",
        tuple(given.values_list("number", "choice", "channel", "at", "helper", "record_id")),
        AssistedObjection.objects.filter(cast__line=line).exists(),
        found.ends_at if isinstance(found, HouseholdPass) else None,
    )  # fmt: skip


def _behind(rows: QuerySet[Opening]) -> Opening | None:
    return rows.select_related("line__decision", "line__ballot").first()


def can_object(row: OwnRow) -> bool:
    """Tell whether the last ballot behind a code was typed by an officer and nobody objected to it yet."""
    return bool(row.given) and row.given[-1][2] == Channel.ASSISTED.value and bool(row.given[-1][1])
