"""Give a vote its opening and its close, until it is frozen."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.deciding import topics_of, unit_of
from dinhlang.apps.decisions.actions.votes import locked, write
from dinhlang.apps.decisions.policies import require_can_run_vote
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def set_times(
    *, actor: Actor, decision_id: int, opens_at: datetime, closes_at: datetime, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Set when a vote opens and closes; once it is frozen nothing moves. Returns the id of the decision."""
    decision = locked(decision_id)
    acting = require_can_run_vote(actor, unit_of(decision, at))
    if earlier := done_before(request):
        return earlier
    if decision.frozen_at is not None:
        raise RefusedError(_("Cuộc biểu quyết này đã chốt danh sách."))
    if not at < opens_at < closes_at:
        raise RefusedError(_("Giờ mở phải ở phía trước, giờ đóng phải sau giờ mở."), field="closes_at")
    decision.opens_at, decision.closes_at = opens_at, closes_at
    decision.save(update_fields=["opens_at", "closes_at"])
    facts = {"opens_at": opens_at.isoformat(timespec="minutes"), "closes_at": closes_at.isoformat(timespec="minutes")}
    write("times_set", decision, acting=acting, at=at, facts=facts, topics=topics_of(decision.unit_id), request=request)
    return decision.pk
