"""Reads of elections: the list of candidates, every round with its votes, who is elected."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from dinhlang.apps.decisions.models import Candidate, CandidateVotes, Election, ElectionRound, Proceeding
from dinhlang.domain.decisions.candidacy import LEAVING, Leaving, lacking
from dinhlang.domain.decisions.elections import INTRODUCED, Ending, Introduced, in_round
from dinhlang.domain.decisions.origins import ABOUT_THE_HEAD
from dinhlang.lib import formats

MOST_ELECTED = 60


@dataclass(frozen=True)
class CandidateRow:
    """One person on the list, with what the person agreed to have published."""

    place: int
    name: str
    birth_year: int
    occupation: str
    introduced: Introduced
    biography: str
    at_meeting: bool
    withdrawn_reason: str
    withdrawn: bool
    left_by: Leaving | None  # of who left after the list was frozen
    left_on: date | None

    @property
    def left_words(self) -> str:
        """Return how who left the frozen list did, in the reader's language; "" of others."""
        return LEAVING[self.left_by].said(formats.language()) if self.left_by else ""

    @property
    def introduced_words(self) -> str:
        """Return who brought the person forward, in the reader's language."""
        return INTRODUCED[self.introduced].said(formats.language())


@dataclass(frozen=True)
class VotesRow:
    """What one candidate got in one round."""

    place: int
    name: str
    votes: int
    elected: bool
    tied: bool


@dataclass(frozen=True)
class RoundView:
    """One counted round, the candidate with the most votes first."""

    number: int
    seats: int
    present: int
    given: int
    valid: int
    invalid: int
    needed: int
    counted_at: datetime
    votes: tuple[VotesRow, ...]

    @property
    def ending(self) -> Ending:
        """Return what came of the round."""
        if sum(one.elected for one in self.votes) == self.seats:
            return Ending.FILLED
        return Ending.TIED if any(one.tied for one in self.votes) else Ending.SHORT


@dataclass(frozen=True)
class ElectionView:
    """The election of one decision. frozen_at None: the list is still being made, nobody else may see it."""

    seats: int
    is_of_head: bool
    frozen_at: datetime | None
    candidates: tuple[CandidateRow, ...]
    rounds: tuple[RoundView, ...]

    @property
    def standing(self) -> tuple[CandidateRow, ...]:
        """Return who stands, in the order of the ballot."""
        return tuple(one for one in self.candidates if not one.withdrawn)

    @property
    def left(self) -> tuple[CandidateRow, ...]:
        """Return who left the list after it was frozen."""
        return tuple(one for one in self.candidates if one.left_by)

    @property
    def frozen(self) -> tuple[CandidateRow, ...]:
        """Return the list as everybody reads it, in the order of the ballot: who left after the freeze stays on it."""
        return tuple(one for one in self.candidates if one.left_by or not one.withdrawn)

    @property
    def lacking(self) -> str:
        """Return why too few are left on a frozen list to vote at all, "" where they are not, or a round is counted."""
        if self.frozen_at is None or self.rounds:
            return ""
        why = lacking({one.introduced for one in self.standing}, is_of_head=self.is_of_head)
        return why.said(formats.language()) if why else ""

    @property
    def elected(self) -> tuple[VotesRow, ...]:
        """Return who is elected, in the order of the rounds."""
        return tuple(row for one in self.rounds for row in one.votes if row.elected)

    @property
    def open_seats(self) -> int:
        """Return how many seats nobody has yet."""
        return self.seats - len(self.elected)

    @property
    def in_round(self) -> tuple[CandidateRow, ...]:
        """Return who stands in the round to come: those who shared the last seat, else all who are not elected."""
        rows = {one.place: one for one in self.standing}
        tied = {row.place for row in self.rounds[-1].votes if row.tied} if self.rounds else set()
        return tuple(rows[one] for one in in_round(rows, tied=tied, elected={row.place for row in self.elected}))


@dataclass(frozen=True)
class ElectedRow:
    """Somebody whom a village elected and whose election is recognised."""

    name: str
    matter: str
    board: str
    decision: str
    unit_id: int
    since: date
    is_demo: bool


def election(decision_id: int) -> ElectionView | None:
    """Return the election of a decision, None where no persons are elected. At most two queries."""
    rows = list(
        Candidate.objects.filter(election_id=decision_id).select_related("election__decision").order_by("place")
    )
    elections = Election.objects.select_related("decision")
    found = rows[0].election if rows else elections.filter(decision_id=decision_id).first()
    if found is None:
        return None
    is_of_head = found.decision.matter == ABOUT_THE_HEAD
    return ElectionView(
        found.seats, is_of_head, found.frozen_at, tuple(_candidate(one) for one in rows), _rounds(found)
    )


def _rounds(found: Election) -> tuple[RoundView, ...]:
    """Return every counted round in its order; each has somebody who stood in it."""
    if found.frozen_at is None:
        return ()
    votes = CandidateVotes.objects.filter(round__election=found).select_related("round", "candidate")
    told = sorted(votes, key=lambda one: (-one.votes, one.candidate.place))
    rounds = {one.round.number: one.round for one in told}
    return tuple(_round(rounds[number], [v for v in told if v.round.number == number]) for number in sorted(rounds))


def team(decision_id: int) -> str:
    """Return the names of who counts an election, as planned; for the desk only. One query."""
    return Proceeding.objects.filter(decision_id=decision_id).values_list("counters", flat=True).first() or ""


def waits_for_candidates(decision_id: int) -> bool:
    """Tell whether the list of candidates of an election is not frozen yet. One query."""
    return Election.objects.filter(decision_id=decision_id, frozen_at=None).exists()


def elected_of(unit_ids: Collection[int]) -> list[ElectedRow]:
    """Return who was elected by villages and recognised, the last first; those of a later election too. One query."""
    rows = CandidateVotes.objects.filter(
        elected=True,
        candidate__election__decision__unit_id__in=unit_ids,
        candidate__election__decision__state__in=("recognised", "reported"),
    ).select_related("round", "candidate__election__decision__proceeding", "candidate__election__decision__origin")
    found = rows.order_by("-candidate__election__decision_id", "candidate__place")[:MOST_ELECTED]
    return [_elected(one) for one in found]


def _elected(one: CandidateVotes) -> ElectedRow:
    decision = one.candidate.election.decision
    origin = getattr(decision, "origin", None)
    since = decision.proceeding.effective_from or timezone.localdate(one.round.counted_at)
    return ElectedRow(
        one.candidate.name,
        decision.matter,
        origin.board if origin else "",
        decision.code,
        decision.unit_id,
        since,
        decision.is_demo,
    )


def _candidate(one: Candidate) -> CandidateRow:
    return CandidateRow(
        one.place,
        one.name,
        one.birth_year,
        one.occupation,
        Introduced(one.introduced),
        one.biography,
        one.at_meeting,
        one.withdrawn_reason,
        one.withdrawn_at is not None,
        Leaving(one.left_by) if one.left_by else None,
        one.left_on,
    )


def _round(one: ElectionRound, votes: list[CandidateVotes]) -> RoundView:
    told = tuple(VotesRow(v.candidate.place, v.candidate.name, v.votes, v.elected, v.tied) for v in votes)
    return RoundView(
        one.number, one.seats, one.present, one.given, one.valid, one.invalid, one.needed, one.counted_at, told
    )
