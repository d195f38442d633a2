"""The sections of a report: asked for from a body by a day, handed in by it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import (
    bodies_of,
    locked_plan,
    require_past,
    require_text,
    subject_of,
    write,
)
from dinhlang.apps.coordination.models import Contribution
from dinhlang.apps.coordination.models.plans import PERIODS
from dinhlang.apps.coordination.policies import require_can_coordinate, require_can_report
from dinhlang.apps.organisations.queries import heirs_of
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.coordination.documents import Field
from dinhlang.lib.refusal import NotFoundError, RefusedError


@transaction.atomic
def ask_contribution(
    *,
    actor: Actor,
    plan_id: int,
    period: str,
    section: str,
    unit_id: int,
    due_on: date,
    at: datetime,
    field: Field | None = None,
    request: Request | None = None,
) -> int:
    """Ask a body for a section of the six-month or yearly report by a day; returns the id of the section."""
    plan = locked_plan(plan_id)
    acting = require_can_coordinate(actor, bodies_of(plan, at))
    if done_before(request) is not None:
        return plan.contributions.get(period=period, section=section.strip(), unit=unit_id).pk
    if plan.signed_on is None:
        raise RefusedError(_("Kế hoạch chưa ký."))
    asked_on = timezone.localdate(at)
    section = require_text(section, "section", _("Hãy ghi tên phần báo cáo."))
    if period not in PERIODS:
        raise RefusedError(_("Hãy chọn báo cáo sáu tháng hoặc báo cáo năm."), field="period")
    if due_on < asked_on:
        raise RefusedError(_("Thời hạn đã qua; hãy chọn một ngày khác."), field="due_on")
    if plan.contributions.filter(period=period, section=section, unit=unit_id).exists():
        raise RefusedError(_("Phần này đã giao cho đơn vị này rồi."), field="section")
    made = Contribution.objects.create(
        plan=plan, period=period, section=section, unit_id=unit_id, asked_on=asked_on, due_on=due_on,
        field=field.value if field else "",
    )  # fmt: skip
    facts = {"contribution": made.pk, "unit": unit_id, "due_on": due_on.isoformat()}
    write("contribution_asked", subject_of(plan), acting=acting, at=at, facts=facts, request=request)
    return made.pk


@transaction.atomic
def hand_in_contribution(
    *,
    actor: Actor,
    contribution_id: int,
    text: str,
    at: datetime,
    on: date | None = None,
    request: Request | None = None,
) -> int:
    """Hand in a section of a report (again, while the plan is open: the newest text counts); returns its id."""
    found = Contribution.objects.select_for_update(of=("self",)).select_related("plan").filter(pk=contribution_id)
    contribution = found.first()
    if contribution is None:
        raise NotFoundError(_("Không có phần báo cáo này."))
    today = timezone.localdate(at)
    owner = heirs_of([contribution.unit_id], today)[contribution.unit_id][0]
    acting = require_can_report(actor, bodies_of(contribution.plan, at), owner)
    if done_before(request):
        return contribution.pk
    if contribution.plan.closed_on is not None:
        raise RefusedError(_("Kế hoạch này đã khép lại."))
    day = on or today
    require_past(day, at, "on")
    contribution.text = require_text(text, "text", _("Hãy ghi nội dung báo cáo."))
    contribution.handed_in_on = contribution.handed_in_on or day
    contribution.save(update_fields=["text", "handed_in_on"])
    facts = {"contribution": contribution.pk, "on": day.isoformat()}
    subject = subject_of(contribution.plan)
    write("contribution_handed_in", subject, acting=acting, at=at, facts=facts, words=text, request=request)
    return contribution.pk
