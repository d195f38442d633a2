"""Give a ballot: by the household's code, typed at the office, in person at the meeting. The last counts."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.telling_households import tell_household
from dinhlang.apps.decisions.policies import require_can_help, require_can_lead
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, RequestConflictError, Subject, record, replayed
from dinhlang.domain.accounts.roles import AS_CITIZEN, Acting, Actor
from dinhlang.domain.decisions.ballots import WAYS, Channel, Choice, Closed, Window, may_follow
from dinhlang.domain.decisions.rolls import normal_number
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.lib.refusal import NotFoundError, RefusedError

KIND = "decisions.ballot"
SHUT = {
    Closed.NOT_FROZEN: _("Cuộc biểu quyết này chưa chốt danh sách."),
    Closed.NOT_OPEN: _("Chưa đến giờ mở biểu quyết."),
    Closed.OVER: _("Đã hết giờ bỏ phiếu."),
}
WRONG_CODE = _("Không có hộ nào mang mã này trong một cuộc biểu quyết.")
# Closing holds FOR UPDATE on the decision: a ballot comes wholly before the count or not at all. The lock on the line
# puts the ballots of one household in order, whichever way they come.
FIND = """
SELECT l.id, l.row_code, l.village_id, d.id, d.code, d.unit_id, d.form, d.options, d.frozen_at, d.opens_at, d.closes_at,
       d.closed_at, d.meeting_at
FROM decisions_rollline l JOIN decisions_decision d ON d.id = l.decision_id {which}
FOR SHARE OF d FOR NO KEY UPDATE OF l
"""
BY_SLIP = FIND.format(which="JOIN decisions_householdcode c ON c.line_id = l.id WHERE c.hash = %s")
BY_CODE = FIND.format(
    which="""WHERE l.id IN (
        SELECT line_id FROM decisions_householdcode WHERE hash = %s
        UNION ALL SELECT line_id FROM decisions_householdpass WHERE hash = %s AND ends_at > %s)"""
)
BY_NUMBER = FIND.format(
    which="JOIN decisions_household h ON h.id = l.household_id WHERE l.decision_id = %s AND h.number = %s"
)
KEEP = """
WITH given AS (
    INSERT INTO decisions_ballotcast (line_id, number, choice, channel, at, helper, record_id)
    VALUES (%(line)s, %(number)s, %(choice)s, %(channel)s, %(at)s, %(helper)s, %(record)s)
)
INSERT INTO decisions_ballot (line_id, choice, channel, at, casts)
VALUES (%(line)s, %(choice)s, %(channel)s, %(at)s, %(number)s)
ON CONFLICT (line_id) DO UPDATE
SET choice = excluded.choice, channel = excluded.channel, at = excluded.at, casts = excluded.casts
"""


@dataclass(frozen=True)
class Line:
    """A locked line of a frozen roll, with what its decision says."""

    id: int
    row_code: str
    village_id: int
    decision_id: int
    decision_code: str
    unit_id: int
    form: str
    options: list[str]
    window: Window
    meeting_at: datetime | None


@dataclass(frozen=True)
class Given:
    """What the household gets back: its row in the table, how many ballots it gave, the record of this one."""

    row_code: str
    decision_code: str
    casts: int
    record_id: int


@transaction.atomic
def cast(*, code: str, choice: Choice, at: datetime, request: Request | None = None) -> Given:
    """Give the ballot of the household that holds a slip's code or a living pass; given again, the last counts.

    Equal requests are one.
    """
    line = line_opened(code, at)
    return give(line, choice, Channel.PHONE, acting=AS_CITIZEN, at=at, request=request)


@transaction.atomic
def cast_assisted(*, actor: Actor, code: str, choice: Choice, at: datetime, request: Request | None = None) -> Given:
    """Type the ballot of a household that came to the office with its slip; the record names the helping post."""
    line = line_by(BY_SLIP, [lookup_hash(code)])
    acting = require_can_help(actor, organisations.units([line.village_id], timezone.localdate(at))[line.village_id])
    given = give(line, choice, Channel.ASSISTED, acting=acting, at=at, request=request)
    tell_household(line_id=line.id, record_id=given.record_id, post=acting.post_title, at=at)
    return given


@transaction.atomic
def cast_in_person(
    *, actor: Actor, decision_id: int, household: str, choice: Choice, at: datetime, request: Request | None = None
) -> Given:
    """Write down how a household voted at the meeting after a vote online: this takes the place of its ballot."""
    line = line_by(BY_NUMBER, [decision_id, normal_number(household)])
    acting = require_can_lead(actor, line.unit_id)
    return give(line, choice, Channel.MEETING, acting=acting, at=at, request=request)


def line_opened(code: str, at: datetime) -> Line:
    """Return the locked line that a slip's code or a living pass opens; raises NotFoundError."""
    return line_by(BY_CODE, [lookup_hash(code), lookup_hash(code), at])


