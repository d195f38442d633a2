"""Paper sheets typed by two people: kept when both read the same, then neither reading stays."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.surveys.actions.answer import UsedSlipError, keep
from dinhlang.apps.surveys.actions.prepare import TOPIC, locked, subject_of
from dinhlang.apps.surveys.models import Slip, TypedSheet
from dinhlang.apps.surveys.policies import require_can_type
from dinhlang.apps.surveys.queries.waves import instrument_of
from dinhlang.apps.transparency.actions import record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.domain.surveys.collection import Channel, Typed
from dinhlang.lib.refusal import NotFoundError, RefusedError

MOST_TYPISTS = 2


@transaction.atomic
def type_sheet(*, actor: Actor, wave_code: str, slip: str, answers: Mapping[str, str], at: datetime) -> Typed:
    """Take one typist's reading of a paper sheet; the second reading that says the same keeps the sheet."""
    acting = require_can_type(actor)
    wave, typist = locked(wave_code), acting.user_id or 0
    found = Slip.objects.select_for_update(of=("self",)).select_related("wave")
    own = found.filter(wave=wave, lookup_hash=lookup_hash(slip)).first()
    if own is None:
        raise NotFoundError(_("Không có phiếu mời mang mã này. Hãy xem lại mã trên phiếu."), field="code")
    if own.is_used:
        raise UsedSlipError(_("Phiếu mời này đã được trả lời rồi. Mỗi phiếu chỉ trả lời một lần."), field="code")
    faults = instrument_of(wave).faults(answers)
    if faults:
        raise RefusedError(_("Còn câu chưa trả lời."), field=next(iter(faults)))
    readings = TypedSheet.objects.filter(wave=wave, slip_hash=bytes(own.lookup_hash))
    others = readings.exclude(typist=typist)
    if others.count() >= MOST_TYPISTS:
        raise RefusedError(_("Hai người khác đã nhập phiếu này."), field="code")
    if any(one.answers == dict(answers) for one in others):
        readings.delete()
        keep(own, answers, Channel.PAPER, at)
        facts = {"channel": Channel.PAPER.value}
        record(event="surveys.answered", subject=subject_of(wave), acting=acting, at=at, facts=facts, topics=[TOPIC])
        return Typed.KEPT
    TypedSheet.objects.update_or_create(
        wave=wave, slip_hash=bytes(own.lookup_hash), typist=typist, defaults={"answers": dict(answers)}
    )
    return Typed.DIFFERS if others else Typed.WAITS
