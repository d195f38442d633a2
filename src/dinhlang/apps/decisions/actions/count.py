"""Count: every form of deciding comes to its result here, under the lock that keeps ballots out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dinhlang.apps.decisions.actions.cast import KIND as BALLOT
from dinhlang.apps.decisions.actions.deciding import grounds_of, locked, matter_of, move, write
from dinhlang.apps.decisions.actions.origins import take_effect
from dinhlang.apps.decisions.models import Decision, Proceeding, RollLine
from dinhlang.apps.decisions.policies import require_can_lead
from dinhlang.apps.decisions.queries.votes import outcome_of
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before, open_subjects, seal_subjects
from dinhlang.domain.accounts.roles import AS_SYSTEM, SYSTEM, Acting, Actor
from dinhlang.domain.decisions import terms
from dinhlang.domain.decisions.ballots import Secrecy, Tally
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.matters import Scope
from dinhlang.domain.decisions.outcome import Outcome
from dinhlang.domain.decisions.states import State
from dinhlang.lib.refusal import RefusedError

OBJECTIONS = "PROV-DEC-OBJECT"
COUNT = """
WITH told AS (
    SELECT l.row_code, coalesce(nullif(b.choice, ''), 'absent') AS choice,
           CASE WHEN coalesce(b.choice, '') = '' THEN '-' ELSE b.channel END AS channel
    FROM decisions_rollline l LEFT JOIN decisions_ballot b ON b.line_id = l.id WHERE l.decision_id = %(decision)s
)
SELECT sha256(convert_to(string_agg(row_code || ' ' || choice || ' ' || channel || E'\\n', ''
                                    ORDER BY row_code COLLATE "C"), 'UTF8')),
       count(*), count(*) FILTER (WHERE choice = 'agree'), count(*) FILTER (WHERE choice = 'disagree'),
       count(*) FILTER (WHERE choice = 'other')
FROM told
"""


@dataclass(frozen=True)
class Closed:
    """What the count of ballots announced: their sum and the digest of the table."""

    decision_id: int
    total: Tally
    digest: bytes


@transaction.atomic
def close_vote(
    *, decision_id: int, at: datetime, actor: Actor = SYSTEM, request: Request | None = None
) -> Closed:  # fmt: skip
    """Count an online vote whose time is over: by itself, or by its leader when a meeting follows it."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_lead(actor, decision.unit_id)
    if done_before(request):
        return _count(decision)
    if decision.form != Form.ONLINE.value:
        raise RefusedError(_("Việc này không biểu quyết trực tuyến."))
    if decision.frozen_at is None or decision.closes_at is None or at < (decision.meeting_at or decision.closes_at):
        raise RefusedError(_("Chưa đến giờ đóng biểu quyết."))
    return count_ballots(found, acting=acting, at=at, request=request)


def count_ballots(found: Proceeding, *, acting: Acting, at: datetime, request: Request | None = None) -> Closed:
    """Count the ballots of a locked vote, write down what they decided, and open their table to everybody."""
    counted = _count(found.decision)
    settle(found, counted.total, present=counted.total.voted, acting=acting, at=at, table=counted.digest,
           request=request)  # fmt: skip
    open_subjects(kind=BALLOT, ids=_voted(found.decision), at=at)
    return counted


def settle(
    found: Proceeding, sums: Tally, *, present: int, acting: Acting, at: datetime, table: bytes = b"",
    request: Request | None = None, told: Outcome | None = None, more: Mapping[str, object] | None = None,
) -> None:  # fmt: skip
    """Decide a frozen vote by its count, in the transaction of the caller: passed or not, until when, since when.

    table: the digest of the rows that everybody may add up; empty where hands or a sealed box were counted. told: what
    came of an election, which is more than yes or no; more: further facts for the log.
    """
    decision = found.decision
    if decision.closed_at is not None:
        raise RefusedError(_("Cuộc biểu quyết này đã kiểm phiếu."))
    told = told or outcome_of(decision, sums, present)
    move(decision, State.PASSED if told.passed else State.FAILED)
    decision.closed_at, decision.passed = at, told.passed
    decision.published_at = at if table else None
    decision.objections_until = law.compute_deadline(OBJECTIONS, at).due_on
    found.present, found.yes, found.no, found.other, found.needed = present, sums.yes, sums.no, sums.other, told.needed
    found.held_on = on = _held_on(decision, at)
    matter, book = matter_of(decision), law.rulebook()
    found.submission_due = terms.submission(matter, on, book, law.calendar()).due_on
    found.effective_from = terms.effective(
        matter, Scope(decision.scope), book, valid=told.passed, held_on=on, recognised_on=None
    ).on
    decision.save(update_fields=["state", "closed_at", "passed", "published_at", "objections_until"])
    found.save()
    facts = {
        "households": sums.households, "present": present, "yes": sums.yes, "no": sums.no, "other": sums.other,
        "needed": told.needed, "passed": told.passed, "rule_version": decision.rule_version,
        "objections_until": decision.objections_until.isoformat(), **({"table": table.hex()} if table else {}),
        **(more or {}),
    }  # fmt: skip
    write("counted", decision, acting=acting, at=at, facts=facts, grounds=grounds_of(decision, on=on), request=request)
    take_effect(found, acting=acting, at=at)


def _held_on(decision: Decision, at: datetime) -> date:
    """Return the day from which terms run: of the meeting, or the last one of the ballots (Article 20.3)."""
    if decision.form == Form.MEETING.value or decision.closes_at is None:
        return timezone.localdate(decision.opens_at or at)
    return timezone.localdate(max(decision.closes_at, decision.meeting_at or decision.closes_at))


def _count(decision: Decision) -> Closed:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"decision": decision.pk})
        row = cursor.fetchone()
    return Closed(decision.pk, Tally(*row[1:]), bytes(row[0]))


def _voted(decision: Decision) -> list[int]:
    return list(RollLine.objects.filter(decision=decision, ballot__isnull=False).values_list("pk", flat=True))


def due_to_close(*, at: datetime) -> list[int]:
    """Return the online votes whose time is over; paper waits for its typists, a meeting for its leader."""
    rows = Decision.objects.filter(closes_at__lte=at, frozen_at__isnull=False, closed_at=None, form="online")
    return list(rows.filter(meeting_at=None).order_by("closes_at", "id").values_list("pk", flat=True)[:500])


@transaction.atomic
def seal_tables(*, at: datetime) -> int:
    """Close the tables of votes whose time for objections is over; the sums stay, each row its household's."""
    done = 0
    for decision in Decision.objects.select_for_update(skip_locked=True).filter(
        objections_until__lt=timezone.localdate(at), sealed_at=None, closed_at__isnull=False, secrecy=Secrecy.ROLL_CALL
    )[:100]:
        seal_subjects(kind=BALLOT, ids=_voted(decision))
        decision.sealed_at = at
        decision.save(update_fields=["sealed_at"])
        write("table_sealed", decision, acting=AS_SYSTEM, at=at)
        done += 1
    return done