def line_by(sql: str, values: list[Any]) -> Line:
    """Return a line, locked against other ballots of its household and against the count; raises NotFoundError."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchone()
    if found is None:
        raise NotFoundError(WRONG_CODE, field="household" if sql == BY_NUMBER else "code")
    options = json.loads(found[7])
    line, row, village, decision, code, unit, form = found[:7]
    return Line(line, row, village, decision, code, unit, form, options, Window(*found[8:12]), found[12])


def give(
    line: Line, choice: Choice, channel: Channel, *, acting: Acting, at: datetime, request: Request | None
) -> Given:
    """Put a ballot in the place of the household's earlier one, keep both, and record it."""
    earlier_channel, casts = _earlier(line.id)
    done = replayed(request)
    if done is not None:
        if done.subject_kind != KIND or done.subject_id != line.id:
            raise RequestConflictError(done.request_key)
        return Given(line.row_code, line.decision_code, casts, done.pk)
    _require_taken(line, choice, channel, earlier_channel, at)
    made = record(
        event="decisions.ballot_given", subject=Subject(KIND, line.id, line.row_code), acting=acting, at=at,
        facts={"decision": line.decision_code, "choice": choice.value, "channel": channel.value, "number": casts + 1},
        request=request, is_first=casts == 0,
    )  # fmt: skip
    keep(line.id, casts + 1, choice.value, channel, at=at, helper=acting.post_title, record_id=made.pk)
    return Given(line.row_code, line.decision_code, casts + 1, made.pk)


def keep(
    line_id: int, number: int, choice: str, channel: Channel, *, at: datetime, helper: str, record_id: int
) -> None:
    """Write a ballot into the history of its household and in the place of the earlier one."""
    told: dict[str, Any] = {
        "line": line_id, "number": number, "choice": choice, "channel": channel.value, "at": at, "helper": helper,
        "record": record_id,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(KEEP, told)


def _earlier(line_id: int) -> tuple[Channel | None, int]:
    """Return by which way the household's ballot came that counts now, and how many it gave."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT channel, choice, casts FROM decisions_ballot WHERE line_id = %s", [line_id])
        found = cursor.fetchone()
    if found is None:
        return None, 0
    return (Channel(found[0]) if found[1] else None), found[2]


def _require_taken(line: Line, choice: Choice, channel: Channel, earlier: Channel | None, at: datetime) -> None:
    in_person = channel is Channel.MEETING
    shut = line.window.shut_in_person(at, line.meeting_at) if in_person else line.window.shut(at)
    if shut is not None:
        raise RefusedError(SHUT[shut])
    if channel not in WAYS[line.form]:
        raise RefusedError(_("Việc này không bỏ phiếu bằng cách ấy."))
    if choice.value not in line.options:
        raise RefusedError(_("Hãy chọn một trong các ý kiến trên phiếu."), field="choice")
    if not may_follow(channel, earlier):
        raise RefusedError(_("Hộ đã biểu quyết trực tiếp tại cuộc họp; phiếu ấy được tính."))
