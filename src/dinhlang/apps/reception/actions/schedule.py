"""Heads and their days: who receives, when and where; held, by a deputy, moved or called off."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.law import queries as law
from dinhlang.apps.reception.actions.acts import (
    free_code,
    locked_day,
    locked_head,
    require_text,
    subject_of,
    write,
)
from dinhlang.apps.reception.models import Day, Head, Visit
from dinhlang.apps.reception.policies import require_can_keep, require_can_lead
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.reception.often import DUTIES
from dinhlang.domain.reception.schedule import POSTING
from dinhlang.domain.reception.visits import Stage
from dinhlang.lib.refusal import NotFoundError, RefusedError


@dataclass(frozen=True)
class NewDay:
    """When and where a head receives; online_url "": in person only."""

    on: date
    begins: time
    ends: time
    place: str
    online_url: str = ""


@transaction.atomic
def name_head(
    *, actor: Actor, unit_id: int, title: str, rule: str, since: date, at: datetime, request: Request | None = None,
    is_demo: bool = False,
) -> int:  # fmt: skip
    """Write down a post whose holder must receive people, and under which rule; returns its id."""
    acting = require_can_lead(actor, unit_id)
    if earlier := done_before(request):
        return earlier
    if rule not in DUTIES:
        raise RefusedError(_("Hãy chọn quy định về tiếp dân."), field="rule")
    title = require_text(title, "title", _("Hãy ghi chức danh."))
    if Head.objects.filter(unit_id=unit_id, title=title, until=None).exists():
        raise RefusedError(_("Chức danh này đã có trong lịch tiếp dân."), field="title")
    made = Head.objects.create(unit_id=unit_id, title=title, rule=rule, since=since, is_demo=is_demo)
    facts = {"unit": unit_id, "title": title, "since": since.isoformat()}
    grounds = [law.grounds(rule, on=timezone.localdate(at))]
    write("head_named", subject_of(made), acting=acting, at=at, facts=facts, grounds=grounds, request=request,
          is_first=True)  # fmt: skip
    return made.pk


@transaction.atomic
def commit_to_service(
    *, actor: Actor, head_id: int, text: str, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Publish what a post promises whoever comes (listening, on time, no trouble); returns the id of the post."""
    head = locked_head(head_id)
    acting = require_can_lead(actor, head.unit_id)
    if earlier := done_before(request):
        return earlier
    head.commitment = require_text(text, "text", _("Hãy ghi điều cam kết, mỗi điều một dòng."))
    head.committed_on = timezone.localdate(at)
    head.save(update_fields=["commitment", "committed_on"])
    write("committed", subject_of(head), acting=acting, at=at, words=head.commitment, request=request)
    return head.pk


@transaction.atomic
def post_day(*, actor: Actor, head_id: int, new: NewDay, at: datetime, request: Request | None = None) -> int:
    """Post a day of reception; everybody sees whether it was posted early enough. Returns its id."""
    head = locked_head(head_id)
    acting = require_can_keep(actor, head.unit_id)
    if earlier := done_before(request):
        return earlier
    made = _posted(head, new, at)
    facts = {"head": head.pk, "on": new.on.isoformat(), "begins": f"{new.begins:%H:%M}"}
    grounds = [law.grounds(one, on=timezone.localdate(at)) for one in (POSTING, head.rule)]
    write("day_posted", subject_of(made), acting=acting, at=at, facts=facts, words=new.place, grounds=grounds,
          request=request, is_first=True)  # fmt: skip
    return made.pk


