"""Reads of votes: how one stands, its table while it is public, and the own row of a household."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from dinhlang.apps.decisions.models import AssistedObjection, Ballot, BallotCast, Decision, HouseholdCode, RollLine
from dinhlang.apps.decisions.models import VillageCount as CountRow
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.decisions.ballots import Channel, Tally, Window
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import MATTERS, Scope
from dinhlang.domain.decisions.outcome import Count, Outcome, of_commune, of_village
from dinhlang.domain.feedback.codes import lookup_hash

ROWS = ("row_code", "ballot__choice", "ballot__channel", "village_id")


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
    village_id: int


@dataclass(frozen=True)
class TableView:
    """A counted vote: sums by village and of all; rows until they are sealed; ballots that are objected to."""

    vote: VoteView
    counts: dict[int, Tally]
    total: Tally
    outcome: Outcome
    rows: tuple[TableRow, ...]
    disputed: int
    villages: dict[int, UnitView]


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


def vote(code: str) -> VoteView | None:
    """Return a vote by its code."""
    found = Decision.objects.filter(code=code).first()
    return view_of(found) if found else None


def votes_of(unit_id: int, *, limit: int = 50) -> list[VoteView]:
    """Return the newest votes of a village or commune."""
    return [view_of(one) for one in Decision.objects.filter(unit_id=unit_id).order_by("-id")[:limit]]


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


def table(code: str, *, village_id: int | None = None) -> TableView | None:
    """Return a counted vote with its rows (of one village, if asked); None before the count."""
    found = Decision.objects.filter(code=code, closed_at__isnull=False).first()
    if found is None:
        return None
    sums = CountRow.objects.filter(decision=found).order_by("village_id")
    counts = {one.village_id: Tally(one.households, one.yes, one.no, one.other) for one in sums}
    seen = view_of(found)
    disputed = AssistedObjection.objects.filter(after_close=True, cast__line__decision=found).count()
    on = (found.frozen_at or found.created_at).date()
    return TableView(
        seen,
        counts,
        _summed(counts),
        outcome_of(found, counts),
        _rows(found, village_id),
        disputed,
        organisations.units(list(counts), on),
    )


def outcome_of(decision: Decision, counts: Mapping[int, Tally]) -> Outcome:
    """Return whether the sums reach the share that was in force on the day of the freeze."""
    on, book = timezone.localdate(decision.frozen_at or decision.created_at), law.rulebook()
    matter, form = MATTERS[decision.matter], Form(decision.form)
    given = [Count(one.households, one.yes, present=one.voted) for one in counts.values()]
    if decision.scope == Scope.COMMUNE:
        return of_commune(matter, given, form, book, on=on)
    return of_village(matter, given[0], form, book, on=on)


def _rows(found: Decision, village_id: int | None) -> tuple[TableRow, ...]:
    if found.sealed_at is not None:
        return ()
    wanted: dict[str, Any] = {} if village_id is None else {"village_id": village_id}
    rows = RollLine.objects.filter(decision=found, **wanted).order_by("row_code").values_list(*ROWS)
    return tuple(
        TableRow(code, choice or "", channel if choice else "", village) for code, choice, channel, village in rows
    )


def _summed(counts: dict[int, Tally]) -> Tally:
    rows = counts.values()
    return Tally(*(sum(getattr(one, name) for one in rows) for name in ("households", "yes", "no", "other")))


def own_row(code: str) -> OwnRow | None:
    """Return what a household sees behind its secret code, also after the table is sealed."""
    found = (
        HouseholdCode.objects.filter(hash=lookup_hash(code)).select_related("line__decision", "line__ballot").first()
    )
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
    )  # fmt: skip


def can_object(row: OwnRow) -> bool:
    """Tell whether the last ballot behind a code was typed by an officer and nobody objected to it yet."""
    return bool(row.given) and row.given[-1][2] == Channel.ASSISTED.value and bool(row.given[-1][1])
