"""What opinions say in public: an official reads them first; what is withheld keeps its place and the reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.actions.acts import locked, require_text, write
from dinhlang.apps.consultations.models import Consultation, Opinion, Review
from dinhlang.apps.consultations.policies import require_can_keep
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.lib.refusal import NotFoundError, RefusedError


@transaction.atomic
def show_opinions(
    *, actor: Actor, consultation_id: int, upto_id: int, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Show the opinions that were read, up to the last one that stood on the page; returns the consultation's id."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    unread = Opinion.objects.filter(consultation=consultation, shown_at=None, withheld_why="", pk__lte=upto_id)
    codes = list(unread.exclude(text="").order_by("pk").values_list("code", flat=True))
    if not codes:
        raise RefusedError(_("Không còn ý kiến nào chờ đọc."))
    Opinion.objects.filter(code__in=codes).update(shown_at=at)
    write("opinions_shown", consultation, acting=acting, at=at, facts={"opinions": codes}, request=request)
    return consultation.pk


@transaction.atomic
def withhold_opinion(
    *, actor: Actor, consultation_id: int, opinion_id: int, reason: str, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Withhold the words and files of an opinion from the public, with a reason that everybody reads.

    It still counts, goes to a point and is answered. Returns the id of the consultation.
    """
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_text(reason, "reason", _("Hãy ghi lý do; mọi người đọc được."))
    opinion = _opinion(consultation, opinion_id)
    if Review.objects.filter(opinion=opinion, is_shown=True).exists():
        raise RefusedError(_("Ý kiến này đã được xem lại và cho hiện; không giấu lần nữa."))
    opinion.shown_at, opinion.withheld_why = None, reason.strip()
    opinion.save(update_fields=["shown_at", "withheld_why"])
    facts = {"opinion": opinion.code, "why": opinion.withheld_why}
    write("opinion_withheld", consultation, acting=acting, at=at, facts=facts, request=request)
    return consultation.pk


@transaction.atomic
def write_down(
    *, actor: Actor, consultation_id: int, opinion_id: int, text: str, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Write down what a spoken note says, so that it can be read, compared and answered; returns the id."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_text(text, "text", _("Hãy ghi lại đúng lời đã nói."))
    opinion = _opinion(consultation, opinion_id)
    if opinion.text:
        raise RefusedError(_("Ý kiến này đã có lời viết."))
    opinion.text = text.strip()
    opinion.save(update_fields=["text"])
    write("opinion_written_down", consultation, acting=acting, at=at, facts={"opinion": opinion.code}, words=text,
          request=request)  # fmt: skip
    return consultation.pk


def _opinion(consultation: Consultation, opinion_id: int) -> Opinion:
    found = Opinion.objects.select_for_update().filter(consultation=consultation, pk=opinion_id).first()
    if found is None:
        raise NotFoundError(_("Không có ý kiến này."), field="opinion_id")
    return found
