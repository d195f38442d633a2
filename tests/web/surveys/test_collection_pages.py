"""The slip at home, without a script; and what devices send."""

import json

import pytest
from django.core.cache import cache
from django.test import Client
from tests.survey_world import ANSWERS, CODE, Device, Field, opened, text64

from dinhlang.apps.surveys.models import Sheet

pytestmark = pytest.mark.django_db
SLIP, FIELD = "/khao-sat/phieu/", f"/dieu-tra/{CODE}/"


@pytest.fixture
def field() -> Field:
    cache.clear()
    return opened()


def test_a_household_answers_with_the_code_of_its_slip(client: Client, field: Field) -> None:
    asked = client.post(SLIP, {"code": field.slips[0]})
    assert "Ông, bà tin tưởng ở mức nào" in asked.content.decode()
    missing = client.post(SLIP, {"code": field.slips[0], "step": "answers", "trust.party": "3"})
    assert missing.status_code == 422
    assert 'href="#cau-trust.state"' in missing.content.decode()
    done = client.post(SLIP, {"code": field.slips[0], "step": "answers", **ANSWERS})
    assert (done.status_code, done["Location"]) == (302, "/khao-sat/phieu/cam-on/")
    assert "đã được trả lời rồi" in client.post(SLIP, {"code": field.slips[0]}).content.decode()
    assert "Không có phiếu mời" in client.post(SLIP, {"code": "x"}).content.decode()
    assert Sheet.objects.count() == 1


def test_a_device_enrols_and_delivers(client: Client, field: Field) -> None:
    device, kind = Device(), "application/json"
    sent = {"code": field.interviewer, "key": text64(device.public)}
    enrolled = client.post(f"{FIELD}ghi-danh/", json.dumps(sent), content_type=kind).json()
    assert enrolled == {"number": 1, "label": "Điều tra viên số 1"}
    entry = device.entry(field.slips[0])
    entries = [{"id": str(entry.id), "body": entry.body, "signature": text64(entry.signature)}]
    told = client.post(f"{FIELD}gui/", json.dumps({"number": 1, "entries": entries}), content_type=kind).json()
    assert told == {"entries": [{"id": str(entry.id), "outcome": "kept", "why": ""}]}


@pytest.mark.parametrize("where", ["ghi-danh/", "gui/"])
@pytest.mark.parametrize("body", ["", "[]", "{}", '{"number": "1", "entries": []}', '{"entries": [1], "number": 1}'])
def test_nonsense_from_a_device_gets_a_sentence(client: Client, field: Field, where: str, body: str) -> None:
    answer = client.post(FIELD + where, body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["why"]


def test_a_device_without_the_token_of_the_page_is_refused(field: Field) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{FIELD}gui/", "{}", content_type="application/json").status_code == 403


def test_the_page_of_an_interviewer_can_be_installed(client: Client, field: Field) -> None:
    page = client.get(FIELD).content.decode()
    assert 'rel="manifest"' in page
    assert client.get(f"{FIELD}ung-dung.webmanifest").json()["scope"] == FIELD
    script = client.get(f"{FIELD}tho.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert client.get("/dieu-tra/khong-co/").status_code == 404
