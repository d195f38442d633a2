"""The form, step by step, as a browser without JavaScript sends it."""

from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.feedback.conftest import TEXT, Citizen

from dinhlang.apps.feedback import queries
from dinhlang.lib import clock, uploads

pytestmark = pytest.mark.django_db
File = Callable[..., SimpleUploadedFile]


def token_of(draft: str) -> str:
    return draft.strip("/").split("/")[-1]


def held(draft: str) -> queries.DraftView:
    found = queries.draft(token_of(draft))
    assert found is not None
    return found


def test_four_steps_lead_from_the_first_page_to_a_receipt(citizen: Citizen) -> None:
    code = citizen.finish(citizen.fill())
    page = citizen.see(f"/bien-nhan/{code}/")
    assert f"{code[:5]} {code[5:]}" in page
    assert "<svg" in page
    assert TEXT in citizen.see(f"/phieu/{code}/")


def test_what_was_filled_in_stands_in_the_case(citizen: Citizen) -> None:
    code = citizen.finish(citizen.fill(), named="yes", public_name="Chị Ba", reach="phone", phone="0912 345 678")
    found = queries.sender_case(code, at=clock.now())
    assert found is not None
    assert (found.case.commune, found.case.village, found.case.landmark) == (
        "Xã Long Hồ",
        "Ấp Phước Hậu",
        "trước quán bà Sáu",
    )
    assert (found.case.public_name, found.contact) == ("Chị Ba", "0912 345 678")


def test_a_commune_in_the_address_is_preselected(citizen: Citizen) -> None:
    assert 'name="xa" value="T2"' in citizen.see("/phan-anh/gui/?xa=T2")
    assert '<option value="T2" selected>' in citizen.see(citizen.start(xa="T2") + "noi/")


def test_choosing_a_commune_first_shows_its_villages(citizen: Citizen) -> None:
    draft = citizen.start()
    assert "Ấp Phước Hậu" not in citizen.see(draft + "noi/")
    answer = citizen.send(draft + "noi/", {"commune": "T1", "shown": ""})
    assert answer["Location"] == draft + "noi/#ap"
    assert "Ấp Phước Hậu" in citizen.see(draft + "noi/")


def test_another_commune_lets_the_old_village_go(citizen: Citizen) -> None:
    draft = citizen.fill()
    assert held(draft).data["village_id"] == citizen.province.id("T1-A1")
    citizen.send(draft + "noi/", {"commune": "T2", "shown": "T1", "village": citizen.province.id("T1-A1")})
    assert (held(draft).data["commune_id"], held(draft).data["village_id"]) == (citizen.province.id("T2"), None)


def test_a_village_of_another_commune_is_not_taken(citizen: Citizen) -> None:
    draft = citizen.start()
    citizen.send(draft + "noi/", {"commune": "T2", "shown": "T2", "village": citizen.province.id("T1-A1")})
    assert held(draft).data["village_id"] is None


def test_the_villages_of_a_commune_come_as_a_part_for_javascript(citizen: Citizen) -> None:
    part = citizen.see(citizen.start() + "noi/ap/?xa=T1")
    assert "Ấp Phước Hậu" in part
    assert "<html" not in part


def test_no_step_can_be_sent_empty(citizen: Citizen) -> None:
    assert citizen.send("/phan-anh/gui/", {}).status_code == 422
    draft = citizen.start()
    assert citizen.send(draft + "noi/", {"commune": ""}).status_code == 422
    answer = citizen.send(draft + "noi-dung/", {"text": "  ", "next": "1"})
    assert (answer.status_code, "Hãy viết điều cần nói." in answer.content.decode()) == (422, True)


