"""Hear those on whom a decision lays duties (Article 27); write down the days of the other steps of the law."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.actions.acts import locked, require_not_closed, require_text, write
from dinhlang.apps.consultations.models import Consultation, Hearing
from dinhlang.apps.consultations.policies import require_can_keep
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Grounds, Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.consultations.matters import MATTERS
from dinhlang.domain.consultations.steps import EXPLAIN, HEAR, PLAN
from dinhlang.lib.refusal import NotFoundError, RefusedError


class Noted(StrEnum):
    """A step of the law that happens outside this program and whose day is written down."""

    PLAN = "plan"  # the plan went to the People's Council and the Front
    TOLD = "told"  # the addressees were told
    REPORTED = "reported"  # the report went to the Council and the Front


RULES = {Noted.PLAN: PLAN, Noted.TOLD: HEAR, Noted.REPORTED: EXPLAIN}
COLUMNS = {Noted.PLAN: "plan_sent_on", Noted.TOLD: "told_on", Noted.REPORTED: "reported_on"}


@transaction.atomic
def note_step(
    *, actor: Actor, consultation_id: int, step: Noted, on: date, at: datetime, session_on: date | None = None,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Write down on which day a step was done; session_on: that of the Council, of a report. Returns the id."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    if on > timezone.localdate(at):
        raise RefusedError(_("Ngày này chưa tới."), field="on")
    if step is Noted.REPORTED and consultation.closed_at is None:
        raise RefusedError(_("Chưa trả lời xong ý kiến thì chưa có gì để báo cáo."))
    if step is not Noted.REPORTED:
        require_not_closed(consultation)
    setattr(consultation, COLUMNS[step], on)
    consultation.session_on = session_on or consultation.session_on
    consultation.save(update_fields=[COLUMNS[step], "session_on"])
    facts = {"step": step.value, "on": on.isoformat(), "session_on": session_on and session_on.isoformat()}
    grounds = [law.grounds(RULES[step], on=timezone.localdate(at))]
    write("step_noted", consultation, acting=acting, at=at, facts=facts, grounds=grounds, request=request)
    return consultation.pk


@transaction.atomic
def ask_hearing(
    *, actor: Actor, consultation_id: int, asked_on: date, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Write down that an addressee asks to be heard, never who; returns the id of the consultation."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    if not MATTERS[consultation.matter].addressee:
        raise RefusedError(_("Chỉ quyết định đặt ra nghĩa vụ hoặc hạn chế quyền mới phải nghe từng người."))
    if asked_on > timezone.localdate(at):
        raise RefusedError(_("Ngày này chưa tới."), field="asked_on")
    number = Hearing.objects.filter(consultation=consultation).count() + 1
    Hearing.objects.create(consultation=consultation, number=number, asked_on=asked_on)
    facts = {"hearing": number, "asked_on": asked_on.isoformat()}
    write("hearing_asked", consultation, acting=acting, at=at, facts=facts, grounds=_grounds(at), request=request)
    return consultation.pk


@transaction.atomic
def hold_hearing(
    *, actor: Actor, consultation_id: int, hearing_number: int, heard_on: date, is_dialogue: bool, summary: str,
    at: datetime, request: Request | None = None,
) -> int:  # fmt: skip
    """Write down that somebody was heard, with all that was said; returns the id of the consultation."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    hearing = _hearing(consultation, hearing_number)
    if not hearing.asked_on <= heard_on <= timezone.localdate(at):
        raise RefusedError(_("Ngày nghe phải từ ngày xin trình bày đến hôm nay."), field="heard_on")
    require_text(summary, "summary", _("Hãy ghi đủ điều người ấy trình bày."))
    hearing.heard_on, hearing.is_dialogue, hearing.summary = heard_on, is_dialogue, summary.strip()
    hearing.save(update_fields=["heard_on", "is_dialogue", "summary"])
    facts = {"hearing": hearing.number, "heard_on": heard_on.isoformat(), "dialogue": is_dialogue}
    write("heard", consultation, acting=acting, at=at, facts=facts, words=summary, grounds=_grounds(at),
          request=request)  # fmt: skip
    return consultation.pk


@transaction.atomic
def explain_hearing(
    *, actor: Actor, consultation_id: int, hearing_number: int, explanation: str, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Write down what was explained to somebody who was heard; returns the id of the consultation."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    hearing = _hearing(consultation, hearing_number)
    if hearing.heard_on is None:
        raise RefusedError(_("Chưa nghe thì chưa giải trình được."))
    require_text(explanation, "explanation", _("Hãy ghi lời giải trình đã gửi người ấy."))
    hearing.explained_on, hearing.explanation = timezone.localdate(at), explanation.strip()
    hearing.save(update_fields=["explained_on", "explanation"])
    write("explained", consultation, acting=acting, at=at, facts={"hearing": hearing.number}, words=explanation,
          grounds=_grounds(at), request=request)  # fmt: skip
    return consultation.pk


def _grounds(at: datetime) -> list[Grounds]:
    return [law.grounds(HEAR, on=timezone.localdate(at))]


def _hearing(consultation: Consultation, number: int) -> Hearing:
    found = Hearing.objects.filter(consultation=consultation, number=number).first()
    if found is None:
        raise NotFoundError(_("Không có lượt xin trình bày này."), field="hearing_number")
    return found
