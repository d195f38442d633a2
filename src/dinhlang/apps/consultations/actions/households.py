"""Household slips: many typed at once, and of a change of administrative units the count of each village."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.consultations.actions.acts import locked, require_not_closed, write
from dinhlang.apps.consultations.actions.saying import NewOpinion, make_opinion
from dinhlang.apps.consultations.models import Consultation, VillageCount
from dinhlang.apps.consultations.policies import require_can_keep
from dinhlang.apps.law import queries as law
from dinhlang.apps.organisations import queries as organisations
from dinhlang.apps.transparency.actions import Request, done_before
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.consultations.answers import Origin
from dinhlang.domain.consultations.matters import MATTERS
from dinhlang.lib.refusal import RefusedError

MOST_SLIPS = 200


@dataclass(frozen=True)
class Slip:
    """One slip, or several that say the same: how many households, and what they say."""

    people: int
    new: NewOpinion


@dataclass(frozen=True)
class Counted:
    """The slips of a village: all its households, those for it, against it, of another opinion."""

    of_all: int
    agree: int
    against: int
    other: int = 0


@transaction.atomic
def enter_slips(
    *, actor: Actor, consultation_id: int, slips: Sequence[Slip], at: datetime, request: Request | None = None
) -> int:  # fmt: skip
    """Enter many household slips at once: all of them or none; returns the id of the consultation."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    _require_open(consultation)
    if not slips or len(slips) > MOST_SLIPS:
        raise RefusedError(_("Mỗi lần nhập từ 1 đến 200 dòng."), field="slips")
    if any(one.people < 1 for one in slips):
        raise RefusedError(_("Hãy ghi bao nhiêu người nói ý này."), field="slips")
    made = [make_opinion(consultation, one.new, Origin.SLIP, one.people, at) for one in slips]
    facts = {"slips": len(made), "people": sum(one.people for one in slips)}
    words = "\n".join(f"{one.code} {one.stance} {one.people} {one.text}" for one in made)
    write("slips_entered", consultation, acting=acting, at=at, facts=facts, words=words, request=request)
    return consultation.pk


@transaction.atomic
def count_village(
    *, actor: Actor, consultation_id: int, village_id: int, counted: Counted, at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Write down the slips of one village on a change of administrative units; counted again, the last one stands."""
    consultation = locked(consultation_id)
    acting = require_can_keep(actor, consultation.unit_id)
    if earlier := done_before(request):
        return earlier
    _require_open(consultation)
    rule = MATTERS[consultation.matter].own_rule
    if not rule:
        raise RefusedError(_("Chỉ việc sắp xếp đơn vị hành chính mới lấy ý kiến từng hộ theo ấp, khóm."))
    on = timezone.localdate(at)
    if village_id not in {one.id for one in organisations.villages(consultation.unit_id, on)}:
        raise RefusedError(_("Hãy chọn ấp, khóm của xã này."), field="village_id")
    said = counted.agree + counted.against + counted.other
    if min(counted.agree, counted.against, counted.other) < 0 or not 0 < said <= counted.of_all:
        raise RefusedError(_("Số phiếu phải từ 1 đến tổng số hộ."), field="agree")
    VillageCount.objects.update_or_create(
        consultation=consultation, village_id=village_id, defaults={**vars(counted), "counted_at": at}
    )
    write("village_counted", consultation, acting=acting, at=at, facts={"village": village_id, **vars(counted)},
          grounds=[law.grounds(rule, on=on)], request=request)  # fmt: skip
    return consultation.pk


def _require_open(consultation: Consultation) -> None:
    require_not_closed(consultation)
    if consultation.opened_at is None:
        raise RefusedError(_("Chưa mở lấy ý kiến."))