def test_the_last_step_leads_back_to_what_is_missing(citizen: Citizen) -> None:
    draft = citizen.start()
    assert citizen.client.get(draft + "xem-lai/")["Location"] == draft + "noi/"
    assert citizen.client.get(draft)["Location"] == draft + "noi/"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reach": "phone", "phone": ""}, "Hãy ghi số điện thoại."),
        ({"reach": "phone", "phone": "gọi tôi"}, "Số điện thoại chỉ gồm chữ số"),
        ({"reach": "email", "email": "khong-phai"}, "Địa chỉ thư điện tử chưa đúng"),
        ({"named": "yes", "public_name": ""}, "Hãy ghi tên muốn hiện"),
    ],
)
def test_a_mistake_in_the_contact_is_told_and_what_was_typed_stays(
    citizen: Citizen, typed: dict[str, str], sentence: str
) -> None:
    draft = citizen.fill()
    answer = citizen.send(draft + "xem-lai/", {"reach": "nothing", "named": "no", "contact_name": "Ba Sáu", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Ba Sáu"' in page


def test_contact_of_a_way_not_chosen_is_not_kept(citizen: Citizen) -> None:
    code = citizen.finish(citizen.fill(), phone="0912345678", email="a@b.vn", contact_name="Sáu")
    found = queries.sender_case(code, at=clock.now())
    assert found is not None
    assert found.contact == ""


def test_an_unknown_draft_says_so(citizen: Citizen) -> None:
    answer = citizen.client.get("/phan-anh/gui/khong-co-nhap-nay/noi-dung/")
    assert (answer.status_code, "Bản nháp này không còn" in answer.content.decode()) == (404, True)


def test_a_sent_draft_leads_to_its_receipt(citizen: Citizen) -> None:
    draft = citizen.fill()
    code = citizen.finish(draft)
    for step in ("", "viec/", "noi/", "noi-dung/", "xem-lai/"):
        assert citizen.client.get(draft + step)["Location"] == f"/bien-nhan/{code}/"


def test_writing_into_a_sent_draft_changes_nothing(citizen: Citizen) -> None:
    draft = citizen.fill()
    citizen.finish(draft)
    answer = citizen.send(draft + "noi-dung/", {"text": "Lời khác", "next": "1"})
    assert answer.status_code == 404


def test_sent_twice_it_is_one_case_with_one_receipt(citizen: Citizen) -> None:
    draft = citizen.fill()
    code = citizen.finish(draft)
    again = citizen.send(draft + "xem-lai/", {"reach": "nothing", "named": "no"})
    assert again["Location"] == f"/bien-nhan/{code}/"


def test_sent_again_with_another_body_the_first_is_kept_and_told(citizen: Citizen) -> None:
    draft = citizen.fill()
    code = citizen.finish(draft)
    body = {"reach": "phone", "phone": "0912345678", "named": "no"}
    again = citizen.send(draft + "xem-lai/", body)
    assert again.status_code == 409
    assert f"/bien-nhan/{code}/" in again.content.decode()
    found = queries.sender_case(code, at=clock.now())
    assert found is not None
    assert found.contact == ""


def test_files_come_along_and_can_be_removed(citizen: Citizen, photo: File) -> None:
    draft = citizen.start()
    answer = citizen.send(draft + "noi-dung/", {"text": TEXT, "files": [photo(), photo("b.jpg")], "add": "1"})
    assert answer["Location"] == draft + "noi-dung/#tep"
    first, second = held(draft).files
    citizen.send(draft + "noi-dung/", {"text": TEXT, "remove": str(first.id)})
    assert [one.id for one in held(draft).files] == [second.id]
    assert held(draft).data["text"] == TEXT


def test_the_bytes_of_a_removed_file_are_gone(citizen: Citizen, photo: File) -> None:
    draft = citizen.start()
    before = stored()
    citizen.send(draft + "noi-dung/", {"text": TEXT, "files": photo(), "add": "1"})
    assert len(stored()) == len(before) + 1
    citizen.send(draft + "noi-dung/", {"text": TEXT, "remove": str(held(draft).files[0].id)})
    assert stored() == before


def stored() -> set[str]:
    """Return the paths of all received files."""
    if not default_storage.exists("received"):
        return set()
    folders = default_storage.listdir("received")[0]
    return {name for folder in folders for name in default_storage.listdir(f"received/{folder}")[1]}


def test_a_file_that_is_no_picture_is_refused_with_its_name_and_the_text_is_kept(citizen: Citizen, photo: File) -> None:
    draft = citizen.start()
    bad = photo("<img src=x onerror=alert(1)>.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    answer = citizen.send(draft + "noi-dung/", {"text": TEXT, "files": [bad, photo()], "next": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "không phải ảnh" in page
    assert "<img src=x" not in page
    assert TEXT in page
    assert len(held(draft).files) == 1
    assert held(draft).data["text"] == TEXT


def test_a_file_over_the_limit_is_refused_and_the_text_is_kept(
    citizen: Citizen, photo: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_BYTES", 500)
    draft = citizen.start()
    big = photo("to.jpg", b"\xff\xd8\xff" + b"x" * 600)
    answer = citizen.send(draft + "noi-dung/", {"text": TEXT, "files": big, "next": "1"})
    assert answer.status_code == 422
    assert "nặng quá 10 MB" in answer.content.decode()
    assert held(draft).data["text"] == TEXT
    assert held(draft).files == []


def test_the_sixth_file_is_refused_and_leaves_no_bytes(citizen: Citizen, photo: File) -> None:
    draft = citizen.start()
    citizen.send(draft + "noi-dung/", {"text": TEXT, "files": [photo(f"{n}.jpg") for n in range(5)], "add": "1"})
    before = stored()
    answer = citizen.send(draft + "noi-dung/", {"text": TEXT, "files": photo("6.jpg"), "next": "1"})
    assert answer.status_code == 422
    assert "tối đa 5 tệp" in answer.content.decode()
    assert stored() == before


def test_files_sent_by_javascript_come_back_as_the_list(citizen: Citizen, photo: File) -> None:
    draft = citizen.start()
    answer = citizen.send(draft + "tep/", {"files": photo()})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'data-file="{held(draft).files[0].id}"' in page
    assert "<html" not in page


def test_a_text_that_is_too_long_is_kept_on_the_page(citizen: Citizen) -> None:
    draft = citizen.start()
    answer = citizen.send(draft + "noi-dung/", {"text": "a" * 5001, "next": "1"})
    assert answer.status_code == 422
    assert "a" * 5001 in answer.content.decode()


def test_pages_with_a_form_are_never_stored(citizen: Citizen) -> None:
    draft = citizen.fill()
    for address in (
        "/phan-anh/gui/",
        draft + "viec/",
        draft + "noi/",
        draft + "noi-dung/",
        draft + "xem-lai/",
        "/tra-cuu/",
    ):
        assert "no-store" in citizen.client.get(address)["Cache-Control"], address


def test_no_session_and_no_account_is_touched(citizen: Citizen) -> None:
    code = citizen.finish(citizen.fill())
    citizen.see(f"/phieu/{code}/")
    assert set(citizen.client.cookies) == {"csrftoken"}


@pytest.mark.parametrize("step", ["viec/", "noi/", "noi-dung/", "tep/", "xem-lai/"])
def test_a_forged_request_is_refused(citizen: Citizen, step: str) -> None:
    draft = citizen.fill()
    before = held(draft).data
    stranger = Client(enforce_csrf_checks=True)
    assert stranger.post(draft + step, {"category": "chieu-sang", "text": "x", "reach": "nothing"}).status_code == 403
    other_site = {"HTTP_ORIGIN": "https://evil.example"}
    assert citizen.client.post(draft + step, {"text": "x"}, **other_site).status_code == 403
    assert held(draft).data == before


def test_a_forged_start_is_refused(citizen: Citizen) -> None:
    assert citizen.client.post("/phan-anh/gui/", {"category": "thoat-nuoc"}).status_code == 403


def test_fields_that_the_form_does_not_have_are_ignored(citizen: Citizen) -> None:
    draft = citizen.fill()
    strange = {
        "id": "1", "state": "answered", "unit_id": citizen.province.id("T2"), "received_at": "2020-01-01T00:00:00Z",
        "first_due_at": "2030-01-01", "publication": "public", "number": "PA26-000000", "user_id": "1", "role": "head",
        "case": "1", "is_demo": "1", "origin": "counter",
    }  # fmt: skip
    citizen.send(draft + "noi-dung/", {"text": TEXT, "next": "1", **strange})
    citizen.send(draft + "noi/", {"commune": "T1", "shown": "T1", **strange})
    assert set(held(draft).data) == {
        "category", "commune_id", "village_id", "landmark", "latitude", "longitude", "text",
    }  # fmt: skip
    code = citizen.finish(draft, **{name: str(value) for name, value in strange.items()})
    found = queries.sender_case(code, at=clock.now())
    assert found is not None
    assert (found.case.state.value, found.case.publication) == ("received", "pending")
    assert found.case.unit == "Xã Long Hồ"
    assert found.case.number != "PA26-000000"
    assert found.case.received_at.year >= clock.now().year


def test_letters_that_nobody_sees_are_taken_out(citizen: Citizen) -> None:
    hidden = "Nhà\u202e tôi\u200b ngập\u0007."
    code = citizen.finish(citizen.fill(text=hidden))
    found = queries.sender_case(code, at=clock.now())
    assert found is not None
    assert found.case.original_text == "Nhà tôi ngập."
