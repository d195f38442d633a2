"""Slips on paper: two people type them, what differs is typed again, and what both typed alike is counted."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.count import count_ballots
from dinhlang.apps.decisions.actions.deciding import course_of, grounds_of, locked, unit_of, write
from dinhlang.apps.decisions.actions.hold import Minutes, note
from dinhlang.apps.decisions.actions.sheets import keep_sheet
from dinhlang.apps.decisions.models import Decision, RollLine, SlipEntry, TypistSeat
from dinhlang.apps.decisions.policies import require_can_convene, require_can_type
from dinhlang.apps.decisions.queries.slips import entries_of
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions.ballots import Channel, Secrecy
from dinhlang.domain.decisions.entries import SEATS, Entry, differences, totals
from dinhlang.lib.refusal import NotAllowedError, RefusedError
from dinhlang.lib.uploads import Kept

ACCEPT = """
WITH taken AS (
    SELECT e.line_id, e.choice FROM decisions_slipentry e JOIN decisions_rollline l ON l.id = e.line_id
    WHERE l.decision_id = %(decision)s AND e.seat = 1 AND e.choice <> 'invalid'
), kept AS (
    INSERT INTO decisions_ballotcast (line_id, number, choice, channel, at, helper, record_id)
    SELECT line_id, 1, choice, %(channel)s, %(at)s, '', %(record)s FROM taken
)
INSERT INTO decisions_ballot (line_id, choice, channel, at, casts)
SELECT line_id, choice, %(channel)s, %(at)s, 1 FROM taken
"""


@transaction.atomic
def type_slips(*, actor: Actor, decision_id: int, typed: Mapping[str, Entry | None], at: datetime) -> int:
    """Type what slips say, by their row codes (None: there is no slip); the first two people take the two seats.

    Returns the seat. What the other one typed is not shown before both are done.
    """
    decision = locked(decision_id).decision
    acting = require_can_type(actor, unit_of(decision, at))
    _require_paper(decision, at)
    seat = take_seat(decision, acting, actor)
    lines = dict(RollLine.objects.filter(decision=decision, row_code__in=typed).values_list("row_code", "pk"))
    if len(lines) != len(typed):
        raise RefusedError(_("Có mã dòng không thuộc cuộc biểu quyết này."))
    SlipEntry.objects.filter(line__in=lines.values(), seat=seat).delete()
    SlipEntry.objects.bulk_create(
        SlipEntry(line_id=lines[code], seat=seat, choice=choice.value, at=at)
        for code, choice in typed.items()
        if choice is not None
    )
    return seat


@transaction.atomic
def accept_slips(
    *, actor: Actor, decision_id: int, minutes: Minutes, sheet: Kept, at: datetime, request: Request | None = None
) -> int:
    """Count the slips that two people typed alike, with the minutes of the count and the scan of what was signed.

    Returns the id of the decision.
    """
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if earlier := done_before(request):
        return earlier
    _require_paper(decision, at)
    if decision.closes_at is None or at < decision.closes_at:
        raise RefusedError(_("Chưa hết giờ thu phiếu."))
    first, second = (entries_of(decision.pk, seat) for seat in SEATS)
    if TypistSeat.objects.filter(decision=decision).count() < len(SEATS):
        raise RefusedError(_("Phiếu phải do hai người nhập, mỗi người một lần."))
    if differences(first, second):
        raise RefusedError(_("Hai người nhập còn khác nhau; hãy mở phiếu giấy xem lại."))
    note(found, minutes)
    keep_sheet(decision.pk, sheet, at)
    sums = {kind.value: number for kind, number in totals(first).items()}
    made = write("slips_accepted", decision, acting=acting, at=at, facts=sums, file=sheet.digest, request=request,
                 grounds=grounds_of(decision, on=timezone.localdate(at)))  # fmt: skip
    with connection.cursor() as cursor:
        told: dict[str, Any] = {"decision": decision.pk, "channel": Channel.PAPER.value, "at": at, "record": made.pk}
        cursor.execute(ACCEPT, told)
    count_ballots(found, acting=acting, at=at)
    return decision.pk


def _require_paper(decision: Decision, at: datetime) -> None:
    if decision.secrecy == Secrecy.SECRET_PAPER.value:
        raise RefusedError(_("Phiếu bầu được kiểm theo từng người ứng cử, không nhập từng phiếu."))
    if decision.form != "ballot" or decision.frozen_at is None:
        raise RefusedError(_("Việc này không phát phiếu đến từng hộ."))
    if decision.closed_at is not None:
        raise RefusedError(_("Cuộc biểu quyết này đã kiểm phiếu."))
    if decision.opens_at is None or at < decision.opens_at:
        raise RefusedError(_("Chưa đến giờ mở biểu quyết."))


def take_seat(decision: Decision, acting: Acting, actor: Actor) -> int:
    """Return the seat of a typist, who takes a free one; raises NotAllowedError for a third person."""
    taken = dict(TypistSeat.objects.filter(decision=decision).values_list("user_id", "seat"))
    user_id = actor.user_id or 0
    if user_id in taken:
        return taken[user_id]
    free = next((seat for seat in SEATS if seat not in taken.values()), None)
    if free is None:
        raise NotAllowedError(_("Hai người khác đã nhận việc nhập phiếu này."))
    TypistSeat.objects.create(decision=decision, seat=free, user_id=user_id, post_title=acting.post_title)
    return free
