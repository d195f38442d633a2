"""What somebody said face to face becomes a case, with its clocks, its number and its receipt."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.feedback import actions as feedback
from dinhlang.apps.feedback.actions.drafts import token_hash
from dinhlang.apps.feedback.models import Draft
from dinhlang.apps.links.actions import End, add_link
from dinhlang.apps.links.models import ANSWERED_BY
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.origins.queries.visits import token_of_visit
from dinhlang.apps.reception import actions as reception
from dinhlang.apps.reception import queries as receptions
from dinhlang.apps.reception.actions.acts import VISIT
from dinhlang.apps.reception.policies import require_can_keep
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.domain.reception.visits import Outcome
from dinhlang.lib.refusal import NotFoundError, RefusedError

CASE = "feedback.case"


@transaction.atomic
def pass_to_case(
    *, actor: Actor, visit_id: int, category: str, at: datetime, commune_id: int | None = None, text: str = "",
    request: Request | None = None,
) -> int:  # fmt: skip
    """Turn what a visitor said into a case; the visitor finds it by the code of the visit. Returns the visit's id."""
    found = receptions.visit_places(visit_id)
    if found is None:
        raise NotFoundError(_("Chưa ghi nội dung buổi tiếp."))
    unit_id, minutes = found
    require_can_keep(actor, unit_id)
    if done_before(request):
        return visit_id
    token = token_of_visit(visit_id)
    Draft.objects.get_or_create(token_hash=token_hash(token), defaults={"language": "vi", "changed_at": at})
    unit = organisations.unit(unit_id, timezone.localdate(at))
    place = commune_id or (unit.id if unit is not None and unit.kind is Kind.COMMUNE else None)
    if place is None:
        raise RefusedError(_("Hãy chọn xã, phường."), field="commune_id")
    answers = {"category": category, "commune_id": place, "text": text.strip() or minutes}
    feedback.fill_draft(token=token, answers=answers, at=at)
    sent = feedback.submit_case(token=token, at=at, contact={})
    reception.answer_visit(
        actor=actor, visit_id=visit_id, outcome=Outcome.ACCEPTED,
        words=str(_("Đã lập phiếu {number} để theo dõi đến khi trả lời.")).format(number=sent.number), at=at,
        case_number=sent.number, request=request,
    )  # fmt: skip
    add_link(
        source=End(VISIT, visit_id, str(visit_id)), relation=ANSWERED_BY, target=End(CASE, sent.case_id, sent.number),
        on=timezone.localdate(at), record_id=sent.record_id,
    )  # fmt: skip
    return visit_id
