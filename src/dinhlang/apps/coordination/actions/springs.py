"""Say which voice a document or a line springs from."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import (
    bodies_of,
    existing_document,
    locked_task,
    subject_of,
    write,
)
from dinhlang.apps.coordination.policies import require_can_keep_register, require_can_report
from dinhlang.apps.coordination.queries import CASE
from dinhlang.apps.feedback.models import Case
from dinhlang.apps.links.actions import End, add_link
from dinhlang.apps.links.models import SPRINGS_FROM
from dinhlang.apps.transparency.actions import Request, Subject, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.lib.refusal import NotFoundError, RefusedError


@transaction.atomic
def link_task_to_case(
    *, actor: Actor, task_id: int, case_number: str, at: datetime, request: Request | None = None
) -> int:
    """Say that a line answers a citizen's case; returns the id of the line."""
    task = locked_task(task_id)
    acting = require_can_report(actor, bodies_of(task.plan, at), [task.owner_id])
    if earlier := done_before(request):
        return earlier
    _link(subject_of(task), case_number, acting, at, request)
    return task.pk


@transaction.atomic
def link_document_to_case(
    *, actor: Actor, document_id: int, case_number: str, at: datetime, request: Request | None = None
) -> int:
    """Say that a document answers a citizen's case; returns the id of the document."""
    acting = require_can_keep_register(actor)
    if earlier := done_before(request):
        return earlier
    document = existing_document(document_id)
    _link(subject_of(document), case_number, acting, at, request)
    return document.pk


def _link(subject: Subject, case_number: str, acting: Acting, at: datetime, request: Request | None) -> None:
    """Draw the link and record it; raises RefusedError where it stands already."""
    case = Case.objects.filter(number=case_number.strip().upper()).only("pk", "number").first()
    if case is None:
        raise NotFoundError(_("Không tìm thấy phiếu mang số này."), field="case")
    facts = {"case": case.number}
    made = write("springs_from", subject, acting=acting, at=at, facts=facts, request=request)
    is_new = add_link(
        source=End(subject.kind, subject.id, subject.code),
        relation=SPRINGS_FROM,
        target=End(CASE, case.pk, case.number),
        on=timezone.localdate(at),
        record_id=made.pk,
    )
    if not is_new:
        raise RefusedError(_("Đã ghi là bắt nguồn từ phiếu này rồi."), field="case")
