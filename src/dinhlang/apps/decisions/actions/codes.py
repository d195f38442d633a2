"""Give every household the secret code of one vote: printed once on its slip, kept here only as a hash."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.decisions.actions.deciding import course_of, locked, write
from dinhlang.apps.decisions.models import Decision, HouseholdCode, RollLine
from dinhlang.apps.decisions.policies import require_can_convene, require_can_hand_slip
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.decisions.forms import Form
from dinhlang.domain.decisions.rolls import normal_number
from dinhlang.domain.feedback.codes import LOOKUP_LENGTH, lookup_hash, spell
from dinhlang.lib.refusal import NotFoundError, RefusedError


@dataclass(frozen=True)
class Slip:
    """What is printed for one household; `secret` is seen this once."""

    household: str
    village_id: int
    row_code: str
    secret: str


@transaction.atomic
def issue_codes(*, actor: Actor, decision_id: int, at: datetime) -> list[Slip]:
    """Make new codes for all households of a frozen vote online and return their slips.

    Codes that were made before stop working, so this ends when the vote opens; see reissue_code for a lost slip.
    """
    found = locked(decision_id)
    decision = found.decision
    acting = require_can_convene(actor, decision.unit_id, *course_of(found))
    if decision.frozen_at is None or decision.opens_at is None:
        raise RefusedError(_("Hãy chốt danh sách trước khi in phiếu."))
    if at >= decision.opens_at:
        raise RefusedError(_("Cuộc biểu quyết đã mở: chỉ cấp lại mã cho từng hộ mất phiếu."))
    slips = [_issue(one, at) for one in _lines(decision)]
    write("codes_issued", decision, acting=acting, at=at, facts={"slips": len(slips)})
    return slips


@transaction.atomic
def reissue_code(*, actor: Actor, decision_id: int, household: str, at: datetime) -> Slip:
    """Give one household that lost its slip a new code; the old one stops working, and the record tells it."""
    decision = locked(decision_id).decision
    acting = require_can_hand_slip(actor, decision.unit_id)
    if decision.frozen_at is None or decision.closes_at is None or at >= decision.closes_at:
        raise RefusedError(_("Cuộc biểu quyết này không nhận phiếu nữa."))
    line = next((one for one in _lines(decision, household)), None)
    if line is None:
        raise NotFoundError(_("Danh sách không có hộ này."), field="household")
    slip = _issue(line, at)
    write("code_reissued", decision, acting=acting, at=at, facts={"row": line.row_code})
    return slip


@transaction.atomic
def hand_slip(*, actor: Actor, village_id: int, household_id: int, at: datetime) -> Slip:
    """Give a household without any slip a code of its own, with which it starts or supports an initiative.

    It stands on the newest roll that holds the household, never on that of a vote online that still runs: there a lost
    slip is given anew. The record tells the row, nobody else learns which household it is.
    """
    acting = require_can_hand_slip(actor, village_id)
    rows = RollLine.objects.filter(
        household_id=household_id, village_id=village_id, household__valid__contains=timezone.localdate(at)
    ).exclude(decision__form=Form.ONLINE.value, decision__closed_at=None)
    line = rows.select_related("household", "decision").order_by("-decision_id").first()
    if line is None:
        raise RefusedError(
            _("Hộ này chưa có trong cuộc quyết định nào đã chốt danh sách; Ban công tác Mặt trận ghi giúp sáng kiến.")
        )
    slip = _issue(line, at)
    write("slip_handed", line.decision, acting=acting, at=at, facts={"row": line.row_code})
    return slip


def _lines(decision: Decision, household: str = "") -> list[RollLine]:
    rows = RollLine.objects.filter(decision=decision).select_related("household").order_by("household__sort_key", "id")
    if household:
        rows = rows.filter(household__number=normal_number(household))
    return list(rows)


def _issue(line: RollLine, at: datetime) -> Slip:
    secret = spell(secrets.token_bytes(16), LOOKUP_LENGTH)
    HouseholdCode.objects.update_or_create(line=line, defaults={"hash": lookup_hash(secret), "issued_at": at})
    return Slip(line.household.number, line.village_id, line.row_code, secret)
