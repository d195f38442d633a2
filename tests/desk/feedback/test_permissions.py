"""Who may press what; whom a case is shown to; what no form can smuggle in."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client
from tests.desk.feedback.conftest import Desk

from dinhlang.apps.accounts.models import User
from dinhlang.apps.feedback import actions
from dinhlang.apps.feedback.models import Attachment, Case, Identity
from dinhlang.apps.transparency.models import Record

TRIAGE, WORK, SIGN = {"receiver", "head"}, {"receiver", "head", "handler"}, {"approver", "head"}
# verb: the state it is pressed in, its fields, who may
MATRIX: dict[str, tuple[str, dict[str, str], set[str]]] = {
    "phan-loai": ("received", {"category": "khac"}, TRIAGE),
    "giao": ("classified", {"office_id": "{T1-KT}"}, TRIAGE),
    "chuyen": ("received", {"to_unit_id": "{T2}", "reason": "Thuộc phường."}, TRIAGE),
    "tu-choi": ("received", {"reason": "settled", "explanation": "Đã xong."}, TRIAGE),
    "cong-khai": ("classified", {"title": "Cống", "text": "Cống nghẹt."}, TRIAGE),
    "khong-cong-khai": ("classified", {"reason": "insult"}, TRIAGE),
    "bat-dau": ("assigned", {}, WORK),
    "tien-do": ("in_progress", {"text": "Đã khảo sát."}, WORK),
    "hoi-them": ("in_progress", {"question": "Hẻm nào?"}, WORK),
    "tra-loi": ("in_progress", {"kind": "done", "text": "Đã xong."}, WORK),
    "gia-han": ("in_progress", {"reason": "Chờ máy."}, SIGN),
    "duyet": ("awaiting_approval", {"text": "Đã xong."}, SIGN),
    "tra-lai": ("awaiting_approval", {"note": "Ghi ngày."}, SIGN),
}
# who reads the case but may not press: told so; who does not read it: nothing is there
INSIDE = ("receiver", "head", "approver", "handler", "auditor")
OUTSIDE = ("receiver2", "approver2", "receiver3", "admin")


def sign_in() -> str:
    return str(resolve_url(settings.LOGIN_URL))


def records_of(case_id: int) -> int:
    return Record.objects.filter(subject_kind="feedback.case", subject_id=case_id).count()


@pytest.mark.parametrize("verb", MATRIX)
@pytest.mark.parametrize("who", [*INSIDE, *OUTSIDE])
def test_a_button_works_for_those_who_may_and_for_nobody_else(desk: Desk, verb: str, who: str) -> None:
    state, fields, allowed = MATRIX[verb]
    case_id = desk.case_in(state)
    given = {name: str(desk.province.id(text[1:-1])) if text[:1] == "{" else text for name, text in fields.items()}
    reads = who in OUTSIDE or (who == "handler" and state in ("received", "classified"))
    before = records_of(case_id)
    response = desk.press(who, case_id, verb, **given)
    expected = 303 if who in allowed and not (who == "handler" and reads) else 404 if reads else 403
    assert response.status_code == expected
    assert records_of(case_id) == before + (expected == 303)


def test_a_visitor_is_sent_to_sign_in_from_every_page_of_the_desk(desk: Desk) -> None:
    case_id, visitor = desk.case_in("received"), Client()
    for address in ("", "da-xong/", "tim/?so=x", "don-vi/", f"phieu/{case_id}/", "tep/1/"):
        assert sign_in() in visitor.get(f"/lam-viec/{address}")["Location"]
    for address in (f"phieu/{case_id}/phan-loai/", f"phieu/{case_id}/tep/"):
        assert sign_in() in visitor.post(f"/lam-viec/{address}", {"category": "khac"})["Location"]
    assert records_of(case_id) == 1


def test_an_account_without_a_post_gets_no_desk(desk: Desk) -> None:
    citizen = Client()
    citizen.force_login(User.objects.create_user(email="dan@nha.example", password="một câu rất dài 2026"))
    assert citizen.get("/lam-viec/").status_code == 403


def test_a_form_without_its_token_does_nothing(desk: Desk) -> None:
    case_id = desk.case_in("received")
    forger = Client(enforce_csrf_checks=True)
    forger.cookies = desk.browser("receiver").cookies
    for verb, (_state, fields, _allowed) in MATRIX.items():
        foreign = {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
        assert forger.post(f"/lam-viec/phieu/{case_id}/{verb}/", fields, headers=foreign).status_code == 403
    assert forger.post(f"/lam-viec/phieu/{case_id}/tep/").status_code == 403
    assert records_of(case_id) == 1


def test_nothing_but_a_post_presses_a_button(desk: Desk) -> None:
    case_id = desk.case_in("received")
    assert desk.browser("receiver").get(f"/lam-viec/phieu/{case_id}/bat-dau/").status_code == 405
    assert desk.browser("receiver").post(f"/lam-viec/phieu/{case_id}/xoa/").status_code == 404


def hidden(response: Any) -> tuple[int, str]:
    """Return what a page of "not there" tells, without what differs on every page."""
    return response.status_code, re.sub(r"\d+|PA26-\w+", "", response.content.decode())


def test_a_case_of_another_unit_looks_like_none(desk: Desk) -> None:
    case_id, nothing = desk.case_in("received"), 987_654_321
    number = Case.objects.get(pk=case_id).number
    there = desk.browser("receiver2")
    for address in ("phieu/{}/", "tep/{}/", "tep/{}/nho/"):
        assert hidden(there.get(f"/lam-viec/{address.format(case_id)}")) == hidden(
            there.get(f"/lam-viec/{address.format(nothing)}")
        )
    form = {"category": "khac"}
    assert hidden(there.post(f"/lam-viec/phieu/{case_id}/phan-loai/", form)) == hidden(
        there.post(f"/lam-viec/phieu/{nothing}/phan-loai/", form)
    )
    mine, none = there.get(f"/lam-viec/tim/?so={number}"), there.get("/lam-viec/tim/?so=PA26-ZZZZZZ")
    assert hidden(mine) == hidden(none)
    assert mine.status_code == 404
    for address in ("", "?loc=new", f"?mo={case_id}", "da-xong/", "da-xong/?loc=refused"):
        assert number not in desk.see("receiver2", f"/lam-viec/{address}")
        assert "Cống nghẹt trước nhà bà Sáu" not in desk.see("receiver2", f"/lam-viec/{address}")


def test_a_file_of_another_unit_looks_like_none(desk: Desk) -> None:
    case = Case.objects.get(pk=desk.case_in("in_progress"))
    file = Attachment.objects.create(
        case=case, kind="photo", state="ready", received_sha256=b"x" * 32, path="cases/aa/none.jpg"
    )
    assert desk.browser("receiver2").get(f"/lam-viec/tep/{file.pk}/").status_code == 404
    assert desk.browser("admin").get(f"/lam-viec/tep/{file.pk}/nho/").status_code == 404


def test_only_a_post_with_that_right_sees_how_to_reach_the_sender(desk: Desk) -> None:
    contact = {"contact_name": "Nguyễn Thị Bảy", "phone": "0988 777 666", "email": "bay@nha.example"}
    case_id = desk.case_in("in_progress", contact=contact)
    assert Identity.objects.filter(case_id=case_id).exists()
    assert "0988 777 666" not in desk.see("receiver", f"/lam-viec/phieu/{case_id}/")  # only when it is asked for
    assert "0988 777 666" in desk.press("receiver", case_id, "lien-lac").content.decode()
    for who in ("head", "handler", "approver", "auditor"):
        asked = desk.press(who, case_id, "lien-lac")
        assert asked.status_code == 403
        for page in (asked.content.decode(), desk.see(who, f"/lam-viec/phieu/{case_id}/")):
            assert not any(told in page for told in contact.values()), who
            assert "mà không xem danh tính" in page
    assert Record.objects.filter(event="feedback.contact_opened").count() == 1


def test_what_a_form_adds_of_its_own_is_ignored(desk: Desk) -> None:
    case_id = desk.case_in("received")
    before = Case.objects.values().get(pk=case_id)
    smuggled = {
        "category": "thoat-nuoc", "state": "answered", "unit_id": str(desk.province.id("T2")), "number": "PA26-000000",
        "received_at": "2020-01-01", "due_at": "2099-01-01", "at": "2020-01-01", "publication": "public",
        "actor": "1", "user_id": "1", "role": "head", "title": "Khác", "text": "Khác", "accepted": "", "phone": "0900",
        "id": "1", "case_id": "1", "request_key": "smuggled",
    }  # fmt: skip
    sent = desk.browser("receiver").post(f"/lam-viec/phieu/{case_id}/phan-loai/", smuggled)
    assert sent.status_code == 303
    after = Case.objects.values().get(pk=case_id)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"state", "accepted", "due_at"}  # the first clock is met, the second is nearest now
    assert after["state"] == "classified"
    made = Record.objects.filter(subject_id=case_id, event="feedback.classified").get()
    assert (made.role, made.user_id) == ("receiver", desk.actor("receiver").user_id)
    assert made.at > desk.at


def test_a_writer_does_not_sign_an_answer_of_ones_own(desk: Desk) -> None:
    case_id = desk.case_in("in_progress", commune="T1")
    actions.write_answer(actor=desk.actor("handler"), case_id=case_id, kind="done", text="Đã xong.", at=desk.at)
    actions.return_answer(actor=desk.actor("head"), case_id=case_id, note="Sửa.", at=desk.at)
    other = desk.send(commune="T2")
    desk.press("receiver2", other, "phan-loai", category="khac")
    desk.press("approver2", other, "tra-loi", kind="done", text="Đã xong.")
    page = desk.see("approver2", f"/lam-viec/phieu/{other}/")
    assert 'id="duyet"' not in page
    assert "Bạn soạn bản này nên người khác duyệt" in page
    assert desk.press("approver2", other, "duyet", text="Đã xong.").status_code == 403
    assert Case.objects.get(pk=other).state == "awaiting_approval"
