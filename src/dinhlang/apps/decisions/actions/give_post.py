"""After a recognised election: the post of the head goes to who was elected, and the one before leaves it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dinhlang.apps.accounts import actions as accounts
from dinhlang.apps.accounts.policies import require_can_manage_posts
from dinhlang.apps.decisions.actions.deciding import locked, write
from dinhlang.apps.decisions.queries.posts import head_change, head_posts
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.matters import Step
from dinhlang.lib.refusal import NotFoundError, RefusedError


@transaction.atomic
def give_post(
    *, actor: Actor, decision_id: int, post_id: int, email: str, at: datetime, request: Request | None = None
) -> int:
    """Give the post of the head to who was elected and recognised, ending who held it; returns the decision's id."""
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_manage_posts(actor, decision.unit_id, at=at)
    if earlier := done_before(request):
        return earlier
    change = head_change(decision.unit_id)
    if change is None or change.decision_id != decision.pk or change.step is not Step.ELECT:
        raise RefusedError(_("Chỉ giao chức danh theo lần bầu Trưởng thôn, ấp mới nhất đã được công nhận."))
    posts = head_posts(decision.unit_id, at=at)
    post = next((one for one in posts if one.post_id == post_id), None)
    if post is None:
        raise NotFoundError(_("Không có chức danh này."))
    if not change.waits(posts):
        raise RefusedError(_("Chức danh này đã giao theo kết quả bầu."))
    for held in post.held:
        accounts.end_tenure(actor=actor, tenure_id=held.tenure_id, at=at)
    accounts.appoint_person(actor=actor, post_id=post.post_id, email=email, name=change.name, at=at)
    facts = {"post": post.post_id, "ended": len(post.held)}
    write("post_given", decision, acting=acting, at=at, facts=facts, request=request)
    return decision.pk