@transaction.atomic
def hold_day(
    *, actor: Actor, day_id: int, deputy: str, deputy_why: str, at: datetime, request: Request | None = None
) -> int:
    """Say that people were received: by the head, or by a named deputy with the reason; returns the id of the day."""
    day = locked_day(day_id)
    acting = require_can_keep(actor, day.head.unit_id)
    if earlier := done_before(request):
        return earlier
    if day.called_off_at is not None or day.held_at is not None:
        raise RefusedError(_("Buổi này đã dời, đã hủy hoặc đã ghi là đã tiếp."))
    if timezone.localdate(at) < day.on:
        raise RefusedError(_("Chưa tới ngày tiếp dân."))
    if deputy.strip():
        require_text(deputy_why, "deputy_why", _("Hãy ghi vì sao cấp phó tiếp thay; mọi người đọc được."))
    day.held_at, day.deputy, day.deputy_why = at, deputy.strip(), deputy_why.strip() if deputy.strip() else ""
    day.save(update_fields=["held_at", "deputy", "deputy_why"])
    Visit.objects.filter(day=day, state=Stage.BOOKED.value).update(state=Stage.ABSENT.value)
    facts = {"deputy": day.deputy, "why": day.deputy_why}
    write("day_held", subject_of(day), acting=acting, at=at, facts=facts, request=request)
    return day.pk


@transaction.atomic
def name_deputy(
    *, actor: Actor, day_id: int, deputy: str, deputy_why: str, at: datetime, request: Request | None = None
) -> int:
    """Say beforehand that a deputy will receive in the place of the head, and why; returns the id of the day."""
    day = locked_day(day_id)
    acting = require_can_keep(actor, day.head.unit_id)
    if earlier := done_before(request):
        return earlier
    if day.called_off_at is not None or day.held_at is not None:
        raise RefusedError(_("Buổi này đã dời, đã hủy hoặc đã ghi là đã tiếp."))
    day.deputy = require_text(deputy, "deputy", _("Hãy ghi chức danh người tiếp thay."))
    day.deputy_why = require_text(deputy_why, "deputy_why", _("Hãy ghi vì sao cấp phó tiếp thay; mọi người đọc được."))
    day.save(update_fields=["deputy", "deputy_why"])
    facts = {"deputy": day.deputy, "why": day.deputy_why}
    write("deputy_named", subject_of(day), acting=acting, at=at, facts=facts, request=request)
    return day.pk


@transaction.atomic
def call_off_day(
    *, actor: Actor, day_id: int, reason: str, moved_to: date | None, at: datetime, request: Request | None = None
) -> int:
    """Move a day to another one, with everybody who booked, or cancel it; told at once. Returns the id of the day."""
    day = locked_day(day_id)
    acting = require_can_keep(actor, day.head.unit_id)
    if earlier := done_before(request):
        return earlier
    if day.called_off_at is not None or day.held_at is not None:
        raise RefusedError(_("Buổi này đã dời, đã hủy hoặc đã ghi là đã tiếp."))
    day.called_off_why = require_text(reason, "reason", _("Hãy ghi lý do; mọi người đọc được."))
    if moved_to is not None:
        if moved_to <= day.on:
            raise RefusedError(_("Ngày mới phải sau ngày cũ."), field="moved_to")
        day.moved_to = _posted(day.head, NewDay(moved_to, day.begins, day.ends, day.place, day.online_url), at)
        Visit.objects.filter(day=day, state=Stage.BOOKED.value).update(day=day.moved_to)
    day.called_off_at = at
    day.save(update_fields=["called_off_at", "called_off_why", "moved_to"])
    facts = {"moved_to": moved_to and moved_to.isoformat(), "why": day.called_off_why}
    write("day_called_off", subject_of(day), acting=acting, at=at, facts=facts, request=request)
    return day.pk


def _posted(head: Head, new: NewDay, at: datetime) -> Day:
    """Save a day; raises RefusedError for one that cannot be."""
    if new.on < timezone.localdate(at):
        raise RefusedError(_("Ngày này đã qua."), field="on")
    if head.until is not None and new.on > head.until:
        raise NotFoundError(_("Chức danh này không còn tiếp dân."))
    if new.ends <= new.begins:
        raise RefusedError(_("Giờ kết thúc phải sau giờ bắt đầu."), field="ends")
    if Day.objects.filter(head=head, on=new.on, begins=new.begins).exists():
        raise RefusedError(_("Buổi này đã có trong lịch."), field="on")
    return Day.objects.create(
        code=free_code(Day, "TD", at, f"{head.pk} {new.on} {new.begins}"), head=head, on=new.on, begins=new.begins,
        ends=new.ends, place=require_text(new.place, "place", _("Hãy ghi nơi tiếp dân.")),
        online_url=new.online_url, posted_at=at,
    )  # fmt: skip
