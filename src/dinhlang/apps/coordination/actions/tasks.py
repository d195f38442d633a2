"""What becomes of a line: evidence, done, dropped with a reason."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import (
    bodies_of,
    existing_document,
    locked_task,
    require_past,
    require_text,
    subject_of,
    write,
)
from dinhlang.apps.coordination.models import Evidence, Task
from dinhlang.apps.coordination.policies import require_can_coordinate, require_can_report
from dinhlang.apps.coordination.queries.tasks import line_of
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.coordination.plans import must_be_carried, takes_evidence
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def give_evidence(
    *,
    actor: Actor,
    task_id: int,
    text: str,
    on: date,
    at: datetime,
    document_id: int | None = None,
    url: str = "",
    request: Request | None = None,
) -> int:
    """Show that a line was worked on; returns the id of the line."""
    task = locked_task(task_id)
    acting = require_can_report(actor, bodies_of(task.plan, at), [task.owner_id])
    if earlier := done_before(request):
        return earlier
    require_past(on, at, "on")
    _require_working(task)
    words = require_text(text, "text", _("Hãy ghi kết quả bằng lời."))
    document = existing_document(document_id) if document_id else None
    Evidence.objects.create(task=task, on=on, text=words, document=document, url=url)
    facts = {"on": on.isoformat(), "document": document.code if document else ""}
    write("evidence_given", subject_of(task), acting=acting, at=at, facts=facts, words=words, request=request)
    return task.pk


def _require_working(task: Task) -> None:
    """Raise RefusedError unless the plan of a line is at work, and the line was neither given up nor carried on."""
    if task.plan.signed_on is None:
        raise RefusedError(_("Kế hoạch chưa ký."))
    if task.plan.closed_on is not None:
        raise RefusedError(_("Kế hoạch này đã khép lại."))
    if not takes_evidence(line_of(task), date.max):
        raise RefusedError(_("Việc này đã thôi làm hoặc đã chuyển sang năm sau."))


@transaction.atomic
def finish_task(*, actor: Actor, task_id: int, done_on: date, at: datetime, request: Request | None = None) -> int:
    """Say that a line is done; it needs evidence; returns its id."""
    task = locked_task(task_id)
    acting = require_can_report(actor, bodies_of(task.plan, at), [task.owner_id])
    if earlier := done_before(request):
        return earlier
    require_open(task, done_on, at, "done_on")
    if not task.evidence.exists():
        raise RefusedError(_("Hãy ghi minh chứng trước khi báo xong."), field="evidence")
    task.done_on = done_on
    task.save(update_fields=["done_on"])
    facts = {"done_on": done_on.isoformat(), "due_on": task.due_on and task.due_on.isoformat()}
    write("task_done", subject_of(task), acting=acting, at=at, facts=facts, request=request)
    return task.pk


@transaction.atomic
def drop_task(
    *, actor: Actor, task_id: int, dropped_on: date, reason: str, at: datetime, request: Request | None = None
) -> int:
    """Give a line up, with a reason that everybody can read; returns its id."""
    task = locked_task(task_id)
    acting = require_can_coordinate(actor, bodies_of(task.plan, at))
    if earlier := done_before(request):
        return earlier
    require_open(task, dropped_on, at, "dropped_on")
    drop(task, dropped_on, reason)
    facts = {"dropped_on": dropped_on.isoformat()}
    write("task_dropped", subject_of(task), acting=acting, at=at, facts=facts, words=reason, request=request)
    return task.pk


def drop(task: Task, on: date, reason: str) -> None:
    """Save that a line is given up; raises RefusedError without a reason."""
    task.dropped_reason = require_text(reason, "reason", _("Hãy ghi lý do để mọi người cùng biết."))
    task.dropped_on = on
    task.save(update_fields=["dropped_on", "dropped_reason"])


def require_open(task: Task, on: date, at: datetime, field: str) -> None:
    """Raise RefusedError unless a line of a signed plan goes on, and the day lies between its setting and now."""
    require_past(on, at, field)
    if task.plan.signed_on is None:
        raise RefusedError(_("Kế hoạch chưa ký."))
    if on < task.set_on:
        raise RefusedError(_("Ngày này trước ngày giao việc."), field=field)
    if not must_be_carried(line_of(task), date.max):
        raise RefusedError(_("Việc này đã kết thúc rồi."))
