"""Village sessions at the desk: only the commune's own officials, refusals in words, once per key."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from PIL import Image
from tests.province import Province, found

from dinhlang.apps.accounts.models import User
from dinhlang.apps.law import actions, queries
from dinhlang.apps.law.models import LearningSession
from dinhlang.lib import clock

pytestmark = pytest.mark.django_db
DESK = "/lam-viec/hoc-luat/"
As = Callable[[str], Client]


@pytest.fixture
def province() -> Iterator[Province]:
    with override_settings(MFA_REQUIRED=False):
        yield found(clock.now() - timedelta(days=60))


@pytest.fixture
def signed(province: Province) -> As:
    def browser(who: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=province.actors[who].user_id))
        return client

    return browser


def plan(client: Client, province: Province, **more: str) -> None:
    told = {"xa": str(province.id("T1")), "topic": "biet", "place": "Sân đình", "starts_at": "2026-01-02T18:30"}
    client.post(DESK, told | {"request_key": "k1"} | more)


def photo() -> SimpleUploadedFile:
    made = BytesIO()
    Image.new("RGB", (60, 40), (9, 90, 60)).save(made, "JPEG")
    return SimpleUploadedFile("x.jpg", made.getvalue())


def test_a_session_goes_from_plan_to_papers(province: Province, signed: As) -> None:
    client = signed("receiver")
    plan(client, province, materials="ap-duoc-quyet-viec-gi", village=str(province.id("T1-A1")))
    row = LearningSession.objects.get()
    assert (row.place, row.village_id, row.materials) == ("Sân đình", province.id("T1-A1"), ["ap-duoc-quyet-viec-gi"])
    page = f"{DESK}{row.pk}/"
    assert "Ghi số người dự" in client.get(page).content.decode()
    assert client.post(page, {"verb": "hop", "attendance": "30", "request_key": "a"}).status_code == 302
    refused = client.post(page, {"verb": "phieu", "sheets": "31", "sheets_passed": "2", "request_key": "b"})
    assert refused.status_code == 422
    assert "Số phiếu không quá số người dự" in refused.content.decode()
    client.post(page, {"verb": "phieu", "sheets": "20", "sheets_passed": "15", "request_key": "c"})
    client.post(page, {"verb": "anh", "photo": photo()})
    view = queries.session(row.pk)
    assert view is not None
    assert (view.attendance, view.sheets, view.sheets_passed, view.photo_waits) == (30, 20, 15, True)


def test_a_plan_sent_twice_is_one_session(province: Province, signed: As) -> None:
    client = signed("head")
    plan(client, province)
    plan(client, province)
    assert LearningSession.objects.count() == 1


def test_a_plan_sent_again_with_other_words_is_told(province: Province, signed: As) -> None:
    client = signed("head")
    plan(client, province)
    told = {"xa": str(province.id("T1")), "topic": "ban", "place": "Chợ", "starts_at": "2026-01-02T18:30"}
    answer = client.post(DESK, told | {"request_key": "k1"})
    assert answer.status_code == 422
    assert "đã được gửi trước đó với nội dung khác" in answer.content.decode()


def test_a_session_is_called_off_with_its_reason(province: Province, signed: As) -> None:
    client = signed("head")
    plan(client, province)
    row = LearningSession.objects.get()
    assert client.post(f"{DESK}{row.pk}/", {"verb": "huy", "reason": ""}).status_code == 422
    client.post(f"{DESK}{row.pk}/", {"verb": "huy", "reason": "Nước ngập"})
    row.refresh_from_db()
    assert (row.state, row.reason) == ("cancelled", "Nước ngập")


def test_the_number_of_adults_is_written_with_its_source(province: Province, signed: As) -> None:
    client = signed("head")
    told = {"xa": str(province.id("T1")), "adults": "9000", "source": "Công an xã", "counted_on": "2026-01-01"}
    assert client.post(f"{DESK}nguoi-lon/", told).status_code == 302
    assert queries.progress([province.id("T1")], on=clock.now().date())[province.id("T1")].adults == 9000
    assert client.post(f"{DESK}nguoi-lon/", told | {"source": ""}).status_code == 422


def test_officials_of_another_commune_see_and_change_nothing(province: Province, signed: As) -> None:
    plan(signed("head"), province)
    row = LearningSession.objects.get()
    for who in ("receiver2", "approver2"):
        client = signed(who)
        assert client.get(f"{DESK}{row.pk}/").status_code == 403
        assert client.post(f"{DESK}{row.pk}/", {"verb": "hop", "attendance": "3"}).status_code == 403
        assert client.post(f"{DESK}{row.pk}/", {"verb": "anh", "photo": photo()}).status_code == 403
    row.refresh_from_db()
    assert row.state == "planned"


@pytest.mark.parametrize("who", ["handler", "auditor", "front"])
def test_posts_that_do_not_teach_have_no_such_page(province: Province, signed: As, who: str) -> None:
    assert signed(who).get(DESK).status_code == 403
    assert signed(who).post(f"{DESK}nguoi-lon/", {}).status_code == 403


def test_officials_of_a_department_are_led_to_the_public_page(province: Province, signed: As) -> None:
    client = signed("receiver3")
    assert client.get(DESK)["Location"] == "/luat/hoc/"
    assert client.post(DESK, {}).status_code == 403


def test_a_visitor_is_asked_to_sign_in_and_a_wrong_number_is_not_found(province: Province, signed: As) -> None:
    assert "/tai-khoan/login/" in Client().get(DESK)["Location"]
    assert signed("head").get(f"{DESK}987654/").status_code == 404
    assert signed("head").post(f"{DESK}987654/", {"verb": "x"}).status_code == 404


def test_a_paper_is_no_photo(province: Province, signed: As) -> None:
    client = signed("head")
    plan(client, province)
    row = LearningSession.objects.get()
    actions.hold_session(actor=province.actors["head"], session_id=row.pk, attendance=5, at=clock.now())
    paper = SimpleUploadedFile("x.pdf", b"%PDF-1.4 nothing")
    answer = client.post(f"{DESK}{row.pk}/", {"verb": "anh", "photo": paper}, follow=True)
    assert "Chỉ nhận ảnh." in answer.content.decode()
    row.refresh_from_db()
    assert row.received_path == ""
