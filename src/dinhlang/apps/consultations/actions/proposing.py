"""A statement for the votes that anybody proposes: read by an official first, refused only with a reason in public."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.actions.acts import locked, require_not_closed, require_taking, require_text, write
from dinhlang.apps.consultations.actions.voting import make_statement, require_short
from dinhlang.apps.consultations.models import Consultation, Proposal, Statement
from dinhlang.apps.consultations.policies import require_can_keep
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import AS_CITIZEN, Actor
from dinhlang.domain.feedback.masking import masked
from dinhlang.lib.refusal import NotFoundError, RefusedError


@transaction.atomic
def propose_statement(*, consultation_id: int, text: str, at: datetime, request: Request) -> int:
    """Take a proposed statement; sent again it is one. Returns the number under which its sender finds the answer."""
    consultation = locked(consultation_id)
    short = require_short(text)
    if done_before(request):
        return Proposal.objects.filter(consultation=consultation, text=short).latest("number").number
    require_taking(consultation, at)
    if masked(short) != short:
        raise RefusedError(
            _("Câu này ai cũng đọc được, nên đừng ghi số điện thoại, số giấy tờ hay thư điện tử."), field="text"
        )
    waiting = Proposal.objects.filter(consultation=consultation, text__iexact=short, statement=None, refused_at=None)
    if waiting.exists() or Statement.objects.filter(consultation=consultation, text__iexact=short).exists():
        raise RefusedError(_("Câu này đã có người nêu."), field="text")
    number = Proposal.objects.filter(consultation=consultation).count() + 1
    Proposal.objects.create(consultation=consultation, number=number, text=short, proposed_at=at)
    write(
        "statement_proposed", consultation, acting=AS_CITIZEN, at=at, facts={"proposal": number}, words=short,
        request=request,
    )  # fmt: skip
    return number


@transaction.atomic
def accept_proposal(
    *, actor: Actor, consultation_id: int, proposal_number: int, at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Put a proposed statement up for votes, in its own words; returns the id of the consultation."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_taking(consultation, at)
    proposal = _waiting(consultation, proposal_number)
    proposal.statement = make_statement(consultation, proposal.text, at)
    proposal.save(update_fields=["statement"])
    facts = {"proposal": proposal.number, "statement": proposal.statement.number}
    write(
        "proposal_accepted", consultation, acting=acting, at=at, facts=facts, words=proposal.text, request=request
    )  # fmt: skip
    return consultation.pk


@transaction.atomic
def refuse_proposal(
    *, actor: Actor, consultation_id: int, proposal_number: int, reason: str, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Keep a proposed statement out of the votes with a reason that everybody reads; returns the consultation's id."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    require_not_closed(consultation)
    require_text(reason, "reason", _("Hãy ghi lý do; mọi người đọc được."))
    proposal = _waiting(consultation, proposal_number)
    proposal.refused_at, proposal.refused_why = at, reason.strip()
    proposal.save(update_fields=["refused_at", "refused_why"])
    facts = {"proposal": proposal.number, "why": proposal.refused_why}
    write("proposal_refused", consultation, acting=acting, at=at, facts=facts, request=request)
    return consultation.pk


def _waiting(consultation: Consultation, number: int) -> Proposal:
    found = Proposal.objects.filter(consultation=consultation, number=number).first()
    if found is None:
        raise NotFoundError(_("Không có câu này."))
    if found.statement_id is not None or found.refused_at is not None:
        raise RefusedError(_("Câu này đã được trả lời."))
    return found
