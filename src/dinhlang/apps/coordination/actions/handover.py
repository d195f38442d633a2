"""Pass open lines on when their unit ended or was merged: an act of its own for every line."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.coordination.actions.acts import (
    bodies_of,
    locked_task,
    require_past,
    require_text,
    subject_of,
    write,
)
from dinhlang.apps.coordination.models import Handover, Task
from dinhlang.apps.coordination.policies import require_can_coordinate, require_can_report
from dinhlang.apps.coordination.queries.tasks import line_of
from dinhlang.apps.organisations.queries import successors, unit
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import AS_SYSTEM, Acting, Actor
from dinhlang.domain.coordination.plans import must_be_carried
from dinhlang.domain.organisations.lineage import Change
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def pass_tasks_to_successor(*, record: Record, at: datetime) -> int:
    """Give the open lines of units that ended to the one that took their place; returns how many.

    `record` is the act that tells of the change. Where several took over, nothing moves: the two
    bodies choose (assign_task). A second run moves nothing.
    """
    change = record.facts.get("change", "")
    if record.event.endswith("change_scheduled") or change not in MOVING:
        return 0
    on = date.fromisoformat(record.facts["on"])
    citation = record.grounds[0]["citation"] if record.grounds else ""
    moved = 0
    for unit_id in record.facts["from"]:
        heirs = [one.id for one in successors(int(unit_id), on=on, since=on - timedelta(days=1))]
        if len(heirs) == 1 and heirs != [unit_id]:
            moved += sum(hand_over(task, heirs[0], on, change, citation, at) for task in _open_lines(int(unit_id)))
    return moved


ASSIGNED = "assigned"
MOVING = (Change.MERGED.value, Change.FUNCTION_PASSED.value)


def _open_lines(unit_id: int) -> list[Task]:
    """Return the open lines of a unit, locked, those of drafts too."""
    goes_on = Task.objects.filter(done_on=None, dropped_on=None, carried_on=None, owner=unit_id)
    return list(goes_on.select_for_update(of=("self",)).select_related("plan").order_by("pk"))


def hand_over(task: Task, to_id: int, on: date, change: str, citation: str, at: datetime) -> int:
    """Give one locked line to a successor; which post there answers for it, that unit still has to say."""
    _pass(task, to_id, "", max(on, task.set_on), (change, citation), AS_SYSTEM, at, None)
    return 1


@transaction.atomic
def assign_task(
    *,
    actor: Actor,
    task_id: int,
    owner_id: int,
    owner_post: str,
    on: date,
    at: datetime,
    citation: str = "",
    request: Request | None = None,
) -> int:
    """Say which post answers for an open line, in its unit or in another one from a day on; returns its id.

    Its unit names another post; giving the line to another unit is for the two bodies.
    """
    task = locked_task(task_id)
    bodies = bodies_of(task.plan, at)
    stays = owner_id == task.owner_id
    acting = require_can_report(actor, bodies, [task.owner_id]) if stays else require_can_coordinate(actor, bodies)
    if earlier := done_before(request):
        return earlier
    require_past(on, at, "on")
    post = require_text(owner_post, "owner_post", _("Hãy ghi chức danh chịu trách nhiệm."))
    if task.plan.signed_on is None:
        raise RefusedError(_("Kế hoạch chưa ký nên việc này chưa giao cho ai; hãy ký kế hoạch rồi mới giao lại."))
    if not must_be_carried(line_of(task), date.max):
        raise RefusedError(_("Việc này đã kết thúc rồi."))
    if unit(owner_id, on) is None:
        raise RefusedError(_("Đơn vị này không hoạt động vào ngày đó."), field="owner")
    if on < task.set_on:
        raise RefusedError(_("Ngày này trước ngày giao việc."), field="on")
    if stays:
        _name_post(task, post, on, citation)
        facts = {"post": post, "on": on.isoformat()}
        write("task_assigned", subject_of(task), acting=acting, at=at, facts=facts, citation=citation, request=request)
    else:
        _pass(task, owner_id, post, on, (ASSIGNED, citation), acting, at, request)
    return task.pk


def _name_post(task: Task, post: str, on: date, citation: str) -> None:
    """Let another post of its unit answer for a line from a day on; who did before stays readable."""
    if post != task.owner_post:
        Handover.objects.get_or_create(
            task=task, from_unit_id=task.owner_id, to_unit_id=task.owner_id, on=on,
            defaults={"from_post": task.owner_post, "change": ASSIGNED, "citation": citation},
        )  # fmt: skip
    task.owner_post = post
    task.save(update_fields=["owner_post"])


def _pass(
    task: Task,
    to_id: int,
    post: str,
    on: date,
    ground: tuple[str, str],
    acting: Acting,
    at: datetime,
    request: Request | None,
) -> None:
    """Write the way of a line from one unit to another; `ground` is what happened and the document it stands on."""
    change, citation = ground
    facts = {"from": task.owner_id, "to": to_id, "change": change, "on": on.isoformat(), "post": post}
    Handover.objects.create(
        task=task, from_unit_id=task.owner_id, from_post=task.owner_post, to_unit_id=to_id, on=on, change=change,
        citation=citation,
    )  # fmt: skip
    task.owner_id, task.owner_post = to_id, post
    task.save(update_fields=["owner", "owner_post"])
    subject = subject_of(task)
    write("task_passed_on", subject, acting=acting, at=at, facts=facts, citation=citation, request=request)
