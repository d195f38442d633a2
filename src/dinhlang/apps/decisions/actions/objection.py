"""A household says that a ballot typed for it at an office was not its will: within two days, with its own code."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.cast import KIND, keep, line_opened
from dinhlang.apps.decisions.actions.telling_households import TERM
from dinhlang.apps.decisions.models import AssistedObjection, BallotCast
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Subject, record
from dinhlang.domain.accounts.roles import AS_CITIZEN
from dinhlang.domain.decisions.ballots import Channel
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def object_to_assisted(*, code: str, at: datetime) -> str:
    """Take an assisted ballot back, or mark the result when it is counted already; returns the row code.

    While the vote is open the household is absent again and may give another ballot.
    """
    line = line_opened(code, at)
    given = BallotCast.objects.filter(line_id=line.id).order_by("-number").first()
    if given is None or given.channel != Channel.ASSISTED.value or not given.choice:
        raise RefusedError(_("Hộ không có phiếu nào do cán bộ bỏ giúp."))
    if at > law.compute_deadline(TERM, given.at).due_at:
        raise RefusedError(_("Đã quá 48 giờ từ khi bỏ phiếu giúp."))
    open_still = line.window.shut(at) is None
    _made, is_new = AssistedObjection.objects.get_or_create(
        cast=given, defaults={"at": at, "after_close": not open_still}
    )
    if not is_new:
        raise RefusedError(_("Hộ đã báo về phiếu này."))
    made = record(
        event="decisions.assisted_objected", subject=Subject(KIND, line.id, line.row_code), acting=AS_CITIZEN, at=at,
        grounds=[law.grounds(TERM, on=given.at.date())],
        facts={"decision": line.decision_code, "number": given.number, "after_close": not open_still},
        topics=["decisions", f"decisions:{line.unit_id}"],
    )  # fmt: skip
    if open_still:  # nothing is chosen any more; the next ballot of the household has the next number
        keep(line.id, given.number + 1, "", Channel.PHONE, at=at, helper="", record_id=made.pk)
    return line.row_code
