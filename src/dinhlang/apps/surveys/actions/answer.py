"""Take one answer: the slip is spent, the sheet is kept, and nothing joins the two."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.surveys.actions.prepare import TOPIC, subject_of
from dinhlang.apps.surveys.models import Sheet, Slip, Wave
from dinhlang.apps.surveys.queries import instrument_of
from dinhlang.apps.transparency.actions import record
from dinhlang.domain.accounts.roles import AS_CITIZEN
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.domain.surveys.collection import Channel
from dinhlang.lib.refusal import NotFoundError, RefusedError


class UsedSlipError(RefusedError):
    """The slip was used already: one person, one answer."""


@transaction.atomic
def answer_by_slip(*, code: str, answers: Mapping[str, str], at: datetime) -> None:
    """Keep the answers of the person who holds a slip."""
    slip = Slip.objects.select_for_update(of=("self",)).select_related("wave").filter(lookup_hash=lookup_hash(code))
    wave = keep(slip.first(), answers, Channel.SELF, at)
    # Neither place nor answers: the record says that an answer came, not which.
    record(
        event="surveys.answered", subject=subject_of(wave), acting=AS_CITIZEN, at=at, facts={"channel": "self"},
        topics=[TOPIC],
    )  # fmt: skip


def keep(slip: Slip | None, answers: Mapping[str, str], channel: Channel, at: datetime) -> Wave:
    """Spend a locked slip and write the sheet; raises RefusedError with the reason."""
    if slip is None:
        raise NotFoundError(_("Không có phiếu mời mang mã này. Hãy xem lại mã trên phiếu."), field="code")
    if slip.is_used:
        raise UsedSlipError(_("Phiếu mời này đã được trả lời rồi. Mỗi phiếu chỉ trả lời một lần."), field="code")
    wave, day = slip.wave, timezone.localdate(at)
    if channel is Channel.PAPER:
        day = min(day, slip.wave.closes_on)  # what was written in time may be typed later
    if not wave.opens_on <= day <= wave.closes_on:
        raise RefusedError(_("Cuộc khảo sát này chưa mở hoặc đã kết thúc."), field="code")
    faults = instrument_of(wave).faults(answers)
    if faults:
        raise RefusedError(_("Còn câu chưa trả lời."), field=next(iter(faults)))
    Slip.objects.filter(pk=slip.pk).update(is_used=True)
    Sheet.objects.create(
        wave=wave, place_id=slip.place_id, channel=channel.value, answers=dict(answers), answered_on=day
    )
    return wave
