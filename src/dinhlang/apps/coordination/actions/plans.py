"""Programmes and yearly plans: set, drafted, signed, and their lines."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import (
    PROGRAMME,
    bodies_of,
    code_of,
    existing_document,
    locked_plan,
    require_past,
    require_text,
    subject_of,
    write,
)
from dinhlang.apps.coordination.models import Conclusion, Plan, Programme, Task
from dinhlang.apps.coordination.policies import require_can_coordinate
from dinhlang.apps.organisations.queries import heirs_of
from dinhlang.apps.transparency.actions import Request, Subject, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.coordination.documents import Field
from dinhlang.lib.refusal import NotFoundError, RefusedError

CODE_LENGTH = 30  # of a programme; a number may follow, and a plan adds its year


@dataclass(frozen=True)
class NewTask:
    """A line to be written into a plan."""

    text: str
    field: Field
    owner_id: int
    owner_post: str
    due_on: date | None = None
    product: str = ""
    indicator: str = ""
    baseline: str = ""
    target: str = ""
    conclusion_id: int | None = None


@transaction.atomic
def set_programme(
    *,
    actor: Actor,
    code: str,
    title: str,
    years: tuple[int, int],
    body_ids: tuple[int, int],
    signed_on: date,
    at: datetime,
    document_id: int | None = None,
    request: Request | None = None,
) -> int:
    """Write down a programme that two bodies signed; returns its id."""
    acting = require_can_coordinate(actor, body_ids)
    if earlier := done_before(request):
        return earlier
    require_past(signed_on, at, "signed_on")
    if years[0] > years[1] or body_ids[0] == body_ids[1]:
        raise RefusedError(_("Hãy ghi đúng các năm và hai cơ quan khác nhau."), field="years")
    plain = code_of(code)[:CODE_LENGTH].strip("-")
    taken = list(Programme.objects.filter(code__startswith=plain).values_list("code", flat=True))
    made = Programme.objects.create(
        code=code_of(plain, taken),
        title=require_text(title, "title", _("Hãy ghi tên chương trình.")),
        first_year=years[0],
        last_year=years[1],
        lead_body_id=body_ids[0],
        partner_body_id=body_ids[1],
        signed_on=signed_on,
        document=existing_document(document_id) if document_id else None,
    )
    subject = Subject(PROGRAMME, made.pk, made.code)
    write("programme_set", subject, acting=acting, at=at, facts={"years": list(years)}, request=request)
    return made.pk


@transaction.atomic
def draft_plan(*, actor: Actor, programme_id: int, year: int, at: datetime, request: Request | None = None) -> int:
    """Begin the plan of a year, between the bodies that stand in the programme's places today; returns its id."""
    programme = Programme.objects.select_for_update().filter(pk=programme_id).first()
    if programme is None:
        raise NotFoundError(_("Không có chương trình này."))
    heirs = heirs_of([programme.lead_body_id, programme.partner_body_id], timezone.localdate(at))
    bodies = [found[0] for found, _passed in heirs.values() if len(found) == 1]
    acting = require_can_coordinate(actor, [one for found, _passed in heirs.values() for one in found])
    if earlier := done_before(request):
        return earlier
    if len(set(bodies)) != len(heirs):
        raise RefusedError(_("Chưa rõ cơ quan nào kế tiếp; hãy lập một chương trình phối hợp mới."), field="programme")
    if not programme.first_year <= year <= programme.last_year:
        raise RefusedError(_("Năm này nằm ngoài chương trình."), field="year")
    if programme.plans.filter(year=year).exists():
        raise RefusedError(_("Kế hoạch của năm này đã có."), field="year")
    made = Plan.objects.create(
        code=f"{programme.code}-{year}", programme=programme, year=year,
        lead_body_id=heirs[programme.lead_body_id][0][0], partner_body_id=heirs[programme.partner_body_id][0][0],
    )  # fmt: skip
    write("plan_drafted", subject_of(made), acting=acting, at=at, facts={"year": year}, request=request)
    return made.pk


@transaction.atomic
def sign_plan(
    *,
    actor: Actor,
    plan_id: int,
    signed_on: date,
    at: datetime,
    document_id: int | None = None,
    request: Request | None = None,
) -> int:
    """Say that both bodies signed a plan: from that day on everybody sees it; returns its id."""
    plan = locked_plan(plan_id)
    acting = require_can_coordinate(actor, bodies_of(plan, at))
    if earlier := done_before(request):
        return earlier
    require_past(signed_on, at, "signed_on")
    if plan.signed_on is not None:
        raise RefusedError(_("Kế hoạch này đã ký rồi."))
    if not plan.tasks.exists():
        raise RefusedError(_("Kế hoạch chưa có nhiệm vụ nào."))
    plan.signed_on = signed_on
    plan.document = existing_document(document_id) if document_id else None
    plan.save(update_fields=["signed_on", "document"])
    facts = {"signed_on": signed_on.isoformat(), "tasks": plan.tasks.count()}
    write("plan_signed", subject_of(plan), acting=acting, at=at, facts=facts, request=request)
    return plan.pk


@transaction.atomic
def add_task(*, actor: Actor, plan_id: int, new: NewTask, at: datetime, request: Request | None = None) -> int:
    """Write a line into a plan; returns its id."""
    plan = locked_plan(plan_id)
    acting = require_can_coordinate(actor, bodies_of(plan, at))
    if earlier := done_before(request):
        return earlier
    if plan.closed_on is not None:
        raise RefusedError(_("Kế hoạch này đã khép lại."))
    task = next_line(plan, new, timezone.localdate(at))
    facts = {"plan": plan.code, "number": task.number, "owner": new.owner_id}
    write("task_set", subject_of(task), acting=acting, at=at, facts=facts, words=task.text, request=request)
    return task.pk


def next_line(plan: Plan, new: NewTask, set_on: date) -> Task:
    """Write the next line of a locked plan."""
    if new.due_on is not None and new.due_on < set_on:
        raise RefusedError(_("Thời hạn đã qua; hãy chọn một ngày khác."), field="due_on")
    if new.conclusion_id is not None and not Conclusion.objects.filter(pk=new.conclusion_id).exists():
        raise NotFoundError(_("Không có kết luận này."))
    last = plan.tasks.aggregate(last=Max("number"))["last"] or 0
    return Task.objects.create(
        plan=plan,
        number=last + 1,
        text=require_text(new.text, "text", _("Hãy ghi việc phải làm.")),
        field=new.field.value,
        owner_id=new.owner_id,
        owner_post=require_text(new.owner_post, "owner_post", _("Hãy ghi chức danh chịu trách nhiệm.")),
        set_on=set_on,
        due_on=new.due_on,
        product=new.product.strip(),
        indicator=new.indicator.strip(),
        baseline=new.baseline.strip(),
        target=new.target.strip(),
        conclusion_id=new.conclusion_id,
    )
