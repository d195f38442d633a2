"""Ballots of an election from door to door: two people type the sums of the team's sheet; only alike they count."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.candidates import election_of
from dinhlang.apps.decisions.actions.deciding import course_of, unit_of, write
from dinhlang.apps.decisions.actions.elect import NewRound, require_fit, require_time, round_to_come, take_round
from dinhlang.apps.decisions.actions.hold import Minutes
from dinhlang.apps.decisions.actions.sheets import keep_sheet
from dinhlang.apps.decisions.actions.slips import take_seat
from dinhlang.apps.decisions.models import Decision, SumsEntry
from dinhlang.apps.decisions.policies import require_can_convene, require_can_type_sums
from dinhlang.apps.decisions.queries.slips import sums_typed
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.elections import Slips
from dinhlang.domain.decisions.entries import SEATS, Sums, sum_differences
from dinhlang.domain.decisions.forms import Form
from dinhlang.lib.refusal import RefusedError
from dinhlang.lib.uploads import Kept


@transaction.atomic
def type_sums(*, actor: Actor, decision_id: int, sums: Sums, at: datetime, request: Request | None = None) -> int:
    """Type the sums of the team's sheet; the first two people take the two seats. Returns the id of the decision.

    What somebody typed goes into the log only once both agree and it is counted: the other must not read it there.
    """
    found, election = election_of(decision_id)
    decision = found.decision
    acting = require_can_type_sums(actor, unit_of(decision, at), *course_of(found))
    if earlier := done_before(request):
        return earlier
    _require_ballots(decision)
    require_time(decision, at)
    stand, seats = round_to_come(election)
    households = decision.roll_size or 0
    slips = Slips(households, households, sums.given, sums.valid, sums.invalid)
    require_fit(slips, sums.votes, {one.place for one in stand}, seats)
    seat = take_seat(decision, acting, actor)
    SumsEntry.objects.update_or_create(decision=decision, seat=seat, defaults={"lines": sums.lines, "at": at})
    write("sums_typed", decision, acting=acting, at=at, facts={"seat": seat}, request=request)
    return decision.pk


@transaction.atomic
def count_sums(
    *, actor: Actor, decision_id: int, minutes: Minutes, sheet: Kept, at: datetime, request: Request | None = None
) -> int:
    """Count an election by the sums that two people typed alike, with the scan of the signed sheet; returns the id."""
    found, election = election_of(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    _require_ballots(decision)
    require_time(decision, at)
    typed = sums_typed(decision.pk)
    if len(typed) < len(SEATS):
        raise RefusedError(_("Tổng số phiếu phải do hai người nhập, mỗi người một lần."))
    first, second = (typed[seat] for seat in SEATS)
    if sum_differences(first, second):
        raise RefusedError(_("Hai người nhập còn khác nhau; hãy mở tờ kiểm phiếu đã ký xem lại."))
    keep_sheet(decision.pk, sheet, at)
    new = NewRound(0, first.votes, first.given, first.valid, first.invalid)
    take_round(found, election, minutes, new, acting=acting, at=at, sheet=sheet.digest, request=request)
    return decision.pk


def _require_ballots(decision: Decision) -> None:
    if decision.form != Form.BALLOT.value:
        raise RefusedError(_("Việc này không phát phiếu đến từng hộ."))
