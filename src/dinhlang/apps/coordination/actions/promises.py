"""Promises of a dialogue as lines of plans: set by the worker or by hand, kept when the line is done."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import bodies_of, locked_plan, subject_of, write
from dinhlang.apps.coordination.actions.plans import NewTask, next_line
from dinhlang.apps.coordination.models import Plan, Task
from dinhlang.apps.coordination.policies import require_can_coordinate
from dinhlang.apps.links.actions import End, add_link
from dinhlang.apps.links.models import SPRINGS_FROM
from dinhlang.apps.links.queries import springing_from, springs_of
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.reception import actions as reception
from dinhlang.apps.reception.actions.acts import PROMISE
from dinhlang.apps.reception.models import Promise
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_SYSTEM, SYSTEM, Acting, Actor
from dinhlang.domain.coordination.documents import Field
from dinhlang.lib.refusal import NotFoundError, RefusedError

MOST_LEVELS = 5


@transaction.atomic
def plan_promise(*, promise_id: int, at: datetime) -> int | None:
    """Write a promise into the signed plan of its owner or of a unit above it; None where no plan takes it."""
    promise = Promise.objects.get(pk=promise_id)
    on = timezone.localdate(at)
    if promise.due_on < on or springing_from(PROMISE, [promise.pk], on):
        return None
    above = _units_above(promise.owner_id, on)
    plans = Plan.objects.filter(year=promise.due_on.year, signed_on__lte=on, closed_on=None).order_by("-signed_on")
    plan = next((one for one in plans if above & bodies_of(one, at)), None)
    return _line(locked_plan(plan.pk), promise, Field.REFORM, AS_SYSTEM, at, None) if plan else None


@transaction.atomic
def add_promise(
    *, actor: Actor, plan_id: int, promise_code: str, field: Field, at: datetime, request: Request | None = None
) -> int:
    """Write a promise into a plan by hand; returns the id of the new line."""
    plan = locked_plan(plan_id)
    acting = require_can_coordinate(actor, bodies_of(plan, at))
    if earlier := done_before(request):
        return earlier
    if plan.closed_on is not None:
        raise RefusedError(_("Kế hoạch này đã khép lại."))
    promise = Promise.objects.filter(code=promise_code.strip().upper(), kept_on=None, broken_on=None).first()
    if promise is None:
        raise NotFoundError(_("Không có lời hứa còn mở mang số này."), field="promise_code")
    if springing_from(PROMISE, [promise.pk], timezone.localdate(at)):
        raise RefusedError(_("Lời hứa này đã có trong kế hoạch."), field="promise_code")
    return _line(plan, promise, field, acting, at, request)


@transaction.atomic
def keep_promises_of_task(*, task_id: int, at: datetime) -> int:
    """Keep the open promises that a finished line springs from; returns how many."""
    task = Task.objects.select_related("plan").get(pk=task_id)
    ends = springs_of(subject_of(task).kind, [task_id], timezone.localdate(at)).get(task_id, ())
    ids = [one.id for one in ends if one.kind == PROMISE]
    still_open = Promise.objects.filter(pk__in=ids, kept_on=None, broken_on=None) if task.done_on else ()
    for one in still_open:
        shown = f"{task.plan.code} · {task.plan.year}.{task.number}. {task.text}"
        reception.keep_promise(
            actor=SYSTEM, promise_id=one.pk, kept_on=max(task.done_on or one.made_on, one.made_on), shown=shown, at=at
        )
    return len(still_open)


def _line(
    plan: Plan, promise: Promise, field: Field, acting: Acting, at: datetime, request: Request | None
) -> int:  # fmt: skip
    new = NewTask(promise.text, field, promise.owner_id, promise.owner_post, due_on=promise.due_on)
    task = next_line(plan, new, timezone.localdate(at))
    subject = subject_of(task)
    facts = {"plan": plan.code, "number": task.number, "owner": task.owner_id, "promise": promise.code}
    made = write("task_set", subject, acting=acting, at=at, facts=facts, words=task.text, request=request)
    add_link(
        source=End(subject.kind, subject.id, subject.code), relation=SPRINGS_FROM,
        target=End(PROMISE, promise.pk, promise.code), on=timezone.localdate(at), record_id=made.pk,
    )  # fmt: skip
    return task.pk


def _units_above(unit_id: int, on: date) -> set[int]:
    """Return a unit with those it lies in."""
    found, above = {unit_id}, organisations.parent_of(unit_id, on)
    while above is not None and len(found) < MOST_LEVELS:
        found.add(above.id)
        above = organisations.parent_of(above.id, on)
    return found
