"""Answers come in: one person one answer, each entry once, and nothing that joins a person and an answer."""

from datetime import timedelta

import pytest
from django.db import models
from tests.province import found
from tests.survey_world import ANSWERS, CODE, Device, Field, opened

from dinhlang.apps.surveys import actions
from dinhlang.apps.surveys.models import Delivery, Interviewer, Sheet, Slip, Wave
from dinhlang.apps.transparency.models import Record
from dinhlang.domain.accounts.roles import CITIZEN, SYSTEM
from dinhlang.domain.surveys.collection import Outcome
from dinhlang.lib.clock import now
from dinhlang.lib.refusal import NotAllowedError, NotFoundError, RefusedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def field() -> Field:
    return opened()


def deliver(*entries: actions.Entry) -> list[Outcome]:
    return [one.outcome for one in actions.deliver(wave_code=CODE, number=1, entries=entries, at=now())]


@pytest.fixture
def device(field: Field) -> Device:
    own = Device()
    actions.enrol_device(wave_code=CODE, code=field.interviewer, public_key=own.public, at=now())
    return own


def test_a_slip_is_answered_once(field: Field) -> None:
    actions.answer_by_slip(code=field.slips[0].lower(), answers=ANSWERS, at=now())
    with pytest.raises(RefusedError, match="đã được trả lời"):
        actions.answer_by_slip(code=field.slips[0], answers=ANSWERS, at=now())
    [sheet] = Sheet.objects.all()
    assert (sheet.answers, sheet.channel) == (ANSWERS, "self")


@pytest.mark.parametrize("answers", [{}, {"trust.party": "3"}, {"trust.party": "9", "trust.state": "1"}])
def test_answers_that_do_not_fit_leave_the_slip_unused(field: Field, answers: dict[str, str]) -> None:
    with pytest.raises(RefusedError):
        actions.answer_by_slip(code=field.slips[0], answers=answers, at=now())
    assert not Slip.objects.filter(is_used=True).exists()
    assert not Sheet.objects.exists()


def test_a_closed_survey_and_a_strange_code_are_refused(field: Field) -> None:
    with pytest.raises(RefusedError, match="đã kết thúc"):
        actions.answer_by_slip(code=field.slips[0], answers=ANSWERS, at=now() + timedelta(days=40))
    with pytest.raises(NotFoundError):
        actions.answer_by_slip(code="00000 00000", answers=ANSWERS, at=now())


def test_nothing_joins_a_sheet_with_a_slip_an_interviewer_or_a_moment(field: Field, device: Device) -> None:
    deliver(device.entry(field.slips[0]))
    fields = {one.name: one for one in Sheet._meta.concrete_fields}
    assert set(fields) == {"id", "wave", "place", "channel", "answers", "answered_on"}
    assert type(fields["answered_on"]) is models.DateField
    assert {one.name for one in Slip._meta.concrete_fields} == {"id", "wave", "place", "lookup_hash", "is_used"}
    assert {one.name for one in Delivery._meta.concrete_fields} == {"id", "interviewer", "entry", "digest"}
    assert not Sheet.objects.filter(pk=Delivery.objects.get().entry).exists()
    told = " ".join(str(one.facts) for one in Record.objects.filter(event__startswith="surveys."))
    assert "trust" not in told
    assert field.slips[0] not in told


def test_an_entry_is_kept_once_however_often_it_is_sent(field: Field, device: Device) -> None:
    entry = device.entry(field.slips[0])
    assert deliver(entry) == [Outcome.KEPT]
    assert deliver(entry, device.entry(field.slips[1])) == [Outcome.ALREADY, Outcome.KEPT]
    assert Sheet.objects.count() == 2


def test_a_slip_that_was_used_is_a_conflict_and_so_is_an_entry_with_other_words(field: Field, device: Device) -> None:
    actions.answer_by_slip(code=field.slips[0], answers=ANSWERS, at=now())
    entry = device.entry(field.slips[1])
    changed = device.entry(field.slips[1], {"trust.party": "1", "trust.state": "1"}, entry.id)
    assert deliver(device.entry(field.slips[0]), entry, changed) == [Outcome.CONFLICT, Outcome.KEPT, Outcome.CONFLICT]
    assert Sheet.objects.count() == 2


def test_what_is_not_signed_by_the_device_or_does_not_fit_is_refused(field: Field, device: Device) -> None:
    entry = device.entry(field.slips[0])
    forged = actions.Entry(entry.id, entry.body.replace('"3"', '"1"'), entry.signature)
    bad = [Device().entry(field.slips[0]), forged, device.entry("00000"), device.entry(field.slips[0], {})]
    bad.append(actions.Entry(entry.id, entry.body, b""))
    assert deliver(*bad) == [Outcome.REFUSED] * 5
    assert not Sheet.objects.exists()
    assert not Delivery.objects.exists()


def test_a_code_enrols_one_device(field: Field, device: Device) -> None:
    again = actions.enrol_device(wave_code=CODE, code=field.interviewer, public_key=device.public, at=now())
    assert again == 1
    with pytest.raises(RefusedError, match="máy khác"):
        actions.enrol_device(wave_code=CODE, code=field.interviewer, public_key=Device().public, at=now())
    with pytest.raises(NotFoundError):
        actions.enrol_device(wave_code=CODE, code="00000", public_key=device.public, at=now())


def test_a_strange_key_or_an_unknown_device_is_refused(field: Field) -> None:
    with pytest.raises(RefusedError, match="không đọc được"):
        actions.enrol_device(wave_code=CODE, code=field.interviewer, public_key=b"\x04" * 65, at=now())
    with pytest.raises(NotFoundError):
        deliver()
    assert bytes(Interviewer.objects.get().public_key) == b""


def test_only_coordinators_run_a_survey(field: Field) -> None:
    today, place = now().date(), Slip.objects.values_list("place_id", flat=True)[0]
    with pytest.raises(NotAllowedError):
        actions.open_wave(
            actor=CITIZEN, code="x", title="X", instrument="niem-tin", opens_on=today, closes_on=today, at=now()
        )
    with pytest.raises(NotAllowedError):
        actions.print_slips(actor=CITIZEN, wave_code=CODE, place_id=place, count=1, at=now())
    with pytest.raises(NotAllowedError):
        actions.invite_interviewers(actor=CITIZEN, wave_code=CODE, count=1, at=now())


def test_a_survey_that_cannot_be_is_refused() -> None:
    found()
    today = now().date()
    good = {"code": "a", "title": "A", "instrument": "niem-tin", "opens_on": today, "closes_on": today}
    for wrong in ({"instrument": "khong-co"}, {"closes_on": today - timedelta(days=1)}):
        with pytest.raises(RefusedError):
            actions.open_wave(actor=SYSTEM, at=now(), **good | wrong)  # type: ignore[arg-type]
    actions.open_wave(actor=SYSTEM, at=now(), **good)  # type: ignore[arg-type]
    with pytest.raises(RefusedError, match="Đã có"):
        actions.open_wave(actor=SYSTEM, at=now(), **good)  # type: ignore[arg-type]
    assert Wave.objects.get().version == 2  # the newest
