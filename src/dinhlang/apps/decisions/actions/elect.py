"""Count an election, round by round: who is elected, who shares the last seat, how many seats stay open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.again import put_again
from dinhlang.apps.decisions.actions.candidates import election_of, require_enough, require_team_apart, standing_of
from dinhlang.apps.decisions.actions.count import settle
from dinhlang.apps.decisions.actions.deciding import course_of, grounds_of, write
from dinhlang.apps.decisions.actions.hold import Minutes, note, require_present
from dinhlang.apps.decisions.models import Candidate, CandidateVotes, Decision, Election, ElectionRound, Proceeding
from dinhlang.apps.decisions.policies import require_can_convene
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions.ballots import Tally
from dinhlang.domain.decisions.elections import Ending, Result, Slips, in_round, problems, result
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.outcome import Outcome
from dinhlang.domain.decisions.states import ELECTED_AGAIN_FROM, State
from dinhlang.lib import formats
from dinhlang.lib.refusal import RefusedError


@dataclass(frozen=True)
class NewRound:
    """What was counted in one round. votes: by the place on the ballot; of a show of hands given and valid are None."""

    present: int
    votes: Mapping[int, int]
    given: int | None = None
    valid: int | None = None
    invalid: int = 0


@transaction.atomic
def count_round(
    *, actor: Actor, decision_id: int, minutes: Minutes, new: NewRound, at: datetime, request: Request | None = None
) -> int:
    """Count one round of an election; with every seat filled the result stands at once. Returns the decision's id."""
    found, election = election_of(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if decision.form == Form.BALLOT.value:
        raise RefusedError(_("Phiếu thu từng hộ: hai người nhập tổng số của tờ kiểm phiếu, giống nhau mới kiểm."))
    take_round(found, election, minutes, new, acting=acting, at=at, request=request)
    return decision.pk


def take_round(
    found: Proceeding, election: Election, minutes: Minutes, new: NewRound, *, acting: Acting, at: datetime,
    sheet: bytes = b"", request: Request | None = None,
) -> None:  # fmt: skip
    """Keep one counted round in the transaction of the caller; sheet: the digest of the scan of what was signed."""
    decision = found.decision
    require_time(decision, at)
    note(found, minutes)
    found.save(update_fields=["way", "chair", "secretary", "counters", "witnesses"])
    stand, seats = round_to_come(election)
    if not election.rounds.exists():
        require_enough(election, stand)
    require_team_apart(decision, ", ".join((found.chair, found.secretary, found.counters)), stand, field="counters")
    slips = _slips(found, new)
    require_fit(slips, new.votes, {one.place for one in stand}, seats)
    if decision.form == Form.MEETING.value:
        require_present(decision, slips.present)
    share = law.rulebook().threshold(decision.rule_id, on=timezone.localdate(decision.frozen_at or at))
    told = result(new.votes, seats, slips.households, share)
    made = _keep(election, stand, seats, slips, told, new.votes, at)
    facts = {
        "round": made.number, "seats": seats, "present": slips.present, "given": slips.given, "valid": slips.valid,
        "invalid": slips.invalid, "needed": told.needed,
        "votes": {str(one): new.votes[one] for one in sorted(new.votes)},
        "elected": list(told.elected), "tied": list(told.tied),
    }  # fmt: skip
    write("round_counted", decision, acting=acting, at=at, facts=facts, file=sheet, request=request,
          grounds=grounds_of(decision, on=timezone.localdate(at)))  # fmt: skip
    if told.ending is Ending.FILLED or decision.form == Form.BALLOT.value:  # nobody votes twice from door to door
        _finish(found, election, acting=acting, at=at)


@transaction.atomic
def end_election(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """End an election after a round that left a seat open: what was filled stands, the rest is to be elected again."""
    found, election = election_of(decision_id)
    acting = require_can_convene(actor, found.decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    if not election.rounds.exists():
        raise RefusedError(_("Chưa kiểm phiếu vòng nào."))
    _finish(found, election, acting=acting, at=at, request=request)
    return found.decision_id


@transaction.atomic
def elect_again(*, actor: Actor, decision_id: int, at: datetime, request: Request | None = None) -> int:
    """Begin the election of the seats that stayed open, or of all where it was not recognised; returns the new id."""
    found, election = election_of(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    seats = seats_again(State(decision.state), election)
    if not seats or Decision.objects.filter(again_of=decision).exists():
        raise RefusedError(_("Việc này không phải bầu lại, hoặc đã được đưa ra lần nữa."))
    made = put_again(found, Form.MEETING, None, acting=acting, at=at, state=State.AGREED, request=request, seats=seats)
    return made.pk


def round_to_come(election: Election) -> tuple[list[Candidate], int]:
    """Return who stands in the round to come, and for how many seats."""
    stand = {one.pk: one for one in standing_of(election)}
    last = ElectionRound.objects.filter(election=election).order_by("-number").first()
    tied = set(CandidateVotes.objects.filter(round=last, tied=True).values_list("candidate_id", flat=True))
    elected = _elected(election)
    return [stand[one] for one in in_round(stand, tied=tied, elected=elected)], election.seats - len(elected)


def seats_again(state: State, election: Election) -> int:
    """Return how many seats are to be elected again; none while the election runs, or where all were filled."""
    if state is State.REFUSED:
        return election.seats
    return election.seats - len(_elected(election)) if state in ELECTED_AGAIN_FROM else 0


def _elected(election: Election) -> set[int]:
    rows = CandidateVotes.objects.filter(round__election=election, elected=True)
    return set(rows.values_list("candidate_id", flat=True))


def require_time(decision: Decision, at: datetime) -> None:
    """Refuse to count what is not open, or ballots from door to door before their last hour."""
    if decision.state != State.OPEN.value or decision.roll_size is None:
        raise RefusedError(_("Chưa đến lúc kiểm phiếu, hoặc đã kiểm phiếu xong."))
    if decision.form == Form.BALLOT.value and (decision.closes_at is None or at < decision.closes_at):
        raise RefusedError(_("Chưa hết giờ thu phiếu."))


def _slips(found: Proceeding, new: NewRound) -> Slips:
    """Return the sums to be checked; hands are as many as households, ballots from door to door those given back."""
    households = found.decision.roll_size or 0
    if found.decision.form == Form.MEETING.value and found.way == "show":
        return Slips(households, new.present, new.present, new.present)
    if new.given is None or new.valid is None:
        raise RefusedError(_("Hãy ghi số phiếu phát ra và số phiếu hợp lệ."), field="given")
    present = households if found.decision.form == Form.BALLOT.value else new.present
    return Slips(households, present, new.given, new.valid, new.invalid)


def require_fit(slips: Slips, votes: Mapping[int, int], stand: set[int], seats: int) -> None:
    """Refuse sums that cannot be, all of what is wrong at once."""
    if set(votes) != stand:
        raise RefusedError(_("Hãy ghi số phiếu của từng người ứng cử trong vòng này."))
    wrong = problems(slips, votes, seats)
    if wrong:
        raise RefusedError(" ".join(one.said(formats.language()) for one in wrong), field="valid")


def _keep(
    election: Election, stand: list[Candidate], seats: int, slips: Slips, told: Result, votes: Mapping[int, int],
    at: datetime,
) -> ElectionRound:  # fmt: skip
    made = ElectionRound.objects.create(
        election=election, number=ElectionRound.objects.filter(election=election).count() + 1, seats=seats,
        present=slips.present, given=slips.given, valid=slips.valid, invalid=slips.invalid, needed=told.needed,
        counted_at=at,
    )  # fmt: skip
    CandidateVotes.objects.bulk_create(
        CandidateVotes(
            round=made, candidate=one, votes=votes[one.place], elected=one.place in told.elected,
            tied=one.place in told.tied,
        )
        for one in stand
    )  # fmt: skip
    return made


def _finish(
    found: Proceeding, election: Election, *, acting: Acting, at: datetime, request: Request | None = None
) -> None:
    """Let the rounds be the result: passed where anybody is elected; its yes is the most votes of one person."""
    last = ElectionRound.objects.filter(election=election).order_by("-number")[:1].get()
    rows = list(CandidateVotes.objects.filter(round__election=election).select_related("candidate"))
    elected = [one for one in rows if one.elected]
    most = max(one.votes for one in (elected or rows))
    is_ballot = found.decision.form == Form.BALLOT.value
    present = last.valid + last.invalid if is_ballot else max(one.present for one in election.rounds.all())
    told = Outcome(bool(elected), most, last.needed, found.decision.roll_size or 0, ())
    settle(
        found, Tally(found.decision.roll_size or 0, most, 0, 0), present=present, acting=acting, at=at, told=told,
        more={"elected": sorted(one.candidate.place for one in elected), "open_seats": election.seats - len(elected)},
        request=request,
    )  # fmt: skip
