"""The sender of a withheld opinion does not agree: somebody else of the unit decides again, within a dated term."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.actions.acts import KIND, locked, require_text, write
from dinhlang.apps.consultations.models import Consultation, Opinion, Review
from dinhlang.apps.consultations.policies import require_can_keep
from dinhlang.apps.law import queries as law
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import AS_CITIZEN, Actor
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

REVIEW_RULE, WITHHELD = "PROV-CON-REVIEW", "opinion_withheld"


@transaction.atomic
def ask_review(*, code: str, text: str, at: datetime, request: Request | None = None) -> None:
    """Ask once, with the code of an opinion, that its withholding be decided again."""
    opinion = Opinion.objects.select_for_update().filter(lookup_hash=lookup_hash(code)).first()
    if opinion is None:
        raise NotFoundError(_("Không có ý kiến này."))
    if done_before(request):
        return
    require_text(text, "text", _("Hãy viết vì sao lời của bạn nên được hiện."))
    if not opinion.withheld_why:
        raise RefusedError(_("Lời của ý kiến này không bị giấu."))
    if Review.objects.filter(opinion=opinion).exists():
        raise RefusedError(_("Mỗi ý kiến được đề nghị xem lại một lần."))
    due = law.compute_deadline(REVIEW_RULE, at).due_on
    Review.objects.create(opinion=opinion, text=text.strip(), asked_at=at, due_on=due)
    write(
        "review_asked", locked(opinion.consultation_id), acting=AS_CITIZEN, at=at, words=text.strip(), request=request,
        facts={"opinion": opinion.code, "due": due.isoformat()},
        grounds=[law.grounds(REVIEW_RULE, on=timezone.localdate(at))],
    )  # fmt: skip


@transaction.atomic
def decide_review(
    *, actor: Actor, consultation_id: int, opinion_id: int, is_shown: bool, reason: str, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Decide again whether withheld words are shown, by somebody else than who withheld them; returns the id."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    review = Review.objects.select_related("opinion").filter(
        opinion__consultation=consultation, opinion_id=opinion_id, decided_at=None
    ).first()  # fmt: skip
    if review is None:
        raise NotFoundError(_("Không có đề nghị xem lại nào đang chờ."))
    if actor.user_id in _withholders(consultation, review.opinion):
        raise NotAllowedError(_("Người đã giấu lời không tự xem lại; người khác trong đơn vị phải quyết định."))
    require_text(reason, "reason", _("Hãy ghi lý do; mọi người đọc được."))
    review.decided_at, review.is_shown, review.reason = at, is_shown, reason.strip()
    review.save(update_fields=["decided_at", "is_shown", "reason"])
    if is_shown:
        Opinion.objects.filter(pk=opinion_id).update(shown_at=at, withheld_why="")
    facts = {"opinion": review.opinion.code, "shown": is_shown, "why": review.reason}
    write(
        "review_decided", consultation, acting=acting, at=at, facts=facts, request=request,
        grounds=[law.grounds(REVIEW_RULE, on=timezone.localdate(at))],
    )  # fmt: skip
    return consultation.pk


def _withholders(consultation: Consultation, opinion: Opinion) -> set[int]:
    """Return every account that ever withheld the words of an opinion: who did it first does not decide either."""
    acts = Record.objects.filter(
        subject_kind=KIND, subject_id=consultation.pk, event=f"consultations.{WITHHELD}", facts__opinion=opinion.code
    )
    return {one for one in acts.values_list("user_id", flat=True) if one is not None}
