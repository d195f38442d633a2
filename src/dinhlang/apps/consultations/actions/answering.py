"""Gather opinions into points, answer each, close with the answer to everybody."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.actions.acts import locked, require_anchor, require_not_closed, require_text, write
from dinhlang.apps.consultations.models import Consultation, Hearing, Opinion, Point, Proposal
from dinhlang.apps.consultations.policies import require_can_decide, require_can_keep
from dinhlang.apps.consultations.queries.households import households
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.consultations.answers import Answer, Gathered, Hindrance, Outcome, Stance, hindrance, needs_reasons
from dinhlang.domain.consultations.matters import MATTERS
from dinhlang.domain.consultations.steps import EXPLAIN, REASON
from dinhlang.lib.refusal import NotFoundError, RefusedError

SENTENCES = {
    Hindrance.TOO_EARLY: _("Chưa hết thời gian nhận ý kiến."),
    Hindrance.LOOSE_OPINIONS: _("Còn ý kiến chưa được đưa vào điểm nào; không ý kiến nào được bỏ sót."),
    Hindrance.OPEN_POINTS: _("Còn điểm chưa trả lời; mỗi điểm đều phải có câu trả lời."),
    Hindrance.UNREAD_PROPOSALS: _("Còn câu người dân đề nghị chưa được trả lời."),
    Hindrance.NO_REASONS: _("Quyết định khác ý kiến đa số thì phải nêu lý do."),
    Hindrance.NOT_TOLD: _("Chưa ghi ngày báo cho người phải thi hành biết trước khi quyết định."),
    Hindrance.NOT_HEARD: _("Còn người xin trình bày mà chưa được nghe hoặc chưa nhận giải trình."),
}


@transaction.atomic
def make_point(
    *, actor: Actor, consultation_id: int, title: str, opinion_id: int | None, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Write down a point that opinions ask for, from one opinion if named; returns the id of the consultation."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    require_text(title, "title", _("Hãy ghi điểm này bằng một câu."))
    opinion = _opinion(consultation, opinion_id) if opinion_id is not None else None
    number = Point.objects.filter(consultation=consultation).count() + 1
    made = Point.objects.create(consultation=consultation, number=number, title=title.strip())
    if opinion is not None:
        Opinion.objects.filter(pk=opinion.pk).update(point=made)
    facts = {"point": number, "opinion": opinion.code if opinion else None}
    write("point_made", consultation, acting=acting, at=at, facts=facts, words=title, request=request)
    return consultation.pk


@transaction.atomic
def gather_opinion(
    *, actor: Actor, consultation_id: int, opinion_id: int, point_number: int, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Put an opinion to a point, or to another one than before; returns the id of the consultation."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    opinion, point = _opinion(consultation, opinion_id), _point(consultation, point_number)
    Opinion.objects.filter(pk=opinion.pk).update(point=point)
    facts = {"point": point.number, "opinion": opinion.code}
    write("opinion_gathered", consultation, acting=acting, at=at, facts=facts, request=request)
    return consultation.pk


@transaction.atomic
def answer_point(
    *, actor: Actor, consultation_id: int, point_number: int, answer: Answer, reason: str, anchor: str, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Answer a point: accepted, partly or not, why, and which passage was changed; returns the consultation's id."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    require_text(reason, "reason", _("Hãy ghi lý do; mọi người đọc được."))
    require_anchor(consultation, anchor)
    point = _point(consultation, point_number)
    point.answer, point.reason, point.anchor, point.answered_at = answer.value, reason.strip(), anchor, at
    point.save()
    facts = {"point": point.number, "answer": answer.value, "anchor": anchor}
    write("point_answered", consultation, acting=acting, at=at, facts=facts, words=reason, request=request)
    return consultation.pk


@transaction.atomic
def close_consultation(
    *, actor: Actor, consultation_id: int, outcome: Outcome, reasons: str, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Close with an answer to every point and publish the summary; returns the id."""
    consultation = locked(consultation_id)
    acting = require_can_decide(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    if consultation.closes_on is None:
        raise RefusedError(_("Chưa mở lấy ý kiến."))
    today = timezone.localdate(at)
    gathered = _gathered(consultation)
    if why := hindrance(gathered, outcome, reasons, today=today):
        raise RefusedError(SENTENCES[why], field="reasons" if why is Hindrance.NO_REASONS else "")
    counted = households(consultation, today)
    if counted is not None and outcome is not Outcome.DROPPED and not counted.passes:
        raise RefusedError(_("Còn ấp, khóm chưa nhập phiếu, hoặc chưa đủ số hộ đồng ý để đi tiếp."), field="outcome")
    consultation.closed_at, consultation.outcome, consultation.reasons = at, outcome.value, reasons.strip()
    consultation.against_majority = needs_reasons(gathered, outcome)
    consultation.save()
    rules = [EXPLAIN, REASON] if consultation.against_majority else [EXPLAIN]
    facts = {"outcome": outcome.value, "against_majority": consultation.against_majority, "agree": gathered.agree,
             "against": gathered.against}  # fmt: skip
    write(
        "closed", consultation, acting=acting, at=at, facts=facts, words=reasons, request=request,
        grounds=[law.grounds(one, on=today) for one in rules],
    )  # fmt: skip
    return consultation.pk


def _gathered(consultation: Consultation) -> Gathered:
    opinions = Opinion.objects.filter(consultation=consultation)
    sides = opinions.aggregate(
        agree=Sum("people", filter=Q(stance__in=(Stance.AGREE.value, Stance.CHANGE.value)), default=0),
        against=Sum("people", filter=Q(stance=Stance.AGAINST.value), default=0),
    )
    loose = opinions.filter(point=None).count()
    unanswered = Point.objects.filter(consultation=consultation, answer="").count()
    assert consultation.closes_on is not None
    untold = MATTERS[consultation.matter].addressee and consultation.told_on is None
    unheard = Hearing.objects.filter(consultation=consultation, explained_on=None).count()
    return Gathered(
        consultation.closes_on, loose, unanswered, sides["agree"], sides["against"], untold=untold, unheard=unheard,
        unread_proposals=Proposal.objects.filter(consultation=consultation, statement=None, refused_at=None).count(),
    )  # fmt: skip


def _opinion(consultation: Consultation, opinion_id: int) -> Opinion:
    found = Opinion.objects.filter(consultation=consultation, pk=opinion_id).first()
    if found is None:
        raise NotFoundError(_("Không có ý kiến này."), field="opinion_id")
    return found


def _point(consultation: Consultation, number: int) -> Point:
    found = Point.objects.filter(consultation=consultation, number=number).first()
    if found is None:
        raise NotFoundError(_("Không có điểm này."), field="point_number")
    return found
