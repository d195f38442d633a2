"""Who recognises, annuls, and answers objections."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.policies.capacities import ANSWER, capacity_of, fronts_of
from dinhlang.apps.organisations.queries import UnitView
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.decisions.matters import Body
from dinhlang.domain.organisations.kinds import Kind
from dinhlang.lib.refusal import NotAllowedError


def can_answer(actor: Actor, village: UnitView, body: Body, *, on: date) -> Acting | None:
    """Return the capacity in which the actor recognises or refuses decisions of a village, or None."""
    if village.parent_id is None:
        return None
    if body is Body.COMMITTEE:
        return capacity_of(actor, ANSWER, [village.parent_id])
    return capacity_of(actor, ANSWER, fronts_of(village.parent_id, on))


def require_can_answer(actor: Actor, village: UnitView, body: Body, *, on: date) -> Acting:
    """Return the capacity for recognising; raises NotAllowedError."""
    capacity = can_answer(actor, village, body, on=on)
    if capacity is None and body is Body.COMMITTEE:
        raise NotAllowedError(_("Chỉ lãnh đạo Ủy ban nhân dân cấp xã được công nhận việc này."))
    if capacity is None:
        raise NotAllowedError(_("Chỉ lãnh đạo Ủy ban Mặt trận Tổ quốc cấp xã được công nhận việc này."))
    return capacity


def can_annul(actor: Actor, unit: UnitView) -> Acting | None:
    """Return the capacity in which the commune annuls a decision and answers objections to its result, or None."""
    committee = unit.id if unit.kind is Kind.COMMUNE else unit.parent_id
    return None if committee is None else capacity_of(actor, ANSWER, [committee])


def require_can_annul(actor: Actor, unit: UnitView) -> Acting:
    """Return the capacity for annulling and answering; raises NotAllowedError."""
    capacity = can_annul(actor, unit)
    if capacity is None:
        raise NotAllowedError(
            _("Chỉ lãnh đạo Ủy ban nhân dân cấp xã được bãi bỏ quyết định, trả lời ý kiến về kết quả.")
        )
    return capacity
