"""The village head's page at the desk: what is left to do, one tap each, a photo, and nothing of the commune's desk."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.disclosures import Register, moment
from tests.real_papers import board_photo

from dinhlang.apps.disclosure.models import Evidence, File
from dinhlang.lib import clock

Desk = Callable[[str], Client]
PAGE = "/lam-viec/ap/cong-khai/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 8 March 2026 at every door."""
    views = ("disclosure.views.village", "disclosure.views.files", "disclosure.views.item", "feedback.views.inbox")
    for name in ("lib.clock", "desk.coordination.views.page", *(f"desk.{one}" for one in views)):
        monkeypatch.setattr(f"dinhlang.{name}.now", lambda: moment(8))
    assert clock.now() == moment(8)


def test_signing_in_leads_to_what_is_left_and_a_tap_writes_it_down(register: Register, desk: Desk) -> None:
    register.publish()
    client = desk("village")
    assert client.get("/lam-viec/").headers["Location"] == PAGE
    body = client.get(PAGE).content.decode()
    assert register.row.title in body
    about = f"{register.occasion}-niem_yet"
    sent = {"verb": "da-treo", "about": about, "request_key": "k1", "began": "2026-03-07", "told": ""}
    answer = client.post(PAGE, sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{PAGE}?xong=da-treo#{register.row.code}")
    row = Evidence.objects.get(village_id=register.province.id("T1-A1"))
    photo = SimpleUploadedFile("anh.jpg", board_photo())
    sent_photo = client.post(f"/lam-viec/cong-khai/{register.row.code}/tep/", {"files": photo, "evidence": row.pk})
    assert (sent_photo.status_code, sent_photo.headers["Location"]) == (303, f"{PAGE}#{register.row.code}")
    assert File.objects.get().evidence_id == row.pk
    assert client.post(PAGE, {**sent, "request_key": "k2"}).status_code == 404  # done already: no such step is left


def test_a_head_sends_no_paper_and_no_photo_of_another_board_and_reads_no_draft(register: Register, desk: Desk) -> None:
    register.publish()
    client, address = desk("village2"), f"/lam-viec/cong-khai/{register.row.code}/"
    for evidence in ("", str(Evidence.objects.get().pk)):
        photo = SimpleUploadedFile("anh.jpg", board_photo())
        assert client.post(f"{address}tep/", {"files": photo, "evidence": evidence}).status_code == 403
    assert client.get(address).status_code == 404
    assert register.row.title not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("who", ["receiver", "head", "auditor"])
def test_the_page_is_for_village_heads_alone(register: Register, desk: Desk, who: str) -> None:
    assert desk(who).get(PAGE).status_code == 403
