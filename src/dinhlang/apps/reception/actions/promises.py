"""Promises made in a dialogue: who, by when; kept with what shows it, or broken with the reason."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.reception.actions.acts import (
    free_code,
    locked_dialogue,
    locked_promise,
    question_of,
    require_text,
    subject_of,
    write,
)
from dinhlang.apps.reception.models import Promise
from dinhlang.apps.reception.policies import require_can_keep, require_can_lead
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.refusal import NotFoundError, RefusedError

MADE = "reception.promised"


@dataclass(frozen=True)
class NewPromise:
    """What is promised, by which post of which unit, until when; question_number None: to everybody."""

    text: str
    owner_id: int
    owner_post: str
    due_on: date
    question_number: int | None = None


@transaction.atomic
def make_promise(
    *, actor: Actor, dialogue_id: int, new: NewPromise, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Write down a promise for everybody to see; returns its id."""
    dialogue = locked_dialogue(dialogue_id)
    acting = require_can_keep(actor, dialogue.unit_id)
    if earlier := done_before(request):
        return earlier
    today = timezone.localdate(at)
    if today < dialogue.on or dialogue.called_off_at is not None:
        raise RefusedError(_("Lời hứa được ghi từ ngày đối thoại; cuộc này chưa tới ngày hoặc đã hủy."))
    if new.due_on < today:
        raise RefusedError(_("Thời hạn đã qua; hãy chọn một ngày khác."), field="due_on")
    if organisations.unit(new.owner_id, today) is None:
        raise NotFoundError(_("Không có đơn vị này."), field="owner_id")
    question = question_of(dialogue, new.question_number) if new.question_number is not None else None
    text = require_text(new.text, "text", _("Hãy ghi điều đã hứa."))
    made = Promise.objects.create(
        code=free_code(Promise, "LH", at, f"{dialogue.pk} {text}"), dialogue=dialogue, question=question, text=text,
        owner_id=new.owner_id,
        owner_post=require_text(new.owner_post, "owner_post", _("Hãy ghi chức danh chịu trách nhiệm.")),
        made_on=today, due_on=new.due_on,
    )  # fmt: skip
    facts = {"dialogue": dialogue.code, "owner": new.owner_id, "due_on": new.due_on.isoformat()}
    write("promised", subject_of(made), acting=acting, at=at, facts=facts, words=text, request=request, is_first=True)
    return made.pk


@transaction.atomic
def keep_promise(
    *, actor: Actor, promise_id: int, kept_on: date, shown: str, at: datetime, request: Request | None = None
) -> int:
    """Say that a promise was kept and what shows it; returns the id of its dialogue."""
    promise = locked_promise(promise_id)
    acting = require_can_keep(actor, promise.dialogue.unit_id)
    if done_before(request):
        return promise.dialogue_id
    _require_open(promise)
    if not promise.made_on <= kept_on <= timezone.localdate(at):
        raise RefusedError(_("Ngày này chưa tới, hoặc trước ngày hứa."), field="kept_on")
    promise.kept_on = kept_on
    promise.shown = require_text(shown, "shown", _("Hãy ghi điều gì cho thấy đã làm."))
    promise.save(update_fields=["kept_on", "shown"])
    facts = {"kept_on": kept_on.isoformat(), "due_on": promise.due_on.isoformat()}
    write("promise_kept", subject_of(promise), acting=acting, at=at, facts=facts, words=promise.shown, request=request)
    return promise.dialogue_id


@transaction.atomic
def break_promise(
    *, actor: Actor, promise_id: int, reason: str, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Give a promise up, with the reason for everybody to read; returns the id of its dialogue."""
    promise = locked_promise(promise_id)
    acting = require_can_lead(actor, promise.dialogue.unit_id)
    if done_before(request):
        return promise.dialogue_id
    _require_open(promise)
    promise.broken_on = timezone.localdate(at)
    promise.broken_why = require_text(reason, "reason", _("Hãy ghi lý do; mọi người đọc được."))
    promise.save(update_fields=["broken_on", "broken_why"])
    write("promise_broken", subject_of(promise), acting=acting, at=at, words=promise.broken_why, request=request)
    return promise.dialogue_id


def _require_open(promise: Promise) -> None:
    if promise.kept_on is not None or promise.broken_on is not None:
        raise RefusedError(_("Lời hứa này đã khép lại."))
