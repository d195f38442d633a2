"""Paper sheets typed by two people, a third where they differ: kept when two read the same, then no reading stays."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.surveys.actions.answer import UsedSlipError, keep
from dinhlang.apps.surveys.actions.prepare import TOPIC, locked, subject_of
from dinhlang.apps.surveys.models import SetAside, Slip, TypedSheet
from dinhlang.apps.surveys.policies import require_can_run, require_can_type
from dinhlang.apps.surveys.queries.waves import instrument_of
from dinhlang.apps.transparency.actions import Request, done_before, record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.domain.surveys.collection import Aside, Channel, Typed
from dinhlang.lib.refusal import NotFoundError, RefusedError

MOST_TYPISTS = 3


@transaction.atomic
def type_sheet(*, actor: Actor, wave_code: str, slip: str, answers: Mapping[str, str], at: datetime) -> Typed:
    """Take one typist's reading of a paper sheet; a second reading that says the same keeps the sheet."""
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
        raise RefusedError(_("Ba người khác đã nhập phiếu này. Hãy để người phụ trách quyết định."), field="code")
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


@transaction.atomic
def set_aside(
    *, actor: Actor, wave_code: str, sheet: int, reason: Aside, at: datetime, request: Request | None = None
) -> int:
    """Take an unfinished paper sheet out of the count with a reason; its readings are destroyed."""
    acting = require_can_run(actor)
    if earlier := done_before(request):
        return earlier
    wave = locked(wave_code)
    reading = TypedSheet.objects.filter(wave=wave, pk=sheet).first()
    if reading is None:
        raise NotFoundError(_("Phiếu giấy này không còn chờ nhập."))
    TypedSheet.objects.filter(wave=wave, slip_hash=bytes(reading.slip_hash)).delete()
    SetAside.objects.create(wave=wave, reason=reason.value, on=timezone.localdate(at))
    record(
        event="surveys.sheet_set_aside", subject=subject_of(wave), acting=acting, at=at, topics=[TOPIC],
        facts={"reason": reason.value}, request=request,
    )  # fmt: skip
    return wave.pk
