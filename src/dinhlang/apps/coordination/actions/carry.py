"""Close the plan of a year: every unfinished line goes on in the next plan, or is dropped with a reason."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import (
    bodies_of,
    locked_plan,
    require_past,
    subject_of,
    task_code,
    write,
)
from dinhlang.apps.coordination.actions.tasks import drop
from dinhlang.apps.coordination.models import Plan, Task
from dinhlang.apps.coordination.policies import require_can_coordinate
from dinhlang.apps.coordination.queries.tasks import line_of
from dinhlang.apps.links.actions import End, add_link
from dinhlang.apps.links.models import SPRINGS_FROM
from dinhlang.apps.links.queries import springs_of
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.coordination.plans import must_be_carried
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def carry_tasks(
    *,
    actor: Actor,
    plan_id: int,
    to_plan_id: int,
    on: date,
    at: datetime,
    new_days: Mapping[int, date] | None = None,
    dropped: Mapping[int, str] | None = None,
    request: Request | None = None,
) -> int:
    """Close a plan: its unfinished lines go on in another plan (task id → its new day, None: without one), those in
    `dropped` end with their reason. None is left over. Returns the id of the closed plan.
    """
    plans = {pk: locked_plan(pk) for pk in sorted({plan_id, to_plan_id})}
    plan, following = plans[plan_id], plans[to_plan_id]
    acting = require_can_coordinate(actor, bodies_of(plan, at))
    if earlier := done_before(request):
        return earlier
    require_past(on, at, "on")
    _check(plan, following, on)
    lines = list(plan.tasks.select_for_update(of=("self",)).select_related("plan").order_by("number"))
    for task in lines:
        if must_be_carried(line_of(task), date.max):
            reason = (dropped or {}).get(task.pk)
            if reason is not None:
                _drop(task, on, reason, acting, at)
            else:
                _carry(task, following, on, (new_days or {}).get(task.pk), acting, at)
    plan.closed_on = on
    plan.save(update_fields=["closed_on"])
    facts = {"closed_on": on.isoformat(), "to": following.code}
    write("plan_closed", subject_of(plan), acting=acting, at=at, facts=facts, request=request)
    return plan.pk


def _check(plan: Plan, following: Plan, on: date) -> None:
    """Raise RefusedError unless the lines of one plan can go on in the other."""
    if plan.signed_on is None or plan.closed_on is not None:
        raise RefusedError(_("Chỉ khép lại được kế hoạch đã ký và chưa khép."))
    if on < plan.signed_on:
        raise RefusedError(_("Ngày khép không thể trước ngày ký."), field="on")
    if following.year <= plan.year or following.closed_on is not None:
        raise RefusedError(_("Hãy chọn kế hoạch của năm sau, chưa khép."), field="to")


def _drop(task: Task, on: date, reason: str, acting: Acting, at: datetime) -> None:
    drop(task, on, reason)
    facts = {"dropped_on": on.isoformat()}
    write("task_dropped", subject_of(task), acting=acting, at=at, facts=facts, words=reason)


def _carry(task: Task, following: Plan, on: date, due_on: date | None, acting: Acting, at: datetime) -> None:
    """Let a line go on in the following plan, with what it springs from."""
    last = following.tasks.aggregate(last=Max("number"))["last"] or 0
    after = Task.objects.create(
        plan=following, number=last + 1, set_on=on, due_on=due_on,
        **{name: getattr(task, name) for name in KEPT},
    )  # fmt: skip
    task.carried_on, task.carried_to = on, after
    task.save(update_fields=["carried_on", "carried_to"])
    facts = {"to": task_code(after), "plan": following.code}
    write("task_carried", subject_of(task), acting=acting, at=at, facts=facts)
    made = write("task_set", subject_of(after), acting=acting, at=at, facts={"from": task_code(task)}, words=after.text)
    subject = subject_of(after)
    for spring in springs_of(subject.kind, [task.pk], on).get(task.pk, ()):
        add_link(
            source=End(subject.kind, subject.id, subject.code), relation=SPRINGS_FROM,
            target=End(spring.kind, spring.id, spring.code), on=on, record_id=made.pk,
        )  # fmt: skip


KEPT = (
    "text", "field", "owner_id", "owner_post", "product", "indicator", "baseline", "target", "conclusion_id",
    "is_illustration",
)  # fmt: skip
