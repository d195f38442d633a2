"""Questions for a dialogue: asked without an account, shown or withheld aloud, merged, answered."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.reception.actions.acts import (
    locked_dialogue,
    question_of,
    require_text,
    subject_of,
    write,
)
from dinhlang.apps.reception.models import Dialogue, Question
from dinhlang.apps.reception.policies import require_can_keep
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_CITIZEN, Acting, Actor
from dinhlang.domain.feedback.codes import lookup_code, lookup_hash
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import RefusedError


@transaction.atomic
def ask_question(*, dialogue_id: int, text: str, at: datetime, request: Request) -> str:
    """Send a question without an account; returns the secret code by which its sender finds the answer."""
    lookup = lookup_code(keyed("reception.question", request.key))
    if done_before(request):
        return lookup
    dialogue = locked_dialogue(dialogue_id)
    _require_taking(dialogue)
    _asked(dialogue, text, 1, lookup_hash(lookup), AS_CITIZEN, at, request)
    return lookup


@transaction.atomic
def enter_question(
    *, actor: Actor, dialogue_id: int, text: str, people: int, at: datetime, request: Request | None = None
) -> int:
    """Enter a question from paper, the telephone or the hall, with how many ask it; returns the dialogue's id."""
    dialogue = locked_dialogue(dialogue_id)
    acting = require_can_keep(actor, dialogue.unit_id)
    if done_before(request):
        return dialogue.pk
    _require_taking(dialogue)
    if people < 1:
        raise RefusedError(_("Hãy ghi bao nhiêu người hỏi."), field="people")
    _asked(dialogue, text, people, None, acting, at, request)
    return dialogue.pk


@transaction.atomic
def show_question(
    *, actor: Actor, dialogue_id: int, question_number: int, withheld_why: str, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Show a question that came by web, or withhold its words with a reason that everybody reads."""
    dialogue = locked_dialogue(dialogue_id)
    acting = require_can_keep(actor, dialogue.unit_id)
    if done_before(request):
        return dialogue.pk
    question = question_of(dialogue, question_number)
    question.withheld_why = withheld_why.strip()
    question.shown_at = None if question.withheld_why else at
    question.save(update_fields=["withheld_why", "shown_at"])
    facts = {"withheld": question.withheld_why}
    write("question_shown", subject_of(question), acting=acting, at=at, facts=facts, request=request)
    return dialogue.pk


@transaction.atomic
def merge_questions(
    *, actor: Actor, dialogue_id: int, question_number: int, into_number: int, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Put a question to another that asks the same; its sender sees where it went. Returns the dialogue's id."""
    dialogue = locked_dialogue(dialogue_id)
    acting = require_can_keep(actor, dialogue.unit_id)
    if done_before(request):
        return dialogue.pk
    _require_unpublished(dialogue)
    own, other = question_of(dialogue, question_number), question_of(dialogue, into_number, "into_number")
    if own.pk == other.pk or own.answered_at is not None:
        raise RefusedError(_("Hãy chọn một câu hỏi khác để gộp vào."), field="into_number")
    Question.objects.filter(merged_into=own).update(merged_into=other)
    own.merged_into = other
    own.save(update_fields=["merged_into"])
    write("question_merged", subject_of(own), acting=acting, at=at, facts={"into": other.number}, request=request)
    return dialogue.pk


@transaction.atomic
def answer_question(
    *, actor: Actor, dialogue_id: int, question_number: int, answer: str, answered_by: str, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Write down what was answered, and by which post; returns the dialogue's id."""
    dialogue = locked_dialogue(dialogue_id)
    acting = require_can_keep(actor, dialogue.unit_id)
    if done_before(request):
        return dialogue.pk
    _require_unpublished(dialogue)
    question = question_of(dialogue, question_number)
    question.answer = require_text(answer, "answer", _("Hãy ghi lời trả lời."))
    question.answered_by = require_text(answered_by, "answered_by", _("Hãy ghi chức danh trả lời."))
    question.answered_at = at
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    facts = {"by": question.answered_by}
    write("question_answered", subject_of(question), acting=acting, at=at, facts=facts, words=question.answer,
          request=request)  # fmt: skip
    return dialogue.pk


def _require_unpublished(dialogue: Dialogue) -> None:
    if dialogue.published_at is not None:
        raise RefusedError(_("Kết quả đối thoại đã công khai; không nhận thêm câu hỏi."))


def _require_taking(dialogue: Dialogue) -> None:
    _require_unpublished(dialogue)
    if dialogue.called_off_at is not None:
        raise RefusedError(_("Cuộc đối thoại này đã hủy; không nhận thêm câu hỏi."))


def _asked(
    dialogue: Dialogue, text: str, people: int, digest: bytes | None, acting: Acting, at: datetime,
    request: Request | None,
) -> None:  # fmt: skip
    last = Question.objects.filter(dialogue=dialogue).aggregate(last=Max("number"))["last"] or 0
    made = Question.objects.create(
        dialogue=dialogue, number=last + 1, lookup_hash=digest, people=people, asked_at=at,
        shown_at=at if digest is None else None,
        text=require_text(text, "text", _("Hãy viết điều muốn hỏi.")),
    )  # fmt: skip
    write("question_asked", subject_of(made), acting=acting, at=at, facts={"people": people}, words=made.text,
          request=request, is_first=True)  # fmt: skip
