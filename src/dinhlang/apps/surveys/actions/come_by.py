"""Answers of people who were not drawn: at the counter, or after their case was answered."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.surveys.actions.prepare import TOPIC, subject_of
from dinhlang.apps.surveys.models import Asked, Counter, Sheet, Wave
from dinhlang.apps.surveys.queries.waves import after_answer, instrument_of
from dinhlang.apps.transparency.actions import record
from dinhlang.domain.accounts.roles import AS_CITIZEN
from dinhlang.domain.feedback.codes import lookup_hash
from dinhlang.domain.surveys.collection import Channel
from dinhlang.lib.keyed import keyed
from dinhlang.lib.refusal import NotFoundError, RefusedError


@transaction.atomic
def press_face(*, code: str, answer: str, press: str, at: datetime) -> None:
    """Keep one press on a face at a counter; the same press sent twice, on a slow line, counts once."""
    counters = Counter.objects.select_related("wave").filter(lookup_hash=lookup_hash(code), is_stopped=False)
    counter = counters.first()
    if counter is None:
        raise NotFoundError(_("Màn hình này chưa được mở ở quầy nào."))
    wave, day = counter.wave, timezone.localdate(at)
    if not wave.opens_on <= day <= wave.closes_on:
        raise RefusedError(_("Cuộc khảo sát này chưa mở hoặc đã kết thúc."))
    first = instrument_of(wave).questions[0].code
    if instrument_of(wave).faults({first: answer}):
        raise RefusedError(_("Hãy chạm vào một khuôn mặt."))
    if not _first_time(wave, f"{counter.pk}:{press}"):
        return
    _kept(wave, counter.place_id, {first: answer}, Channel.COUNTER, at)


@transaction.atomic
def answer_afterwards(*, case_number: str, place_id: int, answer: str, at: datetime) -> None:
    """Keep what the sender of an answered case says, once a case; what is kept names neither case nor sender."""
    open_now = after_answer(timezone.localdate(at))
    if open_now is None:
        raise RefusedError(_("Lúc này không có cuộc khảo sát nào hỏi người đã được trả lời."))
    wave = Wave.objects.get(pk=open_now.id)
    first = instrument_of(wave).questions[0].code
    if instrument_of(wave).faults({first: answer}):
        raise RefusedError(_("Hãy chọn một câu trả lời cho câu này."))
    if not _first_time(wave, f"case:{case_number}"):
        raise RefusedError(_("Phiếu này đã trả lời khảo sát rồi. Mỗi phiếu chỉ trả lời một lần."))
    _kept(wave, place_id, {first: answer}, Channel.AFTERWARDS, at)


def _first_time(wave: Wave, token: str) -> bool:
    try:
        with transaction.atomic():
            Asked.objects.create(wave=wave, digest=keyed("surveys.asked", f"{wave.pk}:{token}"))
    except IntegrityError:
        return False
    return True


def _kept(wave: Wave, place_id: int, answers: dict[str, str], channel: Channel, at: datetime) -> None:
    Sheet.objects.create(
        wave=wave, place_id=place_id, channel=channel.value, answers=answers, answered_on=timezone.localdate(at)
    )
    record(
        event="surveys.answered", subject=subject_of(wave), acting=AS_CITIZEN, at=at,
        facts={"channel": channel.value}, topics=[TOPIC],
    )  # fmt: skip
