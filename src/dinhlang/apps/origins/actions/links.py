"""Every write of origins: which wish asked for a draft, which document it became. Links lie in apps/links."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.actions.acts import KIND, locked, topics_of
from dinhlang.apps.consultations.models import Consultation
from dinhlang.apps.consultations.policies import require_can_keep
from dinhlang.apps.coordination.actions.acts import existing_document
from dinhlang.apps.coordination.queries.shapes import CASE, DOCUMENT
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.links.actions import End, add_link
from dinhlang.apps.links.models import ADOPTED_IN, ASKS
from dinhlang.apps.transparency.actions import Request, Subject, done_before, record
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.lib.refusal import NotFoundError, RefusedError

TOPIC = "origins"


@transaction.atomic
def link_wish(
    *, actor: Actor, consultation_id: int, case_number: str, at: datetime, request: Request | None = None
) -> int:
    """Say that a citizen's case asked for what a draft is about; returns the id of the consultation."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    case = Case.objects.filter(number=case_number.strip().upper()).only("pk", "number").first()
    if case is None:
        raise NotFoundError(_("Không tìm thấy phiếu mang số này."), field="case_number")
    wish, draft = End(CASE, case.pk, case.number), _end(consultation)
    _draw(consultation, wish, ASKS, draft, acting, at, request, topics=[f"case:{case.number}"])
    return consultation.pk


@transaction.atomic
def link_document(
    *, actor: Actor, consultation_id: int, document_id: int, at: datetime, request: Request | None = None
) -> int:
    """Say in which document of the register a draft was adopted; returns the id of the consultation."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    if consultation.closed_at is None:
        raise RefusedError(_("Chưa trả lời xong ý kiến của dân thì chưa ban hành."))
    document = existing_document(document_id)
    paper = End(DOCUMENT, document.pk, document.code)
    _draw(consultation, _end(consultation), ADOPTED_IN, paper, acting, at, request)
    return consultation.pk


def _end(consultation: Consultation) -> End:
    return End(KIND, consultation.pk, consultation.code)


def _draw(
    consultation: Consultation, source: End, relation: str, target: End, acting: Acting, at: datetime,
    request: Request | None, topics: list[str] | None = None,
) -> None:  # fmt: skip
    """Record the link and draw it; raises RefusedError where it stands already."""
    made = record(
        event=f"consultations.{relation}", subject=Subject(KIND, consultation.pk, consultation.code), acting=acting,
        at=at, facts={"from": source.code, "to": target.code},
        topics=[TOPIC, *topics_of(consultation.code), *(topics or [])], request=request,
    )  # fmt: skip
    on = timezone.localdate(at)
    if not add_link(source=source, relation=relation, target=target, on=on, record_id=made.pk):
        raise RefusedError(_("Mối liên hệ này đã ghi rồi."))
