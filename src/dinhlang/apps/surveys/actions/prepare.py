"""Open a survey, print its slips, invite its interviewers."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from dinhlang.apps.organisations.models import Unit
from dinhlang.apps.surveys import queries
from dinhlang.apps.surveys.models import Counter, Interviewer, Slip, TypedSheet, Wave
from dinhlang.apps.surveys.policies import require_can_run
from dinhlang.apps.transparency.actions import Request, Subject, done_before, open_subjects, record
from dinhlang.domain.accounts.roles import Actor
from dinhlang.domain.feedback.codes import lookup_code, lookup_hash
from dinhlang.lib.refusal import NotFoundError, RefusedError

WAVE, TOPIC = "surveys.wave", "surveys"
MOST_AT_ONCE = 100_000


def subject_of(wave: Wave) -> Subject:
    """Return how the record names a wave."""
    return Subject(WAVE, wave.pk, wave.code)


@transaction.atomic
def open_wave(
    *,
    actor: Actor,
    code: str,
    title: str,
    instrument: str,
    opens_on: date,
    closes_on: date,
    at: datetime,
    is_illustration: bool = False,
    request: Request | None = None,
) -> int:
    """Open a survey with the latest version of a questionnaire; returns its id."""
    acting = require_can_run(actor)
    if earlier := done_before(request):
        return earlier
    asked = queries.instrument(instrument)
    if asked is None:
        raise NotFoundError(_("Không có bộ câu hỏi này."), field="instrument")
    if closes_on < opens_on:
        raise RefusedError(_("Ngày kết thúc phải sau ngày bắt đầu."), field="closes_on")
    if Wave.objects.filter(code=code).exists():
        raise RefusedError(_("Đã có cuộc khảo sát mang mã này."), field="code")
    made = Wave.objects.create(
        code=code, title=title.strip(), instrument=asked.code, version=asked.version, opens_on=opens_on,
        closes_on=closes_on, is_illustration=is_illustration,
    )  # fmt: skip
    facts = {"instrument": asked.code, "version": asked.version, "opens_on": opens_on.isoformat()}
    record(
        event="surveys.opened", subject=subject_of(made), acting=acting, at=at, facts=facts, topics=[TOPIC],
        request=request,
    )  # fmt: skip
    open_subjects(kind=WAVE, ids=[made.pk], at=at)
    return made.pk


@transaction.atomic
def print_slips(
    *, actor: Actor, wave_code: str, place_id: int, count: int, at: datetime, instead: bool = False
) -> list[str]:
    """Make slips for the people drawn in a place; returns their codes, which are told only here.

    `instead`: those of the place that nobody used yet are void, so that a lost print does no harm.
    """
    acting = require_can_run(actor)
    wave = locked(wave_code)
    _require_count(count)
    _require_not_validated(wave)
    if not Unit.objects.filter(pk=place_id).exists():
        raise NotFoundError(_("Không có nơi này."))
    if instead:
        unused = Slip.objects.filter(wave=wave, place_id=place_id, is_used=False)
        typed = TypedSheet.objects.filter(wave=wave).values("slip_hash")  # by one person: the second needs its slip
        count -= unused.filter(lookup_hash__in=typed).count()
        unused.exclude(lookup_hash__in=typed).delete()
    codes = _codes(count)
    Slip.objects.bulk_create(Slip(wave=wave, place_id=place_id, lookup_hash=lookup_hash(one)) for one in codes)
    facts = {"place": place_id, "count": count, "instead": instead}
    record(event="surveys.slips_printed", subject=subject_of(wave), acting=acting, at=at, facts=facts, topics=[TOPIC])
    return codes


@transaction.atomic
def place_counter(*, actor: Actor, wave_code: str, place_id: int, at: datetime) -> str:
    """Make the code that opens the screen with faces at a counter; returns it, it is told only here."""
    acting = require_can_run(actor)
    wave = locked(wave_code)
    _require_not_validated(wave)
    if wave.plan is not None:
        raise RefusedError(
            _("Cuộc khảo sát chọn mẫu không đặt màn hình ở quầy: ai đến quầy không phải người được rút.")
        )
    if not Unit.objects.filter(pk=place_id).exists():
        raise NotFoundError(_("Không có nơi này."))
    [code] = _codes(1)
    Counter.objects.filter(wave=wave, place_id=place_id).update(is_stopped=True)  # one screen a place: the newest code
    Counter.objects.create(wave=wave, place_id=place_id, lookup_hash=lookup_hash(code))
    facts = {"place": place_id}
    record(event="surveys.counter_placed", subject=subject_of(wave), acting=acting, at=at, facts=facts, topics=[TOPIC])
    return code


@transaction.atomic
def invite_interviewers(*, actor: Actor, wave_code: str, count: int, at: datetime) -> dict[int, str]:
    """Make numbered posts in the field; returns the code of each, with which one device is enrolled."""
    acting = require_can_run(actor)
    wave = locked(wave_code)
    _require_count(count)
    _require_not_validated(wave)
    last = wave.interviewers.aggregate(last=Max("number"))["last"] or 0
    codes = dict(enumerate(_codes(count), last + 1))
    Interviewer.objects.bulk_create(
        Interviewer(wave=wave, number=number, lookup_hash=lookup_hash(code)) for number, code in codes.items()
    )
    facts = {"count": count}
    record(
        event="surveys.interviewers_invited", subject=subject_of(wave), acting=acting, at=at, facts=facts,
        topics=[TOPIC],
    )  # fmt: skip
    return codes


def locked(code: str) -> Wave:
    found = Wave.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise NotFoundError(_("Không có cuộc khảo sát này."))
    return found


def _codes(count: int) -> list[str]:
    return [lookup_code(secrets.token_bytes(32)) for _number in range(count)]


def _require_count(count: int) -> None:
    if not 0 < count <= MOST_AT_ONCE:
        raise RefusedError(_("Số lượng phải từ 1 đến 100.000."), field="count")


def _require_not_validated(wave: Wave) -> None:
    if wave.validated_at is not None:
        raise RefusedError(_("Cuộc khảo sát này đã chốt."))
