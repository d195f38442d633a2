"""Close a vote: count every ballot in one statement under the lock that keeps ballots out, and publish."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.cast import KIND as BALLOT
from dinhlang.apps.decisions.actions.deciding import topics_of
from dinhlang.apps.decisions.actions.hold import settle
from dinhlang.apps.decisions.actions.votes import grounds_of, locked, write
from dinhlang.apps.decisions.models import Decision, Proceeding, RollLine
from dinhlang.apps.decisions.queries.votes import outcome_of
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import open_subjects, seal_subjects
from dinhlang.domain.accounts.roles import AS_SYSTEM
from dinhlang.domain.decisions.ballots import Tally
from dinhlang.lib.refusal import RefusedError

OBJECTIONS = "PROV-DEC-OBJECT"
COUNT = """
WITH told AS (
    SELECT l.village_id, l.row_code, coalesce(nullif(b.choice, ''), 'absent') AS choice,
           CASE WHEN coalesce(b.choice, '') = '' THEN '-' ELSE b.channel END AS channel
    FROM decisions_rollline l LEFT JOIN decisions_ballot b ON b.line_id = l.id WHERE l.decision_id = %(decision)s
), counted AS (
    INSERT INTO decisions_villagecount (decision_id, village_id, households, yes, no, other)
    SELECT %(decision)s, village_id, count(*), count(*) FILTER (WHERE choice = 'agree'),
           count(*) FILTER (WHERE choice = 'disagree'), count(*) FILTER (WHERE choice = 'other')
    FROM told GROUP BY village_id
    RETURNING village_id, households, yes, no, other
)
SELECT (SELECT sha256(convert_to(string_agg(row_code || ' ' || choice || ' ' || channel || E'\\n', ''
                                            ORDER BY row_code COLLATE "C"), 'UTF8')) FROM told),
       village_id, households, yes, no, other
FROM counted ORDER BY village_id
"""


@dataclass(frozen=True)
class Closed:
    """What a close announced: the sum of each village, of all, and the digest of the table."""

    decision_id: int
    villages: dict[int, Tally]
    digest: bytes

    @property
    def total(self) -> Tally:
        """Return the sum of all villages."""
        rows = self.villages.values()
        return Tally(*(sum(getattr(one, name) for one in rows) for name in ("households", "yes", "no", "other")))


@transaction.atomic
def close_vote(*, decision_id: int, at: datetime) -> Closed:
    """Count the ballots of a vote whose time is over, write the sums down, and open its table to everybody."""
    decision = locked(decision_id)
    if decision.frozen_at is None or decision.closes_at is None or at < decision.closes_at:
        raise RefusedError(_("Chưa đến giờ đóng biểu quyết."))
    if decision.closed_at is not None:
        raise RefusedError(_("Cuộc biểu quyết này đã kiểm phiếu."))
    return count_and_publish(decision, at)


def count_and_publish(decision: Decision, at: datetime) -> Closed:
    """Count a locked vote, write the sums and the outcome down, and open its table."""
    counted = _count(decision)
    decision.closed_at = decision.published_at = at
    decision.objections_until = law.compute_deadline(OBJECTIONS, at).due_on
    total, outcome = counted.total, outcome_of(decision, counted.villages)
    decision.passed = outcome.passed
    decision.save(update_fields=["closed_at", "published_at", "objections_until", "passed"])
    write(
        "closed", decision, acting=AS_SYSTEM, at=at, grounds=grounds_of(decision), topics=topics_of(decision.unit_id),
        facts={
            "households": total.households, "yes": total.yes, "no": total.no, "other": total.other,
            "absent": total.absent, "passed": outcome.passed, "needed": outcome.needed,
            "table": counted.digest.hex(), "rule_version": decision.rule_version,
            "objections_until": decision.objections_until.isoformat(),
        },
    )  # fmt: skip
    found = Proceeding.objects.select_for_update().filter(decision=decision).first()
    if found is not None:
        found.decision = decision
        settle(found, present=total.voted, yes=total.yes, no=total.no, other=total.other, acting=AS_SYSTEM, at=at)
    open_subjects(kind=BALLOT, ids=_voted(decision), at=at)
    return counted


def _count(decision: Decision) -> Closed:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"decision": decision.pk})
        rows = cursor.fetchall()
    return Closed(decision.pk, {row[1]: Tally(*row[2:]) for row in rows}, bytes(rows[0][0]))


def _voted(decision: Decision) -> list[int]:
    return list(RollLine.objects.filter(decision=decision, ballot__isnull=False).values_list("pk", flat=True))


def due_to_close(*, at: datetime) -> list[int]:
    """Return the online votes whose time is over and that are not counted; paper waits for its typists."""
    rows = Decision.objects.filter(closes_at__lte=at, frozen_at__isnull=False, closed_at=None, form="online")
    return list(rows.order_by("closes_at", "id").values_list("pk", flat=True)[:500])


@transaction.atomic
def seal_tables(*, at: datetime) -> int:
    """Close the tables of votes whose time for objections is over; the sums stay, each row its household's."""
    done = 0
    for decision in Decision.objects.select_for_update(skip_locked=True).filter(
        objections_until__lt=at.date(), sealed_at=None, closed_at__isnull=False
    )[:100]:
        seal_subjects(kind=BALLOT, ids=_voted(decision))
        decision.sealed_at = at
        decision.save(update_fields=["sealed_at"])
        write("table_sealed", decision, acting=AS_SYSTEM, at=at, topics=topics_of(decision.unit_id))
        done += 1
    return done
