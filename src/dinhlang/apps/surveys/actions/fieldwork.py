"""Work in the field: who goes where, what became of each entry drawn, and the end, after which nothing leads back."""

from collections import Counter as Count
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.surveys.actions.prepare import TOPIC, locked, subject_of
from dinhlang.apps.surveys.models import (
    Asked,
    Counter,
    Delivery,
    DrawnEntry,
    FramePlace,
    Interviewer,
    Sheet,
    Slip,
    TypedSheet,
    Wave,
)
from dinhlang.apps.surveys.policies import require_can_run
from dinhlang.apps.transparency.actions import Request, done_before, record
from dinhlang.domain.accounts.roles import Acting, Actor
from dinhlang.domain.surveys.fieldwork import Became, stand_ins
from dinhlang.lib.refusal import NotFoundError, RefusedError


@transaction.atomic
def assign_village(
    *, actor: Actor, wave_code: str, village_id: int, number: int, at: datetime, request: Request | None = None
) -> int:
    """Send an interviewer to a village that was drawn."""
    acting = require_can_run(actor)
    if earlier := done_before(request):
        return earlier
    wave = locked(wave_code)
    village = _village(wave, village_id)
    sent = Interviewer.objects.filter(wave=wave, number=number).first()
    if sent is None:
        raise NotFoundError(_("Không có điều tra viên mang số này."), field="number")
    village.interviewer = sent
    village.save(update_fields=["interviewer"])
    facts = {"village": village.place.code, "number": number}
    return _done("interviewer_sent", wave, acting, at, facts, request)


@transaction.atomic
def note_results(
    *, actor: Actor, wave_code: str, village_id: int, results: Mapping[int, Became | None], at: datetime,
    request: Request | None = None,
) -> int:  # fmt: skip
    """Write down what became of the entries drawn in a village; a replacement stands in for the next that failed."""
    acting = require_can_run(actor)
    if earlier := done_before(request):
        return earlier
    wave = locked(wave_code)
    village = _village(wave, village_id)
    entries = {one.pk: one for one in DrawnEntry.objects.filter(village=village).order_by("turn", "serial")}
    for pk, result in results.items():
        if pk in entries:
            entries[pk].result = result.value if result else ""
    found = [(one.pk, one.turn, Became(one.result) if one.result else None) for one in entries.values()]
    instead = stand_ins(found)
    if instead is None:
        raise RefusedError(_("Hộ thay thế chỉ dùng theo thứ tự, mỗi hộ thay một hộ trong mẫu không trả lời được."))
    for one in entries.values():
        one.instead_of_id = instead.get(one.pk)
    DrawnEntry.objects.filter(village=village).update(instead_of=None)
    DrawnEntry.objects.bulk_update(entries.values(), ["result", "instead_of"])
    counts = Count(one.result for one in entries.values() if one.result)
    facts = {"village": village.place.code, "results": dict(counts), "replaced": len(instead)}
    return _done("results_noted", wave, acting, at, facts, request)


@transaction.atomic
def validate_wave(*, actor: Actor, wave_code: str, at: datetime, request: Request | None = None) -> int:
    """Close a survey for good: counts stay, everything that could lead from an answer to a household is destroyed."""
    acting = require_can_run(actor)
    if earlier := done_before(request):
        return earlier
    wave = locked(wave_code)
    if wave.validated_at is not None:
        raise RefusedError(_("Cuộc khảo sát này đã chốt."))
    if timezone.localdate(at) <= wave.closes_on:
        raise RefusedError(_("Chỉ chốt được sau ngày nhận phiếu cuối cùng."))
    if TypedSheet.objects.filter(wave=wave).exists():
        raise RefusedError(_("Còn phiếu giấy chưa nhập xong. Nhờ người khác nhập, hoặc để riêng và ghi lý do."))
    villages = list(FramePlace.objects.filter(wave=wave).exclude(chance=""))
    total = _fold(wave, villages)
    FramePlace.objects.bulk_update(villages, ["results", "interviewer"])
    _destroy(wave)
    wave.validated_at = at
    wave.save(update_fields=["validated_at"])
    facts = {"results": dict(total), "sheets": Sheet.objects.filter(wave=wave).count()}
    return _done("validated", wave, acting, at, facts, request)


def _fold(wave: Wave, villages: list[FramePlace]) -> Count[str]:
    """Keep of the entries of each village only how many there were of each result; nobody told: not found."""
    rows = DrawnEntry.objects.filter(village__wave=wave).values_list("village_id", "turn", "result")
    counted = Count(
        (village, result or Became.NOT_FOUND.value) for village, turn, result in rows if result or turn == 0
    )
    total = Count[str]()
    for one in villages:
        one.results = {result: count for (village, result), count in counted.items() if village == one.pk}
        one.interviewer = None
        total.update(one.results)
    return total


def _destroy(wave: Wave) -> None:
    """Delete slips, devices, deliveries, lists and marks of a wave: the sheets stand alone from here on."""
    DrawnEntry.objects.filter(village__wave=wave).update(instead_of=None)
    DrawnEntry.objects.filter(village__wave=wave).delete()
    Delivery.objects.filter(interviewer__wave=wave).delete()
    for table in (Interviewer, Slip, Asked, Counter):
        table.objects.filter(wave=wave).delete()


def _village(wave: Wave, village_id: int) -> FramePlace:
    """Return a village that was drawn, for a wave that still goes on."""
    if wave.validated_at is not None:
        raise RefusedError(_("Cuộc khảo sát này đã chốt."))
    found = FramePlace.objects.select_related("place").filter(wave=wave, pk=village_id).exclude(chance="").first()
    if found is None:
        raise NotFoundError(_("Ấp này không nằm trong mẫu."))
    return found


def _done(verb: str, wave: Wave, acting: Acting, at: datetime, facts: dict[str, Any], request: Request | None) -> int:
    record(
        event=f"surveys.{verb}", subject=subject_of(wave), acting=acting, at=at, facts=facts, topics=[TOPIC],
        request=request,
    )  # fmt: skip
    return wave.pk
