"""A dialogue: who asks for it, its announcement, that it was held, its result."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.reception.actions.acts import (
    free_code,
    locked_dialogue,
    require_text,
    subject_of,
    write,
)
from dinhlang.apps.reception.models import Dialogue, Question
from dinhlang.apps.reception.models import Request as VotersRequest
from dinhlang.apps.reception.policies import require_can_count_requests, require_can_keep, require_can_lead
from dinhlang.apps.transparency.actions import Request, Subject, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.domain.reception.dialogue import NOTICE, ON_REQUEST, RESULT, YEARLY
from dinhlang.lib.refusal import RefusedError

REQUEST = "reception.request"


@dataclass(frozen=True)
class NewDialogue:
    """When, where and about what."""

    topic: str
    on: date
    begins: time
    place: str
    online_url: str = ""
    is_on_request: bool = False


@transaction.atomic
def count_requests(
    *, actor: Actor, unit_id: int, asked_on: date, voters_asking: int, voters_in_all: int, about: str, at: datetime,
    request: Request | None = None, is_demo: bool = False,
) -> int:  # fmt: skip
    """Write down how many voters ask for a dialogue, as the Front checked their list, which it keeps sealed."""
    acting = require_can_count_requests(actor, unit_id, timezone.localdate(at))
    if earlier := done_before(request):
        return earlier
    if asked_on > timezone.localdate(at):
        raise RefusedError(_("Ngày này chưa tới."), field="asked_on")
    if not 1 <= voters_asking <= voters_in_all:
        raise RefusedError(_("Số cử tri yêu cầu phải từ 1 đến tổng số cử tri."), field="voters_asking")
    made = VotersRequest.objects.create(
        unit_id=unit_id, asked_on=asked_on, voters_asking=voters_asking, voters_in_all=voters_in_all,
        about=require_text(about, "about", _("Hãy ghi yêu cầu đối thoại về việc gì.")), counted_at=at, is_demo=is_demo,
    )  # fmt: skip
    facts = {"unit": unit_id, "asking": voters_asking, "of": voters_in_all, "on": asked_on.isoformat()}
    grounds = [law.grounds(ON_REQUEST, on=timezone.localdate(at))]
    write("dialogue_asked", Subject(REQUEST, made.pk, str(made.pk)), acting=acting, at=at, facts=facts, words=about,
          grounds=grounds, request=request, is_first=True)  # fmt: skip
    return made.pk


@transaction.atomic
def announce_dialogue(
    *, actor: Actor, unit_id: int, new: NewDialogue, at: datetime, request: Request | None = None,
    is_demo: bool = False,
) -> int:  # fmt: skip
    """Announce a dialogue; everybody sees whether it was early enough. Returns its id."""
    acting = require_can_lead(actor, unit_id)
    if earlier := done_before(request):
        return earlier
    if new.on < timezone.localdate(at):
        raise RefusedError(_("Ngày này đã qua."), field="on")
    unit = organisations.unit(unit_id, timezone.localdate(at))
    if unit is None or unit.kind not in (Kind.COMMUNE, Kind.PROVINCE):
        raise RefusedError(_("Đối thoại do Ủy ban nhân dân tỉnh, xã, phường tổ chức."))
    topic = require_text(new.topic, "topic", _("Hãy ghi đối thoại về việc gì."))
    made = Dialogue.objects.create(
        code=free_code(Dialogue, "DT", at, f"{unit_id} {new.on} {topic}"), unit_id=unit_id, topic=topic, on=new.on,
        begins=new.begins, place=require_text(new.place, "place", _("Hãy ghi nơi đối thoại.")),
        online_url=new.online_url, is_on_request=new.is_on_request, announced_at=at, is_demo=is_demo,
    )  # fmt: skip
    facts = {"unit": unit_id, "on": new.on.isoformat(), "on_request": new.is_on_request}
    rules = (NOTICE, ON_REQUEST if new.is_on_request else YEARLY)
    grounds = [law.grounds(one, on=timezone.localdate(at)) for one in rules]
    write("dialogue_announced", subject_of(made), acting=acting, at=at, facts=facts, words=topic, grounds=grounds,
          request=request, is_first=True)  # fmt: skip
    return made.pk


@transaction.atomic
def call_off_dialogue(
    *, actor: Actor, dialogue_id: int, reason: str, moved_to: date | None, at: datetime, request: Request | None = None
) -> int:
    """Move a dialogue to a later day, which announces it anew, or call it off; its questions stay with it."""
    dialogue = locked_dialogue(dialogue_id)
    acting = require_can_lead(actor, dialogue.unit_id)
    if done_before(request):
        return dialogue.pk
    if dialogue.held_at is not None or dialogue.called_off_at is not None:
        raise RefusedError(_("Cuộc đối thoại này đã diễn ra hoặc đã hủy."))
    dialogue.changed_why = require_text(reason, "reason", _("Hãy ghi lý do; mọi người đọc được."))
    if moved_to is None:
        dialogue.called_off_at = at
    elif moved_to <= max(dialogue.on, timezone.localdate(at)):
        raise RefusedError(_("Ngày mới phải sau ngày cũ và sau hôm nay."), field="moved_to")
    else:
        dialogue.moved_from, dialogue.on, dialogue.announced_at = dialogue.on, moved_to, at
    dialogue.save(update_fields=["changed_why", "called_off_at", "moved_from", "on", "announced_at"])
    facts = {"moved_to": moved_to and moved_to.isoformat(), "why": dialogue.changed_why}
    grounds = [law.grounds(NOTICE, on=timezone.localdate(at))]
    write("dialogue_called_off", subject_of(dialogue), acting=acting, at=at, facts=facts, grounds=grounds,
          request=request)  # fmt: skip
    return dialogue.pk


@transaction.atomic
def hold_dialogue(
    *, actor: Actor, dialogue_id: int, attended: int, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Say that the dialogue took place, and how many came; returns its id."""
    dialogue = locked_dialogue(dialogue_id)
    acting = require_can_keep(actor, dialogue.unit_id)
    if done_before(request):
        return dialogue.pk
    if dialogue.held_at is not None or dialogue.called_off_at is not None or timezone.localdate(at) < dialogue.on:
        raise RefusedError(_("Chưa tới ngày đối thoại, đã hủy, hoặc đã ghi rồi."))
    if attended < 0:
        raise RefusedError(_("Hãy ghi bao nhiêu người dự."), field="attended")
    dialogue.held_at, dialogue.attended = at, attended
    dialogue.save(update_fields=["held_at", "attended"])
    write("dialogue_held", subject_of(dialogue), acting=acting, at=at, facts={"attended": attended}, request=request)
    return dialogue.pk


@transaction.atomic
def publish_result(
    *, actor: Actor, dialogue_id: int, summary: str, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Publish the result: every question must have its answer; returns the dialogue's id."""
    dialogue = locked_dialogue(dialogue_id)
    acting = require_can_lead(actor, dialogue.unit_id)
    if done_before(request):
        return dialogue.pk
    if dialogue.held_at is None or dialogue.published_at is not None:
        raise RefusedError(_("Chưa đối thoại, hoặc kết quả đã công khai."))
    if Question.objects.filter(dialogue=dialogue, merged_into=None, answered_at=None).exists():
        raise RefusedError(_("Còn câu hỏi chưa có lời trả lời; câu nào cũng phải được trả lời."))
    dialogue.summary = require_text(summary, "summary", _("Hãy ghi tóm tắt kết quả."))
    dialogue.published_at = at
    dialogue.save(update_fields=["summary", "published_at"])
    grounds = [law.grounds(RESULT, on=timezone.localdate(at))]
    write("dialogue_published", subject_of(dialogue), acting=acting, at=at, words=dialogue.summary, grounds=grounds,
          request=request)  # fmt: skip
    return dialogue.pk
